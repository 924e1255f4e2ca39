"""`manage.py serve`: web server, background worker and clock in one terminal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from portal.sqlite3.base import HOW, missing

GRACE_SECONDS = 8
TICK_SECONDS = 60
# A part that lived so long has worked; one that ends sooner so often in a row never will.
HEALTHY_SECONDS, MOST_DEATHS = 30, 5


class Command(BaseCommand):
    """Starts gunicorn, the task worker and a minute clock; a part that ends is started again."""

    help = "Start web server and background worker together, and again when they end; Ctrl-C stops both."

    def add_arguments(self, parser: CommandParser) -> None:
        """Port and number of web workers."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal comes; the exit code is 0 then, or that of a part that cannot run."""
        if gone := missing(connection.settings_dict):
            raise CommandError(f"There is no database {gone}: {HOW}.")
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        web = [
            *(sys.executable, "-m", "gunicorn", "-c", "python:portal.web", "portal.wsgi"),
            *("--bind", f"127.0.0.1:{options['port']}"),
            *("--workers", str(options["workers"]), "--access-logfile", "/dev/null"),
            *("--log-level", "warning"),
        ]
        worker = [*manage, "worker"]
        tick = [*manage, "publish_scheduled", "--verbosity", "0"]
        code = run_together([web, worker], tick, self._tell_address, self._tell)
        if code:
            sys.exit(code)

    def _tell(self, line: str) -> None:
        self.stderr.write(line)
        self.stderr.flush()

    def _tell_address(self) -> None:
        self.stdout.write(self.style.SUCCESS(f"Stadtdialog runs: {settings.SITE_URL}/  (stop with Ctrl-C)"))
        self.stdout.flush()


def run_together(
    commands: Sequence[list[str]],
    tick: list[str],
    started: Callable[[], object] = lambda: None,
    say: Callable[[str], object] = print,
) -> int:
    """Run the commands, `tick` once a minute, until somebody stops us; nothing is left behind.

    One that ends is started again and `say` tells it, later each time; one that ends so often that it never
    worked ends everything. Answers 0 when we were stopped, else the exit code of the one that could not run.
    """
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in _stop_signals():
        signal.signal(number, stop)
    parts = [_Part(command) for command in commands]
    try:
        for part in parts:
            part.start()
        started()
        due = time.monotonic() + TICK_SECONDS
        while not stopping:
            for part in parts:
                part.look(say)
                if part.hopeless:
                    return exit_code(part.code)
            if time.monotonic() >= due:
                due = time.monotonic() + TICK_SECONDS
                subprocess.run(tick, cwd=settings.BASE_DIR, check=False)
            time.sleep(0.2)
        return 0
    finally:
        _stop_all([part.child for part in parts if part.child])


class _Part:
    """One command: its process, and when it is started again."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._begun = self._due = 0.0
        self._deaths = 0
        self.code = 0
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def hopeless(self) -> bool:
        """It ended so often, each time at once, that another start would help nobody."""
        return self._deaths >= MOST_DEATHS

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches only us, who then stop the parts in order."""
        self._begun = time.monotonic()
        self.child = subprocess.Popen(self._command, cwd=settings.BASE_DIR, start_new_session=True)

    def look(self, say: Callable[[str], object]) -> None:
        """See whether it lives; start it again when its pause is over."""
        now = time.monotonic()
        if self.child is not None and (code := self.child.poll()) is not None:
            # What it started must not hold the port.
            _signal_group(self.child, signal.SIGKILL)
            self.child, self.code = None, code
            self._deaths = 1 if now - self._begun > HEALTHY_SECONDS else self._deaths + 1
            self._due = now + min(2 ** (self._deaths - 1), 30) / 2
            if not self.hopeless:
                say(f"{self.name} ended ({exit_code(code)}) and is started again.")
        if self.child is None and not self.hopeless and now >= self._due:
            self.start()

    @property
    def name(self) -> str:
        """What people recognise it by."""
        known = {"gunicorn": "The web server", "worker": "The worker"}
        return next((known[word] for word in self._command if word in known), self._command[0])


def exit_code(code: int) -> int:
    """As shells tell it: 128 and the number of the signal that killed a process."""
    return 128 - code if code < 0 else code or 1


def _stop_signals() -> list[signal.Signals]:
    """A closed terminal stops us too, unless we were started with nohup."""
    hung_up = [] if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else [signal.SIGHUP]
    return [signal.SIGINT, signal.SIGTERM, *hung_up]


def _stop_all(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Ask every process and what it started to end, then insist after the grace period."""
    for child in children:
        _signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
        _signal_group(child, signal.SIGKILL)
        child.wait()


def _signal_group(child: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)
