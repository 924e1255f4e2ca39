"""The program of the child process that reads one uploaded text; it needs neither Django nor the database."""

import hashlib
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from consultations.guidelines.exchange import docx_reading, odt_reading
from consultations.guidelines.exchange.assembling import assemble
from consultations.guidelines.exchange.draft import Choice, Draft
from consultations.guidelines.exchange.found import Report
from portal.files.extractor import limit_process
from portal.files.limits import Limits
from portal.files.readers.record import StopReading

READERS = {"docx": docx_reading.read, "odt": odt_reading.read}
STOPPED, READ = "stop:", "read:"


def draft_of(path: Path, file_format: str, choice: Choice, limits: Limits) -> Draft:
    """Read a file here and now; raises StopReading with a word that says why not."""
    report = Report()
    draft = assemble(READERS[file_format](path, report, choice, limits), report)
    with zipfile.ZipFile(path) as archive:
        draft.pictures = [
            replace(picture, sha256=hashlib.sha256(archive.read(picture.member)).hexdigest())
            for picture in draft.pictures
        ]
    return draft


def main(arguments: list[str]) -> None:
    """Read `arguments`: the format, the file, what becomes of recorded changes, the limits as JSON."""
    file_format, path, choice, limits_json = arguments
    limits = Limits.from_json(limits_json)
    limit_process(limits)
    try:
        draft = draft_of(Path(path), file_format, "keep" if choice == "keep" else "accept", limits)
    except StopReading as stop:
        sys.stdout.write(STOPPED + stop.reason)
    except MemoryError:
        sys.stdout.write(f"{STOPPED}memory_limit")
    except RecursionError:
        sys.stdout.write(f"{STOPPED}nesting")
    else:
        sys.stdout.write(READ + draft.to_json())
