"""ODT, one section per heading: the format knows no pages."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from portal.files.readers.archive import open_archive, parse_member
from portal.files.readers.record import Recorder, StopReading
from portal.files.readers.sections import Line, hand_over

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
SPACING = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
# What an author deleted with change tracking on, or noted in the margin, is not part of the text.
NOT_TEXT = {f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms"}
DEEPEST_NESTING = 200


def read(path: Path, recorder: Recorder) -> None:
    """Hand over the sections in reading order, tables row by row where they stand."""
    with open_archive(path, recorder.limits) as archive:
        if "META-INF/manifest.xml" in archive.namelist():
            manifest = parse_member(archive, "META-INF/manifest.xml")
            if manifest.find(f".//{MANIFEST}encryption-data") is not None:
                raise StopReading("encrypted")
        content = parse_member(archive, "content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise StopReading("broken")
    hand_over(lines_of(body), recorder)


def lines_of(parent: Element, depth: int = 0) -> Iterator[Line]:
    """Headings, paragraphs and table rows below an element, in order."""
    if depth > DEEPEST_NESTING:
        raise StopReading("broken")
    for element in parent:
        if element.tag in (f"{TEXT}h", f"{TEXT}p"):
            yield Line(text=text_of(element), is_heading=element.tag == f"{TEXT}h")
        elif element.tag == f"{TABLE}table-row":
            cells = (" ".join(line.text for line in lines_of(cell, depth + 1)) for cell in element)
            yield Line(text=" | ".join(text.strip() for text in cells if text.strip()))
        elif element.tag not in NOT_TEXT:
            yield from lines_of(element, depth + 1)


def text_of(element: Element, depth: int = 0) -> str:
    """The text of one paragraph with its spaces, tabs and line breaks."""
    if depth > DEEPEST_NESTING:
        raise StopReading("broken")
    parts = [element.text or ""]
    for child in element:
        if child.tag in SPACING:
            parts.append(SPACING[child.tag])
        elif child.tag not in NOT_TEXT:
            parts.append(text_of(child, depth + 1))
        parts.append(child.tail or "")
    return "".join(parts)
