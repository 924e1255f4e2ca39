"""What the importer knows of a session before anything is stored."""

import datetime as dt
from dataclasses import dataclass


class BadRecordError(ValueError):
    """A record that cannot be imported; the message says why, for the person who runs the import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """One agenda item, or one turn of a speaker."""

    source_id: str
    number: str
    title: str
    speech: bool = False
    text: str = ""
    submitted_by: str = ""
    references: str = ""
    decision: str = ""
    result: str = ""
    protocol_text: str = ""
    page_from: int | None = None
    page_to: int | None = None
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One session with everything its page shows; `digest` changes when the source does."""

    source_id: str
    digest: str
    collection: str
    kind: str
    language: str
    title: str
    municipality: str
    body: str
    session_number: str
    start: dt.datetime
    end: dt.datetime | None
    place: str
    public: bool
    complete: bool
    publisher: str
    source_url: str
    licence: str
    licence_basis: str
    items: tuple[ItemRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file of a manifest; `section` names the agenda item it was filed under."""

    source_id: str
    path: str
    title: str
    kind: str
    date: dt.date | None
    section: str
    sha256: str
    source_url: str
    licence: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Where a record could not be read, and why."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"
