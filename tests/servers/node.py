"""One server process: started as an ordinary user on free loopback ports, watched, stopped, killed, frozen."""

import base64
import hashlib
import http.client
import json
import os
import secrets
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgres import free_port
from tests.servers.certificates import Certificates
from tests.servers.distributions import Distribution
from tests.servers.installation import installed, java_for

HEAP = "448m"
START_SECONDS = 300
STOP_SECONDS = 20
# "nobody" exists everywhere and owns nothing.
SERVER_USER = 65534


class ServerFailed(Exception):
    """The process ended or did not become healthy; the message holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Security:
    """TLS with these certificates, and one user who may do everything."""

    certificates: Certificates
    user: str = "stadtdialog"
    password: str = "geheim-wie-im-test"


class Node:
    """A server with a folder of its own; `start` again after `kill` finds its data."""

    def __init__(
        self,
        distribution: Distribution,
        settings: Mapping[str, object] | None = None,
        security: Security | None = None,
    ) -> None:
        self.distribution = distribution
        self.security = security
        self.http, self.transport = free_port(), free_port()
        self.settings = dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None
        self.folder = Path(tempfile.mkdtemp(prefix=f"stadtdialog-{distribution.product}-"))

    @property
    def host(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.http}"

    @property
    def address(self) -> str:
        """The address with the user, if there is one."""
        if self.security:
            return f"https://{self.security.user}:{self.security.password}@{self.host}"
        return f"http://{self.host}"

    @property
    def is_running(self) -> bool:
        """Whether the process lives; a frozen one does."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Of the process started last; 0 before."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start the process; `wait` says when it can be used."""
        home, java = installed(self.distribution), java_for(self.distribution)
        self._configure(home)
        prefix = self.distribution.prefix
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith((prefix, "JAVA"))
        }
        environment |= {
            f"{prefix}_JAVA_HOME": str(java),
            f"{prefix}_PATH_CONF": str(self.folder / "config"),
            f"{prefix}_TMPDIR": str(self.folder / "tmp"),
            f"{prefix}_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
            "HOME": str(self.folder),
        }
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*_as_ordinary_user(), str(home / "bin" / self.distribution.product)],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, nodes: int = 1) -> None:
        """Until a cluster of so many nodes is healthy; raises ServerFailed."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if not self.is_running:
                raise ServerFailed(f"{self.distribution.name} ended:\n{self.log_end()}")
            with suppress(OSError, http.client.HTTPException):
                status, health = self.ask("GET", f"/_cluster/health?wait_for_nodes={nodes}&timeout=2s")
                if status == 200 and health["status"] != "red" and health["number_of_nodes"] == nodes:
                    return
            time.sleep(0.3)
        raise ServerFailed(
            f"{self.distribution.name} is not healthy after {START_SECONDS} s:\n{self.log_end()}"
        )

    def ask(self, method: str, path: str, body: object = None, timeout: float = 15) -> tuple[int, Any]:
        """Ask the server itself, past everything the portal does; status and answer."""
        connection: http.client.HTTPConnection
        headers = {"Content-Type": "application/json"}
        if self.security:
            trust = ssl.create_default_context(cafile=str(self.security.certificates.authority))
            connection = http.client.HTTPSConnection("127.0.0.1", self.http, timeout=timeout, context=trust)
            login = f"{self.security.user}:{self.security.password}"
            headers["Authorization"] = f"Basic {base64.b64encode(login.encode()).decode()}"
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.http, timeout=timeout)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        is_json = "json" in (response.getheader("Content-Type") or "")
        return response.status, json.loads(answer) if is_json and answer else answer.decode()

    def freeze(self) -> None:
        """It keeps its connections and answers nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """As a power cut would; the data stays."""
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait()

    def stop(self) -> None:
        """End it, politely first, and remove its folder."""
        if self._process:
            self._signal(signal.SIGTERM)
            self._signal(signal.SIGCONT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log_end(self, lines: int = 25) -> str:
        """What it said last."""
        said = (self.folder / "log").read_text("utf-8", errors="replace").splitlines()
        return "\n".join(said[-lines:])

    def _signal(self, number: signal.Signals) -> None:
        # The whole group: Elasticsearch starts its server from a second process.
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def _configure(self, home: Path) -> None:
        config = self.folder / "config"
        if not config.exists():
            shutil.copytree(home / "config", config)
            options = config / "jvm.options"
            kept = [
                line for line in options.read_text().splitlines() if "gc" not in line and "logs/" not in line
            ]
            options.write_text("\n".join(kept) + "\n")
            for name in ("data", "logs", "tmp"):
                (self.folder / name).mkdir()
            if self.security:
                self._write_security(config, self.security)
        lines = [f"{name}: {json.dumps(value)}" for name, value in self._all_settings().items()]
        (config / f"{self.distribution.product}.yml").write_text("\n".join(lines) + "\n")
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, SERVER_USER, SERVER_USER)

    def _all_settings(self) -> dict[str, object]:
        settings: dict[str, object] = {
            "network.host": "127.0.0.1",
            "http.port": self.http,
            "transport.port": self.transport,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            # A full disk of the machine that tests is no matter of the tests.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        if self.distribution.product == "elasticsearch":
            settings["xpack.security.enabled"] = self.security is not None
        if self.security:
            settings |= {
                "xpack.security.http.ssl.enabled": True,
                "xpack.security.http.ssl.certificate": "server.pem",
                "xpack.security.http.ssl.key": "server.key",
            }
        return settings | ({"discovery.type": "single-node"} | self.settings)

    def _write_security(self, config: Path, security: Security) -> None:
        shutil.copy(security.certificates.certificate, config / "server.pem")
        shutil.copy(security.certificates.key, config / "server.key")
        (config / "users").write_text(f"{security.user}:{_hashed(security.password)}\n")
        (config / "users_roles").write_text(f"superuser:{security.user}\n")


def _as_ordinary_user() -> list[str]:
    """Servers refuse to run as root. When this process dies by any means, they die too."""
    command = ["setpriv", "--pdeathsig=KILL"]
    if os.geteuid() == 0:
        command += [f"--reuid={SERVER_USER}", f"--regid={SERVER_USER}", "--clear-groups"]
    return command


def _hashed(password: str) -> str:
    """A password as Elasticsearch's `users` file holds it."""
    rounds, salt = 10_000, secrets.token_bytes(32)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, dklen=32)
    return f"{{PBKDF2}}{rounds}${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"
