"""ODT, one section per heading: the format knows no pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from portal.files.readers.archive import open_archive
from portal.files.readers.odt_parts import DRAW, OFFICE, TABLE, TEXT, OdtParts
from portal.files.readers.record import Recorder, StopReading
from portal.files.readers.sections import Line, hand_over

SPACING = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
# What an author deleted with change tracking on, or noted in the margin, is not part of the text.
NOT_TEXT = {f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}note-citation"}
HANGING = {f"{DRAW}text-box", f"{TEXT}note-body"}
DEEPEST_NESTING = 200
MOST_SPACES = 100


def read(path: Path, recorder: Recorder) -> None:
    """Hand over the sections in reading order, tables row by row where they stand; headers first, footers last."""
    with open_archive(path, recorder.limits) as archive:
        hand_over(Walk(OdtParts(archive)).all_lines(), recorder)


@dataclass
class Walk:
    """Goes through a file; what hangs on a paragraph follows it as lines of their own."""

    parts: OdtParts
    hanging: list[Element] = field(default_factory=list)

    def all_lines(self) -> Iterator[Line]:
        """The text between the headers and the footers, each of which is there once."""
        yield from self.frames("header")
        yield from self.lines(self.parts.body)
        yield from self.frames("footer")

    def frames(self, kind: str) -> Iterator[Line]:
        """The different lines of all headers, or of all footers; a page number alone is none."""
        seen: set[str] = set()
        for frame in self.parts.frames(kind):
            for line in self.lines(frame):
                if line.text not in seen and any(letter.isalpha() for letter in line.text):
                    seen.add(line.text)
                    yield Line(text=line.text)

    def lines(self, parent: Element, depth: int = 0) -> Iterator[Line]:
        """Headings, paragraphs and table rows below an element, in order."""
        if depth > DEEPEST_NESTING:
            raise StopReading("broken")
        for element in parent:
            if element.tag in (f"{TEXT}h", f"{TEXT}p"):
                yield Line(text=self.text(element), is_heading=element.tag == f"{TEXT}h")
                hanging, self.hanging = self.hanging, []
                for part in hanging:
                    yield from self.lines(part, depth + 1)
            elif element.tag == f"{TABLE}table-row":
                cells = (" ".join(line.text for line in self.lines(cell, depth + 1)) for cell in element)
                yield Line(text=" | ".join(text.strip() for text in cells if text.strip()))
            elif element.tag not in NOT_TEXT:
                yield from self.lines(element, depth + 1)

    def text(self, element: Element, depth: int = 0) -> str:
        """The text of one paragraph with its spaces, tabs and line breaks, without hidden words."""
        if depth > DEEPEST_NESTING:
            raise StopReading("broken")
        is_hidden = self.parts.is_hidden(element)
        parts = ["" if is_hidden else element.text or ""]
        for child in element:
            if child.tag in HANGING:
                self.hanging.append(child)
            elif child.tag not in NOT_TEXT and not is_hidden:
                parts.append(self.spaces(child) or self.text(child, depth + 1))
            parts.append("" if is_hidden else child.tail or "")
        return "".join(parts)

    def spaces(self, element: Element) -> str:
        """The white space an element stands for."""
        if element.tag != f"{TEXT}s":
            return SPACING.get(element.tag, "")
        count = element.get(f"{TEXT}c", "1")
        return " " * min(int(count) if count.isascii() and count.isdigit() else 1, MOST_SPACES)
