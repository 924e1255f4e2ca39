"""The program of the child process that reads one uploaded file.

It limits itself before it opens anything and needs neither Django nor the database. Output is one JSON line
per page (see `readers.record`), or the plain text of `pdftotext` when that program reads the file.
"""

import importlib
import os
import resource
import signal
from pathlib import Path
from typing import NoReturn

from portal.files.limits import Limits
from portal.files.readers.record import Recorder, StopReading

READERS = {"pdf": "pdf", "docx": "docx", "odt": "odt", "txt": "plain"}
PDFTOTEXT = "pdftotext"
UNLOCK = "unlock"


def main(arguments: list[str]) -> None:
    """Read `arguments`: the reader, the file, the limits as JSON."""
    reader, path, limits_json = arguments
    limits = Limits.from_json(limits_json)
    limit_process(limits)
    if reader == PDFTOTEXT:
        become_pdftotext(Path(path), limits)
    if reader == UNLOCK:
        unlock(Path(path))
        return
    # Whatever a parser prints must not get between the records.
    with os.fdopen(os.dup(1), "w", encoding="ascii") as stream:
        os.dup2(2, 1)
        recorder = Recorder(limits, stream)
        recorder.end(run_reader(reader, Path(path), recorder))


def run_reader(reader: str, path: Path, recorder: Recorder) -> str:
    """Why the reader ended: "complete" or a reason."""
    try:
        # Imported by name and late: the parsers load only what this file needs, inside the limits.
        importlib.import_module(f"portal.files.readers.{READERS[reader]}").read(path, recorder)
    except StopReading as stop:
        return stop.reason
    except MemoryError:
        return "memory_limit"
    except RecursionError:
        return "broken"
    return "complete"


def unlock(path: Path) -> None:
    """Write a PDF that opens without a password to the output, no longer encrypted."""
    import pypdfium2
    from pypdfium2.raw import FPDF_REMOVE_SECURITY

    with os.fdopen(os.dup(1), "wb") as stream:
        os.dup2(2, 1)
        pypdfium2.PdfDocument(path).save(stream, flags=FPDF_REMOVE_SECURITY)


def limit_process(limits: Limits) -> None:
    """Bound memory, processor time and output of this process and of what it becomes."""
    hard = int(limits.most_cpu_seconds) + 2
    soft = max(1, int(limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, hard), hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output_bytes, limits.output_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def become_pdftotext(path: Path, limits: Limits) -> NoReturn:
    """Replace this process by `pdftotext`, which inherits the limits."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    # One page more than permitted is asked for, so that a longer file can be told.
    options = ["-raw", "-enc", "UTF-8", "-l", str(limits.pages + 1)]
    os.execvp(PDFTOTEXT, [PDFTOTEXT, *options, str(path), "-"])  # noqa: S606  no shell
