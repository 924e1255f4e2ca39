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
class Section:
    """A chapter with what stands in it; what stands before the first chapter has none."""

    chapter: NumberedPart | None
    parts: tuple[NumberedPart, ...]


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


def sections(parts: Sequence[NumberedPart]) -> list[Section]:
    """The text chapter by chapter; empty chapters count, because readers see them."""
    found: list[tuple[NumberedPart | None, list[NumberedPart]]] = [(None, [])]
    for part in parts:
        if part.kind == "chapter":
            found.append((part, []))
        else:
            found[-1][1].append(part)
    return [Section(chapter, tuple(inside)) for chapter, inside in found if chapter or inside]
