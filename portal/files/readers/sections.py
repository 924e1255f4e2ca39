"""Cutting a text without pages at its headings."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.files.readers.record import Recorder

LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph or table row."""

    text: str
    is_heading: bool = False


def hand_over(lines: Iterable[Line], recorder: Recorder) -> None:
    """Record one page per heading; text before the first heading is a page of its own."""
    heading = ""
    paragraphs: list[str] = []
    for line in lines:
        if not line.text.strip():
            continue
        if line.is_heading:
            record(heading, paragraphs, recorder)
            heading, paragraphs = " ".join(line.text.split())[:LONGEST_HEADING], []
        paragraphs.append(line.text.strip())
    record(heading, paragraphs, recorder)


def record(heading: str, paragraphs: list[str], recorder: Recorder) -> None:
    """Record one section unless nothing stands in it."""
    if paragraphs:
        recorder.page("\n\n".join(paragraphs), heading)
