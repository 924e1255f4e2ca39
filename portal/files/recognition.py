"""Text recognition (OCR) for scans with `ocrmypdf` and `tesseract`, when an installation has them.

The recognised PDF is thrown away once its text is read: readers keep getting the original.
"""

import logging
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from portal.files.extraction import Extraction, State, child_command, extract
from portal.files.extractor import UNLOCK
from portal.files.limits import MEGABYTE, Limits

logger = logging.getLogger(__name__)

PROGRAMS = ("ocrmypdf", "tesseract")
LANGUAGES = "deu"
ENCRYPTION = b"/Encrypt"
# Marks of `extraction_note`; words for editors are in `states`.
MARK, WAITING, FAILED, NO_ROOM = "ocr", "ocr_waiting", "ocr_failed", "ocr_no_room"
MEMORY_BYTES = 3 * 1024 * MEGABYTE
OUTPUT_BYTES = 500 * MEGABYTE
# Pages lie on the disk as pictures until the last one is done.
ROOM_BYTES = OUTPUT_BYTES
ROOM_PER_PAGE = 10 * MEGABYTE
# A page takes one to three seconds; a hostile picture is given up after this time and left without text.
SECONDS_PER_PAGE = 20
LEAST_SECONDS = 120
MOST_SECONDS = 3600
# The program and all it started end when the worker does, however that happens: the worker holds the other end
# of file 3, and the reading shell belongs to the same group.
WATCHED = """
exec 3<&0 </dev/null
{ trap '' TERM; read -r _ <&3; kill -TERM 0; sleep 0.2; rm -rf -- "$TMPDIR"; kill -KILL 0; } &
watcher=$!
exec 3<&-
"$@"
code=$?
kill -KILL $watcher
wait $watcher
exit $code
"""


def is_installed() -> bool:
    """Whether both programs are on the path; they are no Python packages of ours."""
    return all(shutil.which(program) for program in PROGRAMS)


def recognise(path: Path, pages: int, state: State = State.SCAN, limits: Limits | None = None) -> Extraction:
    """The text of a scanned PDF, marked as recognised; the state it had and FAILED when that went wrong, or
    NO_ROOM when the disk is too full to begin.

    A file with unreadable letters is drawn and recognised although it has a text.
    """
    seconds = min(MOST_SECONDS, max(LEAST_SECONDS, SECONDS_PER_PAGE * pages))
    nothing = Extraction(state=state, page_count=pages, note=FAILED)
    with tempfile.TemporaryDirectory() as folder:
        if shutil.disk_usage(folder).free < ROOM_BYTES + ROOM_PER_PAGE * pages:
            logger.warning("There is too little room in %s to recognise %s", folder, path.name)
            return replace(nothing, note=NO_ROOM)
        recognised = Path(folder) / "recognised.pdf"
        source = _unlocked(path, Path(folder), limits or Limits())
        if (
            not _run(source, recognised, seconds, is_forced=state == State.UNREADABLE)
            or not recognised.exists()
        ):
            return nothing
        found = extract(recognised, "pdf", limits)
    return replace(found, note=MARK) if found.state == State.TEXT else nothing


def _unlocked(path: Path, folder: Path, limits: Limits) -> Path:
    """A copy without encryption where the file has one that opens without a password; else the file itself.

    The recognising program takes no encrypted file, even where everybody may read it.
    """
    if ENCRYPTION not in path.read_bytes():
        return path
    copy = folder / "unlocked.pdf"
    with copy.open("wb") as output:
        code = subprocess.run(
            child_command(UNLOCK, path, limits),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=limits.wall_seconds,
            check=False,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
        ).returncode
    return copy if code == 0 else path


def _run(source: Path, target: Path, seconds: int, *, is_forced: bool = False) -> bool:
    """Run the program bounded in memory, time and output; what it started ends with it."""
    command = ["ocrmypdf", "--quiet", "--language", LANGUAGES, "--output-type", "pdf", "--optimize", "0"]
    command += ["--force-ocr"] if is_forced else []
    command += ["--jobs", "1", "--skip-big", "60", "--tesseract-timeout", str(SECONDS_PER_PAGE)]
    process = subprocess.Popen(
        ["/bin/sh", "-c", WATCHED, "sh", *command, "--", str(source), str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: _limit(seconds),  # noqa: PLW1509  the worker starts no threads
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "OMP_THREAD_LIMIT": "1",
            "TMPDIR": str(target.parent),
            "HOME": str(target.parent),
        },
    )
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        code = -1
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    finally:
        if process.stdin:
            process.stdin.close()
    logger.info("Text recognition of %s ended with %s", source.name, code)
    return code == 0


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
