"""Main engine and reserve together: who answers, who is written, what is told when one of them is down."""

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from search.engines.base import Engine, EngineError, HalfWritten, Passage, Refused
from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import Address
from search.engines.guarded import Guard, GuardedEngine
from search.engines.tantivy import TantivyEngine
from search.passages import cut
from tests.search.engines.city import CITY, Make, ask, keys, passages, source
from tests.search.engines.contract import EngineContract
from tests.search.engines.stub import Said, Stub, stub

# Waits for time-outs.
pytestmark = pytest.mark.slow

BUSY = Said(503, {"error": {"type": "busy", "reason": "later"}})


@pytest.fixture
def main(tmp_path: Path) -> TantivyEngine:
    return TantivyEngine(tmp_path / "main")


@pytest.fixture
def reserve(tmp_path: Path) -> TantivyEngine:
    return TantivyEngine(tmp_path / "reserve")


@pytest.fixture
def cluster() -> Iterator[Stub]:
    """A cluster that says 503 to everything."""
    with stub() as running:
        running.script = [BUSY] * 10_000
        yield running


def down(cluster: Stub) -> ElasticEngine:
    engine = ElasticEngine(Address.parse(cluster.url))
    engine.transport.reader = engine.transport.reader.__class__(1, 1.0)
    return engine


class Refusing(TantivyEngine):
    """Stores all but one source, as a cluster does."""

    def replace(self, batch: Mapping[str, Iterable[Passage]]) -> None:
        super().replace({source: found for source, found in batch.items() if source != "page:3"})
        if "page:3" in batch:
            raise Refused({"page:3": "400 too odd"})


class TestContract(EngineContract):
    """With a reserve it is an engine like any other."""

    @pytest.fixture
    def make(self, tmp_path: Path) -> Make:
        def made(**more: Any) -> Engine:
            main, reserve = (TantivyEngine(tmp_path / name, **more) for name in ("main", "reserve"))
            return GuardedEngine(Guard(main, reserve))

        return made

    @pytest.fixture
    def engine(self, make: Make) -> Engine:
        made = make()
        made.replace(passages(*CITY))
        return made


def test_both_are_written_and_the_main_one_answers(main: Engine, reserve: Engine) -> None:
    both = GuardedEngine(Guard(main, reserve))
    both.replace(passages(*CITY))
    assert main.sources() == reserve.sources() == both.sources()
    reserve.replace({"page:1": []})
    assert keys(ask(both, "Brunnen")) == ["page:2", "page:1"]
    assert not both.on_reserve


def test_the_reserve_answers_while_the_main_one_is_down(cluster: Stub, reserve: Engine) -> None:
    reserve.replace(passages(*CITY))
    guard = Guard(down(cluster), reserve)
    reader = GuardedEngine(guard)
    assert keys(ask(reader, "Brunnen")) == ["page:2", "page:1"]
    assert reader.on_reserve
    asked = len(cluster.seen)
    assert reader.terms("bru", 5) == [("brunnen", 2)]
    assert reader.state() == f"reserve {reserve.state()}"
    assert len(cluster.seen) == asked
    assert GuardedEngine(guard) == reader
    assert hash(GuardedEngine(guard)) == hash(reader)


def test_after_three_readers_nobody_waits_any_more(cluster: Stub, reserve: Engine) -> None:
    guard = Guard(down(cluster))
    for _ in range(3):
        with pytest.raises(EngineError, match=r"503 busy$"):
            ask(GuardedEngine(guard), "Brunnen")
    asked, start = len(cluster.seen), time.monotonic()
    for _ in range(50):
        with pytest.raises(EngineError, match="left alone for now"):
            ask(GuardedEngine(guard), "Brunnen")
    assert len(cluster.seen) == asked
    assert time.monotonic() - start < 1


def test_a_missing_reserve_index_is_no_answer(cluster: Stub, reserve: Engine) -> None:
    with pytest.raises(EngineError, match="no search index"):
        ask(GuardedEngine(Guard(down(cluster), reserve)), "Brunnen")


def test_the_reserve_stays_current_while_the_main_one_is_down(cluster: Stub, reserve: Engine) -> None:
    main = down(cluster)
    main.transport._sleep = lambda seconds: None
    both = GuardedEngine(Guard(main, reserve))
    with pytest.raises(HalfWritten) as error:
        both.replace(passages(*CITY))
    assert error.value.reasons.keys() == {f"page:{n}" for n in range(1, 6)}
    assert "main engine: " in error.value.reasons["page:1"]
    asked = len(cluster.seen)
    with pytest.raises(HalfWritten, match="left alone for now"):
        both.replace({"page:1": []})
    assert reserve.sources().keys() == {f"page:{n}" for n in range(2, 6)}
    assert len(cluster.seen) == asked


