"""What search is given of a guideline text: its paragraphs, each with its place."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from consultations.guidelines.rules import Chapter
from portal.findable import Entry


def entries(chapters: Iterable[Chapter]) -> Iterable[Entry]:
    """Entries in reading order; the heading of a paragraph falls back to that of its chapter."""
    for chapter in chapters:
        label = _("Chapter %(number)s") % {"number": chapter.number}
        if intro := plain(chapter.intro):
            yield Entry(text=intro, place=chapter.anchor, label=label, heading=chapter.title)
        for paragraph in chapter.paragraphs:
            yield Entry(
                text=plain(paragraph.html),
                place=paragraph.anchor,
                label=_("%(chapter)s, paragraph %(number)s") % {"chapter": label, "number": paragraph.number},
                heading=paragraph.heading or chapter.title,
                context=chapter.title if paragraph.heading else "",
            )


def plain(html: str) -> str:
    """The words of a rich text."""
    return get_text_for_indexing(html).strip()
