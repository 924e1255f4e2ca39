"""Reading the text of an uploaded file in a child process with limits.

The file is never parsed in the calling process: a hostile or huge file ends the child, not the worker.
"""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from signal import SIGABRT, SIGKILL, SIGXCPU, SIGXFSZ

from portal.files.cleaning import clean_pages
from portal.files.extractor import PDFTOTEXT, READERS
from portal.files.language import guess_language
from portal.files.limits import Limits

logger = logging.getLogger(__name__)

PROJECT_ROOT = Path(__file__).resolve().parents[2]
START = (
    "import sys; sys.path.append(sys.argv[1]); from portal.files.extractor import main; main(sys.argv[2:])"
)
LIMIT_SIGNALS = {
    -SIGXCPU: "time_limit",
    -SIGKILL: "time_limit",
    -SIGXFSZ: "text_limit",
    -SIGABRT: "memory_limit",
}
LIMIT_REASONS = {"time_limit", "memory_limit", "text_limit", "page_limit", "archive_limit"}


class State(StrEnum):
    """What became of a file's text; the values are stored."""

    PENDING = "pending"
    TEXT = "text"
    SCAN = "scan"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_BIG = "too_big"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The text of a file, page by page.

    `headings` has one heading per page for formats that are cut at headings, otherwise it is empty.
    `page_count` is what the file says it has; `pages` may be fewer when a limit ended the reading.
    `note` is one word on why, for example "page_limit" or "empty_pages"; wording for editors is elsewhere.
    """

    state: State
    pages: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    page_count: int = 0
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one child process left behind, before anything is concluded from it."""

    reason: str
    texts: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    unreadable: list[bool] = field(default_factory=list)
    expected: int = 0


def extract(path: Path, file_format: str, limits: Limits | None = None) -> Extraction:
    """Read a file of the given format ("pdf", "docx", "odt", "txt"); never raises because of its content."""
    limits = limits or Limits()
    if file_format not in READERS:
        return Extraction(state=State.UNSUPPORTED)
    if path.stat().st_size == 0:
        return Extraction(state=State.BROKEN, note="empty_file")
    reading = read_in_child(file_format, path, limits)
    if file_format == "pdf" and reading.reason in ("broken", "crashed", "memory_limit"):
        reading = better_of(reading, read_in_child(PDFTOTEXT, path, limits))
    return conclude(reading)


def better_of(first: Reading, second: Reading) -> Reading:
    """The second reader's result counts when it read something; otherwise the first one's reason stays."""
    return second if any(text.strip() for text in second.texts) else first


def conclude(reading: Reading) -> Extraction:
    """The state editors see and the clean text, from what a child process left behind."""
    state = state_of(reading)
    # Signs without meaning are no words to be found.
    is_garbled = state is State.UNREADABLE
    texts = [
        "" if is_garbled and bad else text
        for text, bad in zip(reading.texts, unreadable_pages(reading), strict=True)
    ]
    pages = clean_pages(texts, reading.margins)
    found = Extraction(
        state=state,
        pages=pages,
        headings=tuple(reading.headings) if any(reading.headings) else (),
        page_count=max(reading.expected, len(pages)),
        language=guess_language(" ".join(pages[:20])),
        note=note_of(reading, state),
    )
    if found.state in (State.TEXT, State.TOO_BIG) or (is_garbled and any(pages)):
        return found
    return Extraction(state=found.state, page_count=found.page_count, note=found.note)


def unreadable_pages(reading: Reading) -> Sequence[bool]:
    """Page by page whether its letters have no meaning; readers that cannot tell say nothing."""
    return reading.unreadable or [False] * len(reading.texts)


def state_of(reading: Reading) -> State:
    """A limit that was hit outranks what was read until then; nothing counts but what the file holds."""
    if reading.reason in LIMIT_REASONS:
        return State.TOO_BIG
    if reading.reason == "encrypted":
        return State.ENCRYPTED
    if reading.reason != "complete":
        return State.BROKEN
    with_text = sum(bool(text.strip()) for text in reading.texts)
    if sum(unreadable_pages(reading)) * 2 > with_text:
        return State.UNREADABLE
    return State.TEXT if with_text else State.SCAN


def note_of(reading: Reading, state: State) -> str:
    """One word that explains the state, or ""."""
    if reading.reason != "complete":
        return "" if reading.reason in ("broken", "encrypted") else reading.reason
    if state is State.UNREADABLE:
        return ""
    if any(unreadable_pages(reading)):
        return "unreadable_pages"
    has_text = [bool(text.strip()) for text in reading.texts]
    return "empty_pages" if any(has_text) and not all(has_text) else ""


def read_in_child(reader: str, path: Path, limits: Limits) -> Reading:
    """Run one reader in a child process and collect what it wrote, however it ended."""
    if reader == PDFTOTEXT and shutil.which(PDFTOTEXT) is None:
        return Reading(reason="broken")
    command = child_command(reader, path, limits)
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
            ended = reason_of_exit(code)
        except subprocess.TimeoutExpired:
            ended = "time_limit"
        output.seek(0)
        content = output.read().decode("utf-8", errors="replace")
    reading = parse_plain(content, ended, limits) if reader == PDFTOTEXT else parse_records(content, ended)
    logger.info("%s read %s pages of %s: %s", reader, len(reading.texts), path.name, reading.reason)
    return reading


def child_command(reader: str, path: Path, limits: Limits) -> list[str]:
    """How the child process is started: isolated from the environment, with the project at the end of its path."""
    return [sys.executable, "-I", "-c", START, str(PROJECT_ROOT), reader, str(path), limits.to_json()]


def reason_of_exit(code: int) -> str:
    """What the exit code of a child says."""
    if code == 0:
        return "complete"
    return LIMIT_SIGNALS.get(code, "crashed") if code < 0 else "broken"


def parse_records(content: str, ended: str) -> Reading:
    """The records of our own readers; a last line cut off by a limit is left out."""
    texts: list[str] = []
    headings: list[str] = []
    margins: list[str] = []
    unreadable: list[bool] = []
    expected, reason = 0, ""
    for line in content.split("\n")[:-1]:
        record = json.loads(line)
        expected = record.get("expect", expected)
        reason = record.get("end", reason)
        if "text" in record:
            texts.append(record["text"])
            headings.append(record["heading"])
            margins.append(record["margin"])
            unreadable.append(record["unreadable"])
    if not reason:
        reason = "crashed" if ended == "complete" else ended
    return Reading(
        reason=reason,
        texts=texts,
        headings=headings,
        margins=margins,
        unreadable=unreadable,
        expected=expected,
    )


def parse_plain(content: str, ended: str, limits: Limits) -> Reading:
    """The text `pdftotext` wrote: pages end with a form feed."""
    texts = content.split("\f")[:-1]
    characters = 0
    for place, text in enumerate(texts):
        characters += len(text)
        if place >= limits.pages or characters > limits.characters:
            reason = "page_limit" if place >= limits.pages else "text_limit"
            return Reading(reason=reason, texts=texts[:place], expected=len(texts))
    return Reading(reason=ended, texts=texts, expected=len(texts))
