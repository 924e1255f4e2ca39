"""What `manage.py serve` starts is started again when it ends, and ends with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from portal.management.commands.serve import exit_code

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20
# Two processes that note their ids and sleep; the first has a child of its own, as gunicorn has workers.
# One write a line: both write into one pipe, and unbuffered prints would mix.
PARENT = """
import os, subprocess, time
os.write(1, f"1 {os.getpid()} {subprocess.Popen(['sleep', '300']).pid}\\n".encode())
time.sleep(300)
"""
SINGLE = "import os, time; os.write(1, f'2 {os.getpid()}\\n'.encode()); time.sleep(300)"
# Whether a closed terminal stops it must not depend on how the tests were started.
PROGRAM = f"""
import signal, sys
from functools import partial
signal.signal(signal.SIGHUP, getattr(signal, sys.argv[1]))
from django.conf import settings
settings.configure(BASE_DIR={str(ROOT)!r})
from portal.management.commands.serve import run_together
commands = [[sys.executable, "-c", text] for text in {[PARENT, SINGLE]!r}]
say = partial(print, flush=True)
sys.exit(run_together(commands, ["true"], say=say))
"""
Running = tuple["subprocess.Popen[str]", list[int]]


@pytest.fixture
def running(request: pytest.FixtureRequest) -> Iterator[Running]:
    """The supervisor with its two processes, and the ids of the three it answers for."""
    command = [sys.executable, "-c", PROGRAM, getattr(request, "param", "SIG_DFL")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = sorted(process.stdout.readline() for _ in range(2))
    ids = [int(word) for line in told for word in line.split()[1:]]
    assert len(ids) == 3, told
    yield process, ids
    process.stdout.close()
    process.kill()
    process.wait()
    for number in ids:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def assert_gone(ids: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE
    while left := [number for number in ids if _lives(number)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def _lives(number: int) -> bool:
    """Neither gone nor a zombie that nobody has fetched yet."""
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(running: Running, number: signal.Signals) -> None:
    process, ids = running
    process.send_signal(number)
    assert process.wait(PATIENCE) == 0
    assert_gone(ids)


@pytest.mark.parametrize("running", ["SIG_IGN"], indirect=True)
def test_started_with_nohup_it_outlives_the_terminal(running: Running) -> None:
    process, ids = running
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    assert all(_lives(number) for number in ids)


@pytest.mark.parametrize(("place", "alone"), [(0, [0, 1]), (2, [2])])
def test_a_part_that_dies_is_started_again_and_the_others_go_on(
    running: Running, place: int, alone: list[int]
) -> None:
    process, ids = running
    os.kill(ids[place], signal.SIGKILL)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(2)]
    [said] = [line for line in told if "ended" in line]
    assert "ended (137) and is started again" in said
    [anew] = [line for line in told if line is not said]
    ids += [int(word) for word in anew.split()[1:]]
    assert_gone([ids[number] for number in alone])
    assert all(_lives(ids[number]) for number in range(len(ids)) if number not in alone)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert_gone(ids)


@pytest.mark.slow
def test_a_part_that_never_works_ends_it_all_with_its_code(running: Running) -> None:
    never = PROGRAM.replace("for text in", "for text in ['import sys; sys.exit(3)'] +")
    done = subprocess.run(
        [sys.executable, "-c", never, "SIG_DFL"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout.count("started again") >= 3
    assert_gone(
        [int(word) for line in done.stdout.splitlines() if line[:1] in "12" for word in line.split()[1:]]
    )


@pytest.mark.parametrize(("code", "answer"), [(0, 1), (3, 3), (-15, 143)])
def test_a_process_that_ends_by_itself_has_failed(code: int, answer: int) -> None:
    assert exit_code(code) == answer
