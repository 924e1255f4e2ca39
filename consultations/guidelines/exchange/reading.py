"""Reads an uploaded text in a child process with limits: a hostile or huge file ends the child, not the portal."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from consultations.guidelines.exchange.child import READ, STOPPED
from consultations.guidelines.exchange.draft import Choice, Draft
from portal.files.extraction import LIMIT_SIGNALS, PROJECT_ROOT
from portal.files.limits import MEGABYTE, Limits

START = (
    "import sys; sys.path.append(sys.argv[1]); from consultations.guidelines.exchange.child import main; "
    "main(sys.argv[2:])"
)
LIMITS = Limits(
    cpu_seconds=30,
    cpu_seconds_per_page=0,
    wall_seconds=60,
    unpacked_bytes=120 * MEGABYTE,
    archive_members=3000,
)


class Unreadable(Exception):
    """The file cannot be taken; `reason` is a word the view has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_upload(content: bytes, file_format: str, choice: Choice, limits: Limits = LIMITS) -> Draft:
    """The text of a file; raises Unreadable."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload.{file_format}"
        path.write_bytes(content)
        answer, code = _run([file_format, str(path), choice, limits.to_json()], limits)
    if answer.startswith(READ) and code == 0:
        return Draft.from_json(answer.removeprefix(READ))
    if answer.startswith(STOPPED):
        raise Unreadable(answer.removeprefix(STOPPED))
    raise Unreadable(LIMIT_SIGNALS.get(code, "broken"))


def _run(arguments: list[str], limits: Limits) -> tuple[str, int]:
    command = [sys.executable, "-I", "-c", START, str(PROJECT_ROOT), *arguments]
    with tempfile.TemporaryFile() as output:
        try:
            code = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=limits.wall_seconds,
                check=False,
                env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
            ).returncode
        except subprocess.TimeoutExpired:
            return f"{STOPPED}time_limit", 0
        output.seek(0)
        return output.read().decode("utf-8", errors="replace"), code
