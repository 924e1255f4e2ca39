"""The embedded engine with several processes: killed writers, two writers, forks, readers during a swap."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.analysis import analyser_for
from search.engines.base import EngineQuery
from search.engines.tantivy import TantivyEngine

pytestmark = pytest.mark.slow
HOUSE = Path(__file__).parents[3]
BATCH = 20
# What every helper process begins with: plain passages of the word "brunnen", quick to make.
SCRIPT = """
import os, sys
from pathlib import Path
from search.engines.base import EngineQuery, Passage, Reading, Word
from search.engines.tantivy import TantivyEngine

def passages(source, number, text="brunnen"):
    for i in range(number):
        yield Passage(key=f"{source}|||{i}", source=source, kind="news", language="de", title="", heading="",
            label="", place="", file="", shown=text, t_title="", t_text=text, t_parts="", t_context=text,
            exact=text)

engine = TantivyEngine(Path(sys.argv[1]), timeout=20)
BRUNNEN = EngineQuery(words=(Word((Reading("brunnen", (), "brunnen"),)),))
"""


def start(path: Path, code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT + code, str(path)]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> list[str]:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output.split()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def brunnen() -> EngineQuery:
    return EngineQuery(words=analyser_for("de").query("Brunnen"))


def test_a_killed_writer_loses_nothing_committed_and_leaves_nothing_half(tmp_path: Path) -> None:
    code = f"""
for n in range(10_000):
    engine.replace({{f"page:{{n}}": passages(f"page:{{n}}", {BATCH})}})
    print(n, flush=True)
"""
    engine = TantivyEngine(tmp_path)
    for round_ in range(3):
        writer = start(tmp_path, code)
        said = int(first_line(writer))
        while said < 2 + round_:
            said = int(first_line(writer))
        os.kill(writer.pid, signal.SIGKILL)
        rest, _ = writer.communicate()
        said = max([said, *map(int, rest.split())])
        versions = engine.sources()
        assert {f"page:{n}" for n in range(said + 1)} <= versions.keys()
        assert engine.count() == BATCH * len(versions)
        engine.replace({source: [] for source in versions})
        assert engine.count() == 0


def test_a_killed_rebuild_leaves_the_live_generation_and_no_lock(tmp_path: Path) -> None:
    code = """
engine.replace({"page:1": passages("page:1", 3)})
def endless():
    n = 0
    while True:
        yield from passages(f"page:{n}", 50)
        n += 1
        if n == 5:
            print("filling", flush=True)
engine.rebuild(endless())
"""
    rebuild = start(tmp_path, code)
    assert first_line(rebuild) == "filling"
    rebuild.kill()
    rebuild.communicate()
    engine = TantivyEngine(tmp_path)
    assert engine.sources() == {"page:1": 1}
    assert engine.rebuild(()) == 0
    assert engine.count() == 0
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"g000001", "g000002"}


def test_two_writers_take_turns(tmp_path: Path) -> None:
    code = """
name = str(os.getpid())
for n in range(8):
    own = f"page:{name}-{n}"
    engine.replace({own: passages(own, 2), "page:shared": passages("page:shared", 1)})
print(name)
"""
    names = [finished(process)[0] for process in [start(tmp_path, code) for _ in range(2)]]
    engine = TantivyEngine(tmp_path)
    expected = {f"page:{name}-{n}" for name in names for n in range(8)} | {"page:shared"}
    assert engine.sources().keys() == expected
    assert engine.count() == 2 * 16 + 1


def test_a_forked_reader_sees_what_is_written_afterwards(tmp_path: Path) -> None:
    code = """
engine.replace({"page:1": passages("page:1", 1)})
print(engine.search(BRUNNEN).total, flush=True)
ready, go = os.pipe()
child = os.fork()
if child == 0:
    print(engine.search(BRUNNEN).total, flush=True)
    os.read(ready, 1)
    print(engine.search(BRUNNEN).total, flush=True)
    engine.replace({"page:3": passages("page:3", 1)})
    os._exit(0)
engine.replace({"page:2": passages("page:2", 1)})
os.write(go, b"x")
assert os.waitpid(child, 0)[1] == 0
print(engine.search(BRUNNEN).total, flush=True)
"""
    first, before, after, last = finished(start(tmp_path, code))
    assert (first, after, last) == ("1", "2", "3")
    assert before in ("1", "2")


def test_readers_never_see_a_half_built_index(tmp_path: Path) -> None:
    code = """
for _ in range(12):
    engine.rebuild(passage for n in range(30) for passage in passages(f"page:{n}", 2))
"""
    engine = TantivyEngine(tmp_path)
    finished(start(tmp_path, "engine.rebuild(p for n in range(30) for p in passages(f'page:{n}', 2))"))
    # One look before, so that a busy machine cannot let the rebuilds end before the first.
    engine.search(brunnen())
    generations = {engine.describe()["generation"]}
    seen: set[tuple[int, int, int]] = set()
    rebuilding = start(tmp_path, code)
    end = time.monotonic() + 30
    while rebuilding.poll() is None and time.monotonic() < end:
        found = engine.search(brunnen())
        seen.add((found.total, len(found.groups), found.groups[0].matches))
        generations.add(engine.describe()["generation"])
    finished(rebuilding)
    found = engine.search(brunnen())
    seen.add((found.total, len(found.groups), found.groups[0].matches))
    generations.add(engine.describe()["generation"])
    assert seen == {(30, 10, 2)}
    assert len(generations) > 1
