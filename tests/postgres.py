"""Runs a command with TEST_DATABASE_URL set to a PostgreSQL server that lives only as long as the command.

Usage: `python tests/postgres.py -- pytest ...`. Without PostgreSQL it says so and does nothing, but fails when CI=true.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Folder of the newest installed server programs."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: use its own user then."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Start a throw-away server and give its URL."""
    folder = Path(tempfile.mkdtemp(prefix="stadtdialog-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=40"

    def run(program: str, *arguments: str, check: bool = True) -> None:
        command = as_server_user([str(programs / program), "-D", str(data), *arguments])
        subprocess.run(command, check=check, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        run("initdb", "-A", "trust", "-U", "portal", "-E", "UTF8")
        run("pg_ctl", "-w", "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgres://portal@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command after `--`; its exit code is ours."""
    programs = binaries()
    if programs is None:
        print("PostgreSQL is not installed: its tests are left out (Debian package postgresql).")
        return 1 if os.environ.get("CI") == "true" else 0
    for number in (signal.SIGTERM, signal.SIGHUP):
        # As Ctrl-C does, so that the server never outlives us.
        signal.signal(number, lambda received, frame: sys.exit(128 + received))
    with server(programs) as url:
        command = sys.argv[sys.argv.index("--") + 1 :]
        return subprocess.run(command, env=os.environ | {"TEST_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