@pytest.fixture
def unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reserve that was made by a version of the portal with another schema."""
    with monkeypatch.context() as older:
        older.setattr("search.engines.tantivy.SCHEMA_VERSION", "0")
        TantivyEngine(tmp_path / "reserve").replace({})


def test_a_broken_reserve_does_not_stop_the_main_one(main: Engine, tmp_path: Path, unreadable: None) -> None:
    broken = TantivyEngine(tmp_path / "reserve")
    both = GuardedEngine(Guard(main, broken))
    with pytest.raises(HalfWritten, match=r"reserve: .*search rebuild"):
        both.replace(passages(*CITY))
    assert keys(ask(both, "Brunnen")) == ["page:2", "page:1"]
    assert both.describe()["schema"] == "0"
    assert both.rebuild(p for one in CITY for p in cut(one)) == 7
    assert broken.sources() == main.sources()
    assert both.describe()["schema"] == main.describe()["schema"]


def test_neither_is_an_error_as_with_one(cluster: Stub, tmp_path: Path, unreadable: None) -> None:
    main = down(cluster)
    main.transport._sleep = lambda seconds: None
    both = GuardedEngine(Guard(main, TantivyEngine(tmp_path / "reserve")))
    with pytest.raises(EngineError, match="503 busy later") as error:
        both.replace(passages(*CITY))
    assert not isinstance(error.value, Refused)


def test_single_refused_sources_are_named_and_the_others_written(tmp_path: Path, reserve: Engine) -> None:
    both = GuardedEngine(Guard(Refusing(tmp_path / "main"), reserve))
    with pytest.raises(Refused) as error:
        both.replace(passages(*CITY))
    assert (type(error.value), error.value.reasons) == (Refused, {"page:3": "400 too odd"})


def test_a_rebuild_reaches_the_reserve_though_the_main_one_is_down(cluster: Stub, reserve: Engine) -> None:
    main = down(cluster)
    main.transport._sleep = lambda seconds: None
    with pytest.raises(EngineError, match="503 busy later"):
        GuardedEngine(Guard(main, reserve)).rebuild(p for one in CITY for p in cut(one))
    assert reserve.sources().keys() == {one.key for one in CITY}


def test_a_rebuild_reaches_the_main_one_though_the_reserve_cannot_be_written(
    main: Engine, tmp_path: Path
) -> None:
    (tmp_path / "reserve").write_text("a file where the folder should be")
    both = GuardedEngine(Guard(main, TantivyEngine(tmp_path / "reserve")))
    with pytest.raises(OSError, match="reserve"):
        both.rebuild(p for one in CITY for p in cut(one))
    assert main.sources().keys() == {one.key for one in CITY}
    with pytest.raises(HalfWritten, match="reserve: "):
        both.replace({"page:1": []})
    assert "page:1" not in main.sources()


def test_what_is_replaced_during_a_rebuild_is_in_both(main: Engine, reserve: Engine) -> None:
    both = GuardedEngine(Guard(main, reserve))
    both.replace(passages(*CITY))

    def slow() -> Iterator[Passage]:
        yield from (passage for one in CITY for passage in cut(one))
        GuardedEngine(both.guard).replace({"page:1": [], **passages(source(7, "Noch ein Brunnen"))})

    both.rebuild(slow())
    for engine in (main, reserve):
        assert engine.sources().keys() == {"page:2", "page:3", "page:4", "page:5", "page:7"}


def test_where_they_disagree_a_comparison_repairs(main: Engine, reserve: Engine) -> None:
    both = GuardedEngine(Guard(main, reserve))
    both.replace(passages(*CITY))
    reserve.replace({"page:1": [], **passages(source(8, "nur in der Reserve"))})
    main.replace(passages(source(9, "nur in der ersten")))
    told = both.sources()
    assert {key for key, version in told.items() if version == -1} == {"page:1", "page:8", "page:9"}
    assert told.keys() == {f"page:{n}" for n in (1, 2, 3, 4, 5, 8, 9)}


def test_an_embedded_index_loads_no_client_of_a_cluster() -> None:
    code = (
        "import sys; from search.engines.choose import engine_for; import search.engines.guarded;"
        " engine_for('tantivy:///nowhere');"
        " sys.exit(any(name in sys.modules for name in ('elasticsearch', 'elastic_transport', 'opensearchpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
