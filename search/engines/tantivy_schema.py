"""How a passage lies in a tantivy index: term fields to match, one column to group by, one blob to show."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b

import tantivy

from search.engines.base import EngineError, Facet, FoundPassage, Passage
from search.engines.question import FILTERS, FREQUENCIES, POSITIONS

SCHEMA_VERSION = "4"
TERMS = "terms"
# Numbers of groups have 53 bits, so that they also survive as floating-point numbers.
NUMBER_BITS = 53
MOST_NUMBER = 2**NUMBER_BITS - 1


@dataclass(frozen=True, slots=True)
class Row:
    """What all passages of a source share: enough to filter, count and sort without reading a document."""

    source: str
    kind: str
    language: str
    body: str
    consultation: str
    date: str
    topics: tuple[str, ...]
    formats: tuple[str, ...]

    def values(self, facet: Facet) -> tuple[str, ...]:
        """The values a facet counts this source under."""
        if facet == "topic":
            return self.topics
        if facet == "format":
            return self.formats
        value = self.date[:4] if facet == "year" else getattr(self, facet)
        return (value,) if value else ()


@cache
def schema() -> tantivy.Schema:
    """The one schema; raise SCHEMA_VERSION with every change."""
    builder = tantivy.SchemaBuilder()
    for name in POSITIONS:
        builder.add_text_field(name, tokenizer_name=TERMS, index_option="position")
    for name in FREQUENCIES:
        option = (
            "position" if name == "names" else "freq"
        )  # tantivy completes words only where it keeps positions
        builder.add_text_field(name, tokenizer_name=TERMS, index_option=option)
    for name in (*FILTERS, "source"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("row", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("group", indexed=True, fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_unsigned_field("number", fast=True)
    builder.add_unsigned_field("version", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def opened(directory: str) -> tantivy.Index:
    """The index in a directory; without a watcher thread, which would not survive a fork."""
    index = tantivy.Index(schema(), path=directory)
    index.register_tokenizer(TERMS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


def document(passage: Passage, number: int) -> tantivy.Document:
    """The passage as tantivy takes it; `number` is its place within the source.

    Types are checked against the schema here: a wrong one would only show at commit and kill the writer.
    """
    row = row_text(passage)
    fields: dict[str, object] = {
        **passage.terms(),
        "source": passage.source,
        "row": row,
        "group": group_of(row),
        "number": number,
        "version": passage.version,
        "shown": _shown(passage),
        "topic": list(passage.topics),
        "format": list(passage.formats),
    }
    single = {"kind": passage.kind, "body": passage.body, "language": passage.language}
    single["consultation"] = passage.consultation
    if passage.date:
        fields["day"] = passage.date.toordinal()
        single["year"] = f"{passage.date.year:04d}"
    fields.update({name: value for name, value in single.items() if value})
    try:
        return tantivy.Document.from_dict(
            {name: value for name, value in fields.items() if value != []}, schema()
        )
    except ValueError as error:
        raise EngineError(f"passage {passage.key} cannot be stored: {error}") from error


def row_text(passage: Passage) -> str:
    """The row as the column holds it."""
    day = passage.date.isoformat() if passage.date else ""
    single = [
        passage.source,
        passage.kind,
        passage.language,
        passage.body,
        passage.consultation,
        day,
    ]
    return json.dumps([*single, passage.topics, passage.formats], ensure_ascii=False)


def read_row(text: str) -> Row:
    """The reverse of `row_text`."""
    source, kind, language, body, consultation, day, topics, formats = json.loads(text)
    return Row(source, kind, language, body, consultation, day, tuple(topics), tuple(formats))


def group_of(row: str) -> int:
    """A number for the row."""
    return int.from_bytes(blake2b(row.encode(), digest_size=8).digest()) >> 64 - NUMBER_BITS


def found(shown: bytes, row: Row, score: float) -> FoundPassage:
    """A stored passage back."""
    key, title, heading, label, place, file, text = json.loads(zlib.decompress(shown))
    return FoundPassage(
        key=key,
        source=row.source,
        kind=row.kind,
        language=row.language,
        title=title,
        heading=heading,
        label=label,
        place=place,
        file=file,
        shown=text,
        date=date.fromisoformat(row.date) if row.date else None,
        body=row.body,
        score=score,
        consultation=row.consultation,
    )


def _shown(passage: Passage) -> bytes:
    kept: Sequence[str] = (
        passage.key,
        passage.title,
        passage.heading,
        passage.label,
        passage.place,
        passage.file,
        passage.shown,
    )
    # tantivy's own compression is the fastest one, which leaves a third more on the disk.
    return zlib.compress(json.dumps(kept, ensure_ascii=False).encode())
