"""Java and server programs on this machine: found, or fetched once with Maven and unpacked."""

import fcntl
import os
import re
import shutil
import stat
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from tests.servers.distributions import Distribution

HOUSE = Path(__file__).parents[2]
REPOSITORY = Path.home() / ".m2" / "repository"
FETCH_SECONDS = 600


class Missing(Exception):
    """A server cannot be had here; the message is one line that says why."""


@cache
def runtimes() -> tuple[tuple[int, Path], ...]:
    """Every Java found, as major version and home, oldest first."""
    candidates = sorted(Path("/usr/lib/jvm").glob("*"))
    if home := os.environ.get("JAVA_HOME"):
        candidates.append(Path(home))
    if program := shutil.which("java"):
        candidates.append(Path(program).resolve().parents[1])
    homes = {path.resolve() for path in candidates if (path / "bin" / "java").exists()}
    return tuple(sorted((_major(home), home) for home in homes))


def java_for(distribution: Distribution) -> Path:
    """Home of the oldest Java that suits; raises Missing."""
    for major, home in runtimes():
        if distribution.java_from <= major <= distribution.java_to:
            return home
    raise Missing(f"{distribution.name} needs Java {distribution.java_from}, which is not installed")


def installed(distribution: Distribution) -> Path:
    """The unpacked server, fetched the first time; raises Missing."""
    target = folder() / f"{distribution.product}-{distribution.version}"
    with (folder() / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            _unpack(_fetched(distribution), target)
    return target


def folder() -> Path:
    """Where servers are unpacked: below `var/`, or among temporary files when others may not look in there.

    Servers refuse to run as root and must be able to read their programs.
    """
    own = HOUSE / "var" / "servers"
    closed = [path for path in own.parents if path.exists() and not path.stat().st_mode & stat.S_IXOTH]
    if os.geteuid() == 0 and closed:
        own = Path(tempfile.gettempdir()) / "stadtdialog-servers"
    own.mkdir(parents=True, exist_ok=True)
    return own


def _major(home: Path) -> int:
    said = subprocess.run(
        [str(home / "bin" / "java"), "-version"], capture_output=True, text=True, check=False
    )
    version = re.search(r'version "(\d+)', said.stderr)
    return int(version[1]) if version else 0


def _fetched(distribution: Distribution) -> Path:
    file = REPOSITORY / distribution.file
    if file.exists():
        return file
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(f"{distribution.name} is fetched with Maven, which is not installed")
    command = [
        maven,
        "-B",
        "-q",
        "dependency:get",
        f"-Dartifact={distribution.artifact}",
        "-Dtransitive=false",
    ]
    try:
        done = subprocess.run(
            [*command, f"-Dmaven.repo.local={REPOSITORY}"],
            capture_output=True,
            text=True,
            check=False,
            timeout=FETCH_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise Missing(f"{distribution.name} did not arrive within {FETCH_SECONDS} s") from error
    if done.returncode or not file.exists():
        last = next((line for line in reversed(done.stdout.splitlines()) if line.strip()), "no output")
        raise Missing(f"{distribution.name} could not be fetched: {last}")
    return file


def _unpack(file: Path, target: Path) -> None:
    """Aside first, so that a killed run leaves nothing half; readable for the user the server runs as."""
    with tempfile.TemporaryDirectory(dir=target.parent) as aside, zipfile.ZipFile(file) as archive:
        archive.extractall(aside)
        unpacked = Path(aside) / target.name
        for path in (unpacked, *unpacked.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        unpacked.rename(target)
