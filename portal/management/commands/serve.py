"""`manage.py serve`: web server, background worker and clock in one terminal."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

GRACE_SECONDS = 8
TICK_SECONDS = 60


class Command(BaseCommand):
    """Starts gunicorn, the task worker and a minute clock; stopping one stops all."""

    help = "Start web server and background worker together; Ctrl-C stops both."

    def add_arguments(self, parser: CommandParser) -> None:
        """Port and number of web workers."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal comes or a child ends; the exit code is that of the first child that ended."""
        self.stopping = False
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        web = [
            *(sys.executable, "-m", "gunicorn", "-c", "python:portal.web", "portal.wsgi"),
            *("--bind", f"127.0.0.1:{options['port']}"),
            *("--workers", str(options["workers"]), "--timeout", "60", "--access-logfile", "/dev/null"),
            *("--log-level", "warning", "--worker-tmp-dir", str(settings.DATA_DIR)),
        ]
        worker = [*manage, "db_worker", "--queue-name", "*", "--interval", "0.5", "--verbosity", "0"]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        # Own sessions: Ctrl-C reaches only this process, which then stops the children in order.
        children = [
            subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)
            for command in (web, worker)
        ]
        self.stdout.write(self.style.SUCCESS(f"Stadtdialog runs: {settings.SITE_URL}/  (stop with Ctrl-C)"))
        self.stdout.flush()
        try:
            code = self._watch(children, [*manage, "publish_scheduled", "--verbosity", "0"])
        finally:
            stop_all(children)
        if code:
            sys.exit(code)

    def _watch(self, children: list["subprocess.Popen[bytes]"], tick: list[str]) -> int:
        """Wait for the first child to end; meanwhile publish what is due, once a minute."""
        due = time.monotonic() + TICK_SECONDS
        while not self.stopping:
            for child in children:
                if (code := child.poll()) is not None:
                    return code
            if time.monotonic() >= due:
                due = time.monotonic() + TICK_SECONDS
                subprocess.run(tick, cwd=settings.BASE_DIR, check=False)
            time.sleep(0.2)
        return 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def stop_all(children: list["subprocess.Popen[bytes]"]) -> None:
    """Ask every child to end, then insist after the grace period."""
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
