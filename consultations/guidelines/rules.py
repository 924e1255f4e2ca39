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
    """Where a paragraph stands, counted from one; `running` counts through the whole text.

    `chapter` is 0 before the first chapter.
    """

    chapter: int
    paragraph: int
    running: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """How positions become numbers."""

    chapter: Callable[[int], str]
    paragraph: Callable[[Position], str]


DECIMAL = "decimal"
SECTION = "section"
CONTINUOUS = "continuous"


def _decimal(at: Position) -> str:
    return f"{at.chapter}.{at.paragraph}"


def _section(at: Position) -> str:
    return f"§ {at.chapter} ({at.paragraph})" if at.chapter else f"({at.paragraph})"


# A further scheme is one more line here. Its numbers are whole: "§ 1 (2)" says where it stands when cited alone.
SCHEMES: dict[str, Scheme] = {
    DECIMAL: Scheme(chapter=str, paragraph=_decimal),
    SECTION: Scheme(chapter=lambda number: f"§ {number}", paragraph=_section),
    CONTINUOUS: Scheme(chapter=str, paragraph=lambda at: str(at.running)),
}


def number(parts: Sequence[Part], scheme: str = DECIMAL) -> list[NumberedPart]:
    """The text with numbers and anchors; figures and tables are counted apart, each kind through the text."""
    numbers = SCHEMES[scheme]
    taken: set[str] = set()
    counts = {"chapter": 0, "paragraph": 0, "figure": 0, "table": 0}
    chapter, place = "", 0
    result = []
    for part in parts:
        counts[part.kind] += 1
        shown = str(counts[part.kind])
        if part.kind == "chapter":
            chapter, place, shown = part.id, 0, numbers.chapter(counts["chapter"])
        elif part.kind == "paragraph":
            place += 1
            shown = numbers.paragraph(Position(counts["chapter"], place, counts["paragraph"]))
        inside = "" if part.kind == "chapter" else chapter
        anchor = _anchor(part, taken)
        result.append(NumberedPart(part.kind, part.id, inside, shown, anchor, part.heading, part.html))
    return result


def _anchor(part: Part, taken: set[str]) -> str:
    """Short; only when two ids of one kind begin alike the second one is written out."""
    short = f"{part.kind[0]}-{part.id[:8]}"
    anchor = short if short not in taken else f"{part.kind[0]}-{part.id}"
    taken.add(anchor)
    return anchor


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
