"""Texts as files and back, without a portal around them."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from consultations.guidelines.exchange.child import draft_of
from consultations.guidelines.exchange.docx_writing import docx_of
from consultations.guidelines.exchange.draft import Choice, Draft
from consultations.guidelines.exchange.facts import Facts, Pictures, Words
from consultations.guidelines.exchange.layout import elements_of
from consultations.guidelines.exchange.links import LinkReader, LinkWriter
from consultations.guidelines.exchange.markup import canonical
from consultations.guidelines.exchange.odt_writing import odt_of
from consultations.guidelines.rules import NumberedPart, Part
from portal.files.limits import Limits

GUIDELINE = "0f0e0d0c-0b0a-4988-8766-554433221100"
FACTS = Facts(
    title="Leitlinien der Beteiligung",
    label="Entwurf",
    number=2,
    date=dt.date(2026, 3, 1),
    address="https://dialog.example.org/leitlinien/versions/2/",
    guideline=GUIDELINE,
    publisher="Stadt Kaiserslautern",
)
WORDS = Words(front=("Fassung 2 vom 1. März 2026",), figure="Abbildung", table="Tabelle", page="Seite")
WRITERS = {"docx": docx_of, "odt": odt_of}


def written(parts: Sequence[NumberedPart], file_format: str, pictures: Pictures | None = None) -> bytes:
    """A text as a file."""
    elements = elements_of(parts, FACTS, WORDS, pictures or {})
    return WRITERS[file_format](elements, FACTS, WORDS, LinkWriter(parts))


def read(data: bytes, file_format: str, folder: Path, choice: Choice = "accept") -> Draft:
    """A file as a text."""
    path = folder / f"text.{file_format}"
    path.write_bytes(data)
    return draft_of(path, file_format, choice, Limits())


def returned(parts: Sequence[NumberedPart], file_format: str, folder: Path) -> list[Part]:
    """What comes back from a file that nobody changed."""
    links = LinkReader(parts)
    draft = read(written(parts, file_format), file_format, folder)
    return [Part(part.kind, part.id, part.heading, links.stored(part.html)) for part in draft.parts]


def plain_parts(parts: Sequence[NumberedPart]) -> list[Part]:
    """The parts without numbers, each text in its one way of being written."""
    return [Part(part.kind, part.id, " ".join(part.heading.split()), canonical(part.html)) for part in parts]
