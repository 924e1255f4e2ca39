"""What search is given of a guideline text: its pieces, each with its place."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from consultations.guidelines.rules import NumberedPart
from portal.findable import Entry
from portal.pages.text import html_text
from portal.translation.changes import Place


def entries(parts: Iterable[NumberedPart]) -> Iterable[Entry]:
    """Entries in reading order; the heading of a piece falls back to that of its chapter."""
    chapter: NumberedPart | None = None
    for part in parts:
        if part.kind == "chapter":
            chapter = part
        title = chapter.heading if chapter else ""
        text = plain(part.html) if part.kind != "figure" else part.heading
        if text:
            yield Entry(
                text=text,
                place=part.anchor,
                label=label(part, chapter),
                heading=part.heading or title,
                context=title if part.heading and part is not chapter else "",
            )


def places(parts: Iterable[NumberedPart], language: str) -> dict[str, Place]:
    """Where each piece stands, by its id: as it is cited, in the language of the page it is told on."""
    chapter: NumberedPart | None = None
    found: dict[str, Place] = {}
    for part in parts:
        if part.kind == "chapter":
            chapter = part
        words = label(part, chapter)
        found[part.id] = Place(
            label=f"{words}: {part.heading}" if part.heading else words, anchor=part.anchor, language=language
        )
    return found


def label(part: NumberedPart, chapter: NumberedPart | None) -> str:
    """How a piece is called where it is cited; a number with a paragraph sign says it all."""
    if part.kind == "figure":
        return _("Figure %(number)s") % {"number": part.number}
    if part.kind == "table":
        return _("Table %(number)s") % {"number": part.number}
    if part.number.startswith("§"):
        return part.number
    if part.kind == "chapter":
        return _("Chapter %(number)s") % {"number": part.number}
    if chapter is None:
        return _("Paragraph %(number)s") % {"number": part.number}
    values = {"chapter": label(chapter, None), "number": part.number}
    return _("%(chapter)s, paragraph %(number)s") % values


def plain(html: str) -> str:
    """The words of a rich text."""
    return html_text(html)
