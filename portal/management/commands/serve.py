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
from django.core.management.base import BaseCommand, CommandParser

GRACE_SECONDS = 8
TICK_SECONDS = 60


class Command(BaseCommand):
    """Starts gunicorn, the task worker and a minute clock; when one ends, all end."""

    help = "Start web server and background worker together; Ctrl-C stops both."

    def add_arguments(self, parser: CommandParser) -> None:
        """Port and number of web workers."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal comes or a process ends; the exit code is that of the process that ended."""
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        web = [
            *(sys.executable, "-m", "gunicorn", "-c", "python:portal.web", "portal.wsgi"),
            *("--bind", f"127.0.0.1:{options['port']}"),
            *("--workers", str(options["workers"]), "--timeout", "60", "--access-logfile", "/dev/null"),
            *("--log-level", "warning", "--worker-tmp-dir", str(settings.DATA_DIR)),
        ]
        worker = [*manage, "db_worker", "--queue-name", "*", "--interval", "0.5", "--verbosity", "0"]
        tick = [*manage, "publish_scheduled", "--verbosity", "0"]
        code = run_together([web, worker], tick, self._tell_address)
        if code:
            sys.exit(code)

    def _tell_address(self) -> None:
        self.stdout.write(self.style.SUCCESS(f"Stadtdialog runs: {settings.SITE_URL}/  (stop with Ctrl-C)"))
        self.stdout.flush()


def run_together(
    commands: Sequence[list[str]], tick: list[str], started: Callable[[], object] = lambda: None
) -> int:
    """Run the commands until one ends or somebody stops us, `tick` once a minute; nothing is left behind.

    Answers 0 when we were stopped. A process that ends by itself is always a failure: 1 when it says 0.
    """
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in _stop_signals():
        signal.signal(number, stop)
    children: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            # Own sessions: Ctrl-C reaches only this process, which then stops the others in order.
            children.append(subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True))
        started()
        due = time.monotonic() + TICK_SECONDS
        while not stopping:
            ended = [code for child in children if (code := child.poll()) is not None]
            if ended:
                return exit_code(ended[0])
            if time.monotonic() >= due:
                due = time.monotonic() + TICK_SECONDS
                subprocess.run(tick, cwd=settings.BASE_DIR, check=False)
            time.sleep(0.2)
        return 0
    finally:
        _stop_all(children)


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
