"""How chapters and paragraphs are numbered and addressed; the same for drafts and frozen versions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["chapter", "paragraph", "figure", "table"]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a text in reading order as its author wrote it, without a number yet.

    `id` is the identity that survives editing, moving, renumbering and translation. `heading` is a chapter's
    title or the caption of a figure or table, `html` is rich text as Wagtail stores it.
    """

    kind: Kind
    id: str
    heading: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """A piece as readers see and cite it; `chapter` is the id of the chapter it stands in, or empty."""

    kind: Kind
    id: str
    chapter: str
    number: str
    anchor: str
    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """One paragraph as its author wrote it; `id` survives editing and translation."""

    id: str
    heading: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class ChapterText:
    """One chapter as its author wrote it."""

    id: str
    title: str
    intro: str = ""
    paragraphs: tuple[ParagraphText, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a paragraph stands, counted from one; `running` counts through the whole text."""

    chapter: int
    paragraph: int
    running: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """How positions become numbers."""

    chapter: Callable[[int], str]
    paragraph: Callable[[Position], str]


DECIMAL = "decimal"
# A scheme with paragraph signs or with numbers running on through all chapters is one more line here.
SCHEMES: dict[str, Scheme] = {
    DECIMAL: Scheme(chapter=str, paragraph=lambda at: f"{at.chapter}.{at.paragraph}"),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its number and its place on the page."""

    id: str
    number: str
    anchor: str
    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its number and its place on the page."""

    id: str
    number: str
    anchor: str
    title: str
    intro: str
    paragraphs: tuple[Paragraph, ...]


def outline(chapters: Sequence[ChapterText], scheme: str = DECIMAL) -> list[Chapter]:
    """The numbered text; empty chapters count, because readers see them."""
    numbers = SCHEMES[scheme]
    anchors = _anchors(chapters)
    running = 0
    result = []
    for index, chapter in enumerate(chapters, start=1):
        paragraphs = []
        for place, paragraph in enumerate(chapter.paragraphs, start=1):
            running += 1
            number = numbers.paragraph(Position(index, place, running))
            paragraphs.append(
                Paragraph(paragraph.id, number, anchors[paragraph.id], paragraph.heading, paragraph.html)
            )
        result.append(
            Chapter(
                id=chapter.id,
                number=numbers.chapter(index),
                anchor=anchors[chapter.id],
                title=chapter.title,
                intro=chapter.intro,
                paragraphs=tuple(paragraphs),
            )
        )
    return result


def _anchors(chapters: Sequence[ChapterText]) -> dict[str, str]:
    """Short anchors by id; only when two ids begin alike the second one is written out."""
    anchors: dict[str, str] = {}
    for chapter in chapters:
        for prefix, key in [("c", chapter.id), *(("p", paragraph.id) for paragraph in chapter.paragraphs)]:
            short = f"{prefix}-{key[:8]}"
            anchors[key] = f"{prefix}-{key}" if short in anchors.values() else short
    return anchors
