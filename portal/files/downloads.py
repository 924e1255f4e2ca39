"""What readers are told about a file before they fetch it."""

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from portal.files.documents import PortalDocument
from portal.files.extraction import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file as `parts/download.html` shows it; `pages` is None for formats that know none."""

    title: str
    url: str
    extension: str
    kind_label: str
    size_label: str
    pages: int | None
    language: str
    state_note: Any
    publisher: str
    source_url: str
    licence: str


def download(document: PortalDocument, title: str = "") -> Download:
    """A document under its own title, or under the one it is given at this place."""
    notes = {
        State.SCAN.value: _("Scanned pages without text; screen readers cannot read them."),
        State.UNREADABLE.value: _("Pages whose letters screen readers cannot read."),
    }
    return Download(
        title=title or document.title,
        url=document.url,
        extension=document.file_extension.upper(),
        kind_label=document.get_kind_display(),
        size_label=filesizeformat(document.file_size) if document.file_size else "",
        pages=document.pages,
        language=document.language,
        state_note=notes.get(document.extraction_state, ""),
        publisher=document.publisher,
        source_url=document.source_url,
        licence=document.licence,
    )
