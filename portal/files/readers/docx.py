"""DOCX, one section per heading: the format knows no pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from portal.files.readers.archive import open_archive, parse_member
from portal.files.readers.record import Recorder, StopReading
from portal.files.readers.sections import Line, hand_over

HEADING_STYLE = re.compile(r"^(heading|überschrift|title|titel)\b", re.IGNORECASE)
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
# Content controls of templates and tracked insertions wrap ordinary content.
WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag")}
SPACING = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Old programs find the same text box a second time in the fallback; the former text of moves is gone.
NOT_TEXT = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:moveFrom")}
DEEPEST_NESTING = 200


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
    hand_over(lines_of(document.element.body, document), recorder)


def lines_of(parent: Any, document: Any, in_table: bool = False) -> Iterator[Line]:
    """Paragraphs and table rows below an element, in order."""
    for element in inside(parent, {PARAGRAPH, TABLE}):
        if element.tag == TABLE:
            yield from rows_of(element, document)
        else:
            heading = not in_table and is_heading(Paragraph(element, document))
            yield Line(text=text_of(element), is_heading=heading)


def rows_of(table: Any, document: Any) -> Iterator[Line]:
    """One line per row."""
    for row in inside(table, {ROW}):
        cells = (lines_of(cell, document, in_table=True) for cell in inside(row, {CELL}))
        texts = (" ".join(line.text for line in lines).strip() for lines in cells)
        yield Line(text=" | ".join(text for text in texts if text))


def inside(parent: Any, wanted: set[str], depth: int = 0) -> Iterator[Any]:
    """The wanted children, also those inside wrappers."""
    if depth > DEEPEST_NESTING:
        raise StopReading("broken")
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, wanted, depth + 1)


def text_of(element: Any, depth: int = 0) -> str:
    """The text of one paragraph with tracked insertions, without tracked deletions."""
    if depth > DEEPEST_NESTING:
        raise StopReading("broken")
    parts: list[str] = []
    for child in element:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in SPACING and element.tag == qn("w:r"):
            parts.append(SPACING[child.tag])
        elif child.tag not in NOT_TEXT:
            parts.append(text_of(child, depth + 1))
    return "".join(parts)


def is_heading(paragraph: Paragraph) -> bool:
    """Whether the paragraph carries one of the built-in heading styles, by its English or German name."""
    style = paragraph.style
    return bool(style and style.name and HEADING_STYLE.match(style.name))
