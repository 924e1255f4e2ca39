"""What editors are told about the text of a file."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.files.extraction import State
from portal.files.recognition import MARK

if TYPE_CHECKING:
    from portal.files.documents import PortalDocument

STATE_LABELS = {
    State.PENDING: _("Is being read"),
    State.TEXT: _("Text found"),
    State.SCAN: _("Scan without text"),
    State.UNREADABLE: _("Letters without meaning"),
    State.ENCRYPTED: _("Locked by a password"),
    State.BROKEN: _("Damaged"),
    State.TOO_BIG: _("Too big, not read completely"),
    State.UNSUPPORTED: _("Content is not searched"),
}
ADVICE = {
    State.PENDING: _("The file was uploaded and is read in the background. Reload this page in a moment."),
    State.TEXT: "",
    State.SCAN: _(
        "The pages are pictures, so their words are not found and screen readers cannot read them aloud. "
        "Please upload a version with text recognition (OCR) or the original export of the office program."
    ),
    State.UNREADABLE: _(
        "The fonts in this file do not say which letters they draw, so most words are neither found nor read aloud. "
        "Please upload a version with text recognition (OCR), or export the file again with embedded fonts, "
        "best as PDF/UA or PDF/A."
    ),
    State.ENCRYPTED: _("Readers need a password too. Please upload a version without password protection."),
    State.BROKEN: _(
        "The file cannot be read. Please open it on your computer, export it again and upload it."
    ),
    State.TOO_BIG: _("Please divide the document into parts, so that search finds all of it."),
    State.UNSUPPORTED: _(
        "Only title and details are found. For full-text search also offer the content as PDF, DOCX or ODT."
    ),
}
NOTES = {
    "empty_file": _("The file is empty."),
    "missing_file": _("The file is no longer in the storage."),
    "unsafe": _("The file contains instructions to load other files and was not read."),
    "empty_pages": _("Single pages hold no text, they may be scans."),
    "unreadable_pages": _("On single pages the fonts do not say which letters they draw."),
    "page_limit": _("It has more pages than are read."),
    "text_limit": _("It has more text than is read."),
    "time_limit": _("Reading it took too long."),
    "memory_limit": _("Reading it needs too much memory."),
    "archive_limit": _("It unpacks to more data than permitted and was not read."),
    "crashed": _("The reading program gave up."),
    "ocr": _("The text was recognised by machine in a scan (OCR) and may contain errors."),
    "ocr_waiting": _("The text is being recognised (OCR). With many pages this takes some minutes."),
    "ocr_no_room": _(
        "There was too little room on the disk of the server for text recognition (OCR). Please tell those who "
        "run it, then have the file read again."
    ),
    "ocr_failed": _("The text recognition (OCR) found no text or gave up."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A state in words: one line, the reason, what to do about it."""

    tone: Literal["info", "warning"]
    title: str
    reason: str
    advice: str


def describe(document: "PortalDocument") -> Report:
    """The words for a document in the language of the person who is working."""
    state = State(document.extraction_state)
    title = str(STATE_LABELS[state])
    read = document.text_pages.count()
    if read:
        title = f"{title}, {amount(document, read)}"
    fine = state in (State.PENDING, State.TEXT, State.UNSUPPORTED)
    return Report(
        tone="info" if fine and document.extraction_note in ("", MARK) else "warning",
        title=title,
        reason=str(NOTES.get(document.extraction_note, "")),
        advice=str(ADVICE[state]),
    )


def amount(document: "PortalDocument", read: int) -> str:
    """How much was read: pages, or sections where a format knows no pages."""
    if not document.has_pages:
        return ngettext("%(count)d section", "%(count)d sections", read) % {"count": read}
    if document.pages and read < document.pages:
        return gettext("%(read)d of %(count)d pages") % {"read": read, "count": document.pages}
    return ngettext("%(count)d page", "%(count)d pages", read) % {"count": read}
