"""The places a document offers to search."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from portal.files.cleaning import word_over_break
from portal.files.recognition import MARK
from portal.findable import Entry

if TYPE_CHECKING:
    from portal.files.documents import PortalDocument


def file_entries(document: "PortalDocument", heading: str = "") -> Iterable[Entry]:
    """The places of a file that a page offers for download; nothing when the file is not public.

    `heading` ranks every place, for example "Ergebnisprotokoll"; without one the document's title does.
    """
    return document_entries(document, heading) if document.lies_open else []


def document_entries(document: "PortalDocument", heading: str = "") -> list[Entry]:
    """One entry per page or section with text, whoever may read the file."""
    rows = list(document.text_pages.values_list("number", "heading", "text"))
    texts = [text for _, _, text in rows]
    url = document.url
    # Labels are read beside the text, so they speak the document's language.
    with translation.override(document.language or settings.LANGUAGE_CODE):
        return [
            Entry(
                text=text,
                place=f"page={number}" if document.has_pages else "",
                label=_page_label(document, number) if document.has_pages else section,
                file=url,
                heading=heading or document.title,
                context=words_over_breaks(texts, position),
            )
            for position, (number, section, text) in enumerate(rows)
            if text
        ]


def _page_label(document: "PortalDocument", number: int) -> str:
    label = gettext("Page %(number)s") % {"number": number}
    return f"{label} ({gettext('text recognition')})" if document.extraction_note == MARK else label


def words_over_breaks(texts: list[str], position: int) -> str:
    """Whole words that the breaks before and after a page divide; both pages are found by them."""
    before = word_over_break(texts[position - 1], texts[position]) if position else ""
    after = word_over_break(texts[position], texts[position + 1]) if position + 1 < len(texts) else ""
    return " ".join(word for word in (before, after) if word)
