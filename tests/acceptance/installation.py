"""One city's portal as an operator runs it: production settings, TLS in front, a mail server, nothing switched off."""

import fcntl
import http.client
import os
import secrets
import signal
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext

from tests.acceptance import proxy
from tests.acceptance.answers import Answer
from tests.acceptance.post import PostOffice
from tests.browser.installation import Installation, free_port

ROOT = Path(__file__).resolve().parents[2]
KEEP = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "CI", "VIRTUAL_ENV")
START_SECONDS = 240
# Milliseconds for what a page does; only a failure ever waits so long.
PATIENCE = 60_000
STOP_SECONDS = 30
# Signs of a fault that nobody has thought of, in the log of the processes.
FAULTS = ("Traceback (most recent call last)", "Internal Server Error")


@dataclass
class City(Installation):
    """Processes run between `start` and `stop`; `url` is the public address, with https."""

    database_url: str = ""
    post_port: int = field(default_factory=free_port)
    public_port: int = field(default_factory=free_port)
    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(64))
    gate: "subprocess.Popen[bytes] | None" = None

    @cached_property
    def post(self) -> PostOffice:
        """Where all mails of this city go."""
        return PostOffice(self.post_port)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.public_port}"

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the tests' own settings, only what docs/operators.md names."""
        kept = {name: os.environ[name] for name in KEEP if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.base",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "SITE_URL": self.url,
            "SECRET_KEY": self.secret_key,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.post_port}",
            "EMAIL_FROM": "dialog@stadt.example",
        }

    @property
    def log(self) -> Path:
        """What web server, worker and clock have said."""
        return self.folder / "serve.log"

    def start(self) -> None:
        """Start web, worker and nginx and wait until the portal answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        if self.gate is None:
            self.gate = proxy.start(self.folder / "nginx", self.folder, self.public_port, self.port)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            assert self.gate.poll() is None, (self.folder / "nginx" / "nginx.log").read_text()
            try:
                if self.get("/robots.txt").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise AssertionError(self.log.read_text())

    def stop(self) -> int:
        """As systemd does; answers the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)

    def close(self) -> None:
        """Stop everything that was started."""
        if self.process is not None and self.process.poll() is None:
            self.stop()
        if self.gate is not None:
            self.gate.terminate()
            self.gate.wait(STOP_SECONDS)

    def faults(self, start: int = 0) -> list[str]:
        """Lines of the log since `start` (bytes) that tell of a fault, each with what follows it."""
        with self.log.open("rb") as log:
            log.seek(start)
            lines = log.read().decode(errors="replace").splitlines()
        found = [number for number, line in enumerate(lines) if any(fault in line for fault in FAULTS)]
        return ["\n".join(lines[max(0, number - 2) : number + 40]) for number in found]

    def collect_static(self) -> None:
        """As docs/operators.md says; into a folder that is kept, because compressing Wagtail's takes a minute."""
        self.share_static_files()
        manifest = self.folder / "static" / "staticfiles.json"
        with (ROOT / "var" / "browser-static.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            sources = [ROOT / "requirements.txt", *(ROOT / "portal" / "static").rglob("*.*")]
            newest = max(path.stat().st_mtime for path in sources)
            if not manifest.exists() or manifest.stat().st_mtime < newest:
                self.manage("collectstatic", "--noinput", "--verbosity", "0")
                manifest.touch()

    def set_up(self, name: str, email: str, password: str) -> None:
        """An empty city with its administrator, as `manage.py init` makes it."""
        command = [sys.executable, "manage.py", "init", "--no-input", "--city", "Neue Stadt", "--name", name]
        secret = {"INIT_PASSWORD": password}
        done = subprocess.run(
            [*command, "--admin", email],
            cwd=ROOT,
            env=self.environment | secret,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def make_administrator(self, email: str, password: str) -> None:
        """One more person who may do everything."""
        command = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--email", email]
        secret = {"DJANGO_SUPERUSER_PASSWORD": password}
        subprocess.run(command, cwd=ROOT, env=self.environment | secret, check=True, capture_output=True)

    def context(self, browser: Browser, width: int = 1280, height: int = 900) -> BrowserContext:
        """A fresh German browser that accepts our certificate."""
        context = browser.new_context(
            base_url=self.url,
            locale="de-DE",
            viewport={"width": width, "height": height},
            ignore_https_errors=True,
        )
        context.set_default_timeout(PATIENCE)
        return context

    def get(self, path: str, client: str = "127.0.0.1") -> Answer:
        """One request without cookies from a loopback address, redirects not followed."""
        return self.ask("GET", path, client=client)

    def ask(
        self,
        method: str,
        path: str,
        *,
        data: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        client: str = "127.0.0.1",
    ) -> Answer:
        """One request with a form; the certificate is checked against ours."""
        trust = ssl.create_default_context(cafile=str(self.folder / "nginx" / "certificate.pem"))
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.public_port, timeout=120, context=trust, source_address=(client, 0)
        )
        body = urlencode(data) if data is not None else None
        sent = {"Referer": self.url + path, "Origin": self.url} if data is not None else {}
        sent |= {"Content-Type": "application/x-www-form-urlencoded"} if data is not None else {}
        try:
            connection.request(method, path, body=body, headers=sent | (headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, answer.msg, answer.read())
        finally:
            connection.close()

    def found(self, language: str, query: str) -> bool:
        """Does the public search show a hit?"""
        answer = self.get(f"/{language}/search/?{urlencode({'q': query})}")
        assert answer.status == 200, answer.status
        return b"sd-result__title" in answer.body

    def path_of(self, address: str) -> str:
        """Path and question of an address of this portal, as a mail prints it; fails for another host."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == self.url, address
        return parts.path + (f"?{parts.query}" if parts.query else "")
