"""A whole installation for the browser tests: own folder, demo content, web server and worker as real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
WORKER_SECONDS = 120


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    """Prepared by `prepare`, running between `start` and `stop`; `url` ends without a slash."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        keep = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "TEST_"))
        }
        for name in ("DATABASE_URL", "EMAIL_URL", "SEARCH_URL", "SITE_URL", "SECRET_KEY", "ALLOWED_HOSTS"):
            keep.pop(name, None)
        return keep | {
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }

    def manage(self, *arguments: str) -> str:
        """Run a management command; raises CalledProcessError with its output shown."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def share_static_files(self) -> None:
        """Collect them into a folder that outlives this installation: compressing Wagtail's takes a minute."""
        shared = ROOT / "var" / "browser-static"
        shared.mkdir(parents=True, exist_ok=True)
        (self.folder / "static").symlink_to(shared, target_is_directory=True)

    def script(self, path: Path) -> None:
        """Run a Python file inside the installation."""
        self.manage("shell", "--no-imports", "-c", path.read_text(encoding="utf-8"))

    def start(self) -> None:
        """Start web and worker and wait for the first page."""
        with (self.folder / "serve.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--workers", "1"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, (self.folder / "serve.log").read_text()
            try:
                with urlopen(f"{self.url}/de/", timeout=30):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError((self.folder / "serve.log").read_text())

    def stop(self) -> int:
        """Ctrl-C, as a person would; answers the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)

    def found(self, language: str, query: str) -> bool:
        """Does the public search, asked without cookies, show a hit?"""
        address = f"{self.url}/{language}/search/?{urlencode({'q': query})}"
        with urlopen(address, timeout=20) as answer:
            return b"sd-result__title" in answer.read()

    def wait_until_found(self, language: str, query: str, *, found: bool = True) -> None:
        """Wait for the background worker; fails when the search does not get there in time."""
        deadline = time.monotonic() + WORKER_SECONDS
        while self.found(language, query) is not found:
            assert time.monotonic() < deadline, f"{query}: {'not' if found else 'still'} found"
            time.sleep(0.2)

    def password(self, role: str) -> tuple[str, str]:
        """Login of a demo role: address and password."""
        logins = json.loads((self.folder / "demo-logins.json").read_text())
        entry = next(login for login in logins if login["role"] == role)
        return entry["email"], entry["password"]
