"""What `manage.py serve` starts ends with it, whoever ends first."""

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
PROGRAM = f"""
import sys
from django.conf import settings
settings.configure(BASE_DIR={str(ROOT)!r})
from portal.management.commands.serve import run_together
commands = [[sys.executable, "-c", text] for text in {[PARENT, SINGLE]!r}]
sys.exit(run_together(commands, ["true"]))
"""
Running = tuple["subprocess.Popen[str]", list[int]]


@pytest.fixture
def running() -> Iterator[Running]:
    """The supervisor with its two processes, and the ids of the three it answers for."""
    command = [sys.executable, "-c", PROGRAM]
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


@pytest.mark.parametrize("place", [0, 2])
def test_the_death_of_one_stops_the_others(running: Running, place: int) -> None:
    process, ids = running
    os.kill(ids[place], signal.SIGKILL)
    assert process.wait(PATIENCE) == 128 + signal.SIGKILL
    assert_gone(ids)


@pytest.mark.parametrize(("code", "answer"), [(0, 1), (3, 3), (-15, 143)])
def test_a_process_that_ends_by_itself_has_failed(code: int, answer: int) -> None:
    assert exit_code(code) == answer
