"""DOCX, one section per heading: the format knows no pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from portal.files.readers.archive import open_archive, parse_member
from portal.files.readers.record import Recorder, StopReading
from portal.files.readers.sections import Line, hand_over

HEADING_STYLE = re.compile(r"^(heading|überschrift|title|titel)\b", re.IGNORECASE)
DEEPEST_TABLE = 8


def read(path: Path, recorder: Recorder) -> None:
    """Hand over the sections in reading order, tables row by row where they stand."""
    with open_archive(path, recorder.limits) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parse_member(archive, name)
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise StopReading("broken") from error
    hand_over(lines_of(document), recorder)


def lines_of(container: Document | _Cell, depth: int = 0) -> Iterator[Line]:
    """Paragraphs and table rows of the document or of one cell, in order."""
    for item in container.iter_inner_content():
        if isinstance(item, Paragraph):
            yield Line(text=item.text, is_heading=depth == 0 and is_heading(item))
        elif depth < DEEPEST_TABLE:
            yield from rows_of(item, depth)


def rows_of(table: Table, depth: int) -> Iterator[Line]:
    """One line per row; a merged cell stands in several columns and is read once."""
    for row in table.rows:
        seen: set[object] = set()
        texts: list[str] = []
        for cell in row.cells:
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            texts.append(" ".join(line.text for line in lines_of(cell, depth + 1)))
        yield Line(text=" | ".join(text.strip() for text in texts if text.strip()))


def is_heading(paragraph: Paragraph) -> bool:
    """Whether the paragraph carries one of the built-in heading styles, by its English or German name."""
    style = paragraph.style
    return bool(style and style.name and HEADING_STYLE.match(style.name))
