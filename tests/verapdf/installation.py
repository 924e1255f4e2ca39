"""veraPDF on this machine: fetched once with Maven and compiled into `var/`."""

import fcntl
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.servers.installation import HOUSE, REPOSITORY, Missing, runtimes

ARTIFACT = "org.verapdf:validation-model:1.30.2"
SOURCE = Path(__file__).with_name("Validate.java")
JAVA_FROM = 17
FETCH_SECONDS = 600
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>stadtdialog</groupId><artifactId>verapdf</artifactId><version>1</version><dependencies><dependency>
<groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency></dependencies></project>"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the validator said of one file."""

    is_compliant: bool
    assertions: int
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Validator:
    """The validator, ready to run."""

    java: Path
    folder: Path

    def validate(self, *files: Path) -> list[Verdict]:
        """One verdict per file, by the rules of PDF/UA-1."""
        command: list[str | Path] = [
            self.java / "bin" / "java",
            "-cp",
            f"{self.folder}:{self.folder / 'lib'}/*",
            "Validate",
            *files,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=FETCH_SECONDS)
        verdicts: list[Verdict] = []
        for line in done.stdout.splitlines():
            word, _tab, rest = line.partition("\t")
            if word:
                verdicts.append(Verdict(word == "compliant", int(rest), ()))
            else:
                last = verdicts[-1]
                verdicts[-1] = Verdict(last.is_compliant, last.assertions, (*last.broken, rest))
        return verdicts


def installed() -> Validator:
    """The validator, fetched and compiled the first time; raises Missing."""
    java = next(
        (home for major, home in runtimes() if major >= JAVA_FROM and (home / "bin" / "javac").exists()), None
    )
    if java is None:
        raise Missing(f"veraPDF needs a Java {JAVA_FROM} development kit, which is not installed")
    folder = HOUSE / "var" / "verapdf"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "lib").exists():
            _fetch(folder)
        compiled = folder / "Validate.class"
        if not compiled.exists() or compiled.stat().st_mtime < SOURCE.stat().st_mtime:
            command: list[str | Path] = [
                java / "bin" / "javac",
                "-cp",
                f"{folder / 'lib'}/*",
                "-d",
                folder,
                SOURCE,
            ]
            subprocess.run(command, check=True, capture_output=True)
    return Validator(java, folder)


def _fetch(folder: Path) -> None:
    """Aside first, so that a killed run leaves nothing half."""
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("veraPDF is fetched with Maven, which is not installed")
    pom = folder / "pom.xml"
    pom.write_text(POM.format(*ARTIFACT.split(":")))
    aside = folder / "lib.new"
    options = [f"-DoutputDirectory={aside}", f"-Dmaven.repo.local={REPOSITORY}"]
    command = [maven, "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=FETCH_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Missing(f"veraPDF did not arrive within {FETCH_SECONDS} s") from error
    if done.returncode or not aside.exists():
        last = next((line for line in reversed(done.stdout.splitlines()) if line.strip()), "no output")
        raise Missing(f"veraPDF could not be fetched: {last}")
    aside.rename(folder / "lib")
