"""DOCX, one section per heading: the format knows no pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from portal.files.readers.archive import open_archive, parse_member
from portal.files.readers.docx_parts import DocxParts
from portal.files.readers.docx_xml import W, value_of
from portal.files.readers.record import Recorder, StopReading
from portal.files.readers.sections import Line, hand_over

HEADING_STYLE = re.compile(r"^(heading|überschrift|title|titel)\b", re.IGNORECASE)
# Content controls of templates and tracked insertions wrap ordinary content.
WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
SPACING = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
# Old programs find the same text box a second time in the fallback; the former text of moves is gone.
NOT_TEXT = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{W}moveFrom"}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
DEEPEST_NESTING = 200


def read(path: Path, recorder: Recorder) -> None:
    """Hand over the sections in reading order, tables row by row where they stand; headers first, footers last."""
    with open_archive(path, recorder.limits) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parse_member(archive, name)
        hand_over(Walk(DocxParts(archive)).all_lines(), recorder)


@dataclass
class Walk:
    """Goes through a file; what hangs on a paragraph follows it as lines of their own."""

    parts: DocxParts
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    style: str = ""

    def all_lines(self) -> Iterator[Line]:
        """The text between the headers and the footers, each of which is there once."""
        yield from self.frames("header")
        yield from self.lines(self.parts.body)
        yield from self.frames("footer")

    def frames(self, kind: str) -> Iterator[Line]:
        """The different lines of all headers, or of all footers; a page number alone is none."""
        seen: set[str] = set()
        for frame in self.parts.frames(kind):
            for line in self.lines(frame, is_heading_possible=False):
                if line.text not in seen and any(letter.isalpha() for letter in line.text):
                    seen.add(line.text)
                    yield line

    def lines(self, parent: Element, depth: int = 0, *, is_heading_possible: bool = True) -> Iterator[Line]:
        """Paragraphs and table rows below an element, in order."""
        if depth > DEEPEST_NESTING:
            raise StopReading("broken")
        for element in inside(parent, {f"{W}p", f"{W}tbl"}):
            if element.tag == f"{W}tbl":
                yield from self.rows(element, depth + 1)
                continue
            self.style = value_of(element.find(f"{W}pPr"), "pStyle")
            yield Line(text=self.text(element), is_heading=is_heading_possible and self.is_heading())
            hanging, self.boxes, self.notes = [*self.boxes, *self.notes], [], []
            for box in hanging:
                yield from self.lines(box, depth + 1, is_heading_possible=False)

    def rows(self, table: Element, depth: int) -> Iterator[Line]:
        """One line per row."""
        for row in inside(table, {f"{W}tr"}):
            cells = (
                self.lines(cell, depth + 1, is_heading_possible=False) for cell in inside(row, {f"{W}tc"})
            )
            texts = (" ".join(line.text for line in lines).strip() for lines in cells)
            yield Line(text=" | ".join(text for text in texts if text))

    def text(self, element: Element, depth: int = 0) -> str:
        """The text of one paragraph with tracked insertions, without tracked deletions and hidden words."""
        if depth > DEEPEST_NESTING:
            raise StopReading("broken")
        if element.tag == f"{W}r" and self.parts.is_hidden(element, self.style):
            return ""
        parts: list[str] = []
        for child in element:
            if child.tag == f"{W}t":
                parts.append(child.text or "")
            elif child.tag in SPACING and element.tag == f"{W}r":
                parts.append(SPACING[child.tag])
            elif child.tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif child.tag in NOTES:
                note = self.parts.notes(NOTES[child.tag]).get(child.get(f"{W}id", ""))
                self.notes += [] if note is None else [note]
            elif child.tag not in NOT_TEXT:
                parts.append(self.text(child, depth + 1))
        return "".join(parts)

    def is_heading(self) -> bool:
        """Whether the paragraph carries one of the built-in heading styles, by its English or German name."""
        return any(HEADING_STYLE.match(entry.name) for entry in self.parts.chain(self.style)[:1])


def inside(parent: Element, wanted: set[str], depth: int = 0) -> Iterator[Element]:
    """The wanted children, also those inside wrappers."""
    if depth > DEEPEST_NESTING:
        raise StopReading("broken")
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, wanted, depth + 1)
