"""Versions and synopses as files, in the language of the text, each made once and kept in the cache."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page

from consultations.guidelines.exchange.addresses import led_to, resolver
from consultations.guidelines.exchange.docx_writing import docx_of
from consultations.guidelines.exchange.facts import Facts, Words
from consultations.guidelines.exchange.kept_files import kept_file
from consultations.guidelines.exchange.layout import Element, elements_of, synopsis_elements
from consultations.guidelines.exchange.links import LinkWriter
from consultations.guidelines.exchange.odt_writing import odt_of
from consultations.guidelines.exchange.pdf import pdf_of
from consultations.guidelines.exchange.pictures import pictures_of
from consultations.guidelines.exchange.synopsis import rows_between
from consultations.guidelines.reading.addresses import lasting
from consultations.guidelines.reading.texts import texts_of
from consultations.guidelines.reading.wording import version_name
from consultations.guidelines.versions.models import GuidelineVersion
from consultations.guidelines.versions.selectors import FrozenText, text_of

# Counted up when the same text would give another file.
EDITION = 2
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
WRITERS: dict[str, Callable[..., bytes]] = {"pdf": pdf_of, "docx": docx_of, "odt": odt_of}


@dataclass(frozen=True, slots=True)
class Export:
    """A file that can be made; `seal` changes when its content would."""

    name: str
    content_type: str
    seal: str
    make: Callable[[], bytes]

    def data(self) -> bytes:
        """The bytes, from the cache or made now; raises NotPrintable for a PDF, and Busy."""
        return kept_file(self.seal, self.make)


def version_export(page: Page, version: GuidelineVersion, file_format: str) -> Export:
    """A version in the language of the page, or in its source language."""
    text = text_of(version, page.locale.language_code)
    address = lasting(page, f"versions/{version.number}/")

    def make() -> bytes:
        with translation.override(text.language):
            facts, words = facts_of(page, version, text, address), words_of(front_of(version, address))
            elements = elements_of(text.parts, facts, words, pictures_of(text.parts))
            return _written(page, file_format, elements, facts, words, text)

    name = f"{page.slug}-{version.number}.{file_format}"
    seal = _seal(
        file_format, address, version.sha256, text.sha256, str(version.withdrawn), led_to(text.parts)
    )
    return Export(name, TYPES[file_format], seal, make)


def synopsis_export(page: Page, old: GuidelineVersion, new: GuidelineVersion, file_format: str) -> Export:
    """Two versions in three columns."""
    first, second = texts_of([old, new], page.locale.language_code)
    before, after = text_of(old, first.language), text_of(new, second.language)
    address = lasting(page, f"compare/{old.number}/{new.number}/")

    def make() -> bytes:
        with translation.override(after.language):
            facts = facts_of(page, new, after, address)
            lines = [
                _("Synopsis: version %(old)s and version %(new)s") % {"old": old.number, "new": new.number}
            ]
            lines += [_line(version) for version in (old, new)]
            lines += [_("Reason: %(reason)s") % {"reason": new.reason}] if new.reason else []
            words = words_of((*lines, address), old, new)
            elements = synopsis_elements(rows_between(old, new, before.parts, after.parts), facts, words)
            return _written(page, file_format, elements, facts, words, after, before, is_wide=True)

    name = f"{page.slug}-{old.number}-{new.number}.{file_format}"
    links = led_to([*before.parts, *after.parts])
    seal = _seal(file_format, address, old.sha256, before.sha256, new.sha256, after.sha256, links)
    return Export(name, TYPES[file_format], seal, make)


def facts_of(page: Page, version: GuidelineVersion, text: FrozenText, address: str) -> Facts:
    """What is known of a version."""
    return Facts(
        title=text.title,
        label=version.label,
        number=version.number,
        date=version.date,
        state=version.get_state_display(),
        language=text.language,
        address=address,
        guideline=str(page.translation_key),
        sha256=text.sha256,
        publisher=settings.WAGTAIL_SITE_NAME,
    )


def front_of(version: GuidelineVersion, address: str) -> tuple[str, ...]:
    """The lines below the title."""
    lines = [_line(version)]
    if version.session_title:
        lines.append(_("Decided in: %(session)s") % {"session": version.session_title})
    if version.reason:
        lines.append(_("Reason: %(reason)s") % {"reason": version.reason})
    if version.withdrawn:
        lines.append(_("This version was withdrawn: %(reason)s") % {"reason": version.withdrawal.reason})
    return (*lines, address)


def words_of(
    front: Sequence[str], old: GuidelineVersion | None = None, new: GuidelineVersion | None = None
) -> Words:
    """Labels in the active language."""
    heads = [version_name(version) for version in (old, new) if version]
    before, after = heads or ("", "")
    return Words(
        front=tuple(front),
        figure=_("Figure"),
        table=_("Table"),
        page=_("Page"),
        contents=_("Contents"),
        columns=(before, after, pgettext("heading above what became of each paragraph", "Change")),
        none="–",
    )


def _line(version: GuidelineVersion) -> str:
    facts = {
        "number": version.number,
        "label": version.label,
        "date": date_format(version.date, "DATE_FORMAT"),
        "state": version.get_state_display(),
    }
    return _("Version %(number)s: %(label)s, %(date)s (%(state)s)") % facts


def _written(
    page: Page,
    file_format: str,
    elements: Sequence[Element],
    facts: Facts,
    words: Words,
    *texts: FrozenText,
    is_wide: bool = False,
) -> bytes:
    parts = [part for text in texts for part in text.parts]
    links = LinkWriter(texts[0].parts, resolver(page, parts))
    return WRITERS[file_format](elements, facts, words, links, is_wide=is_wide)


def _seal(*facts: str) -> str:
    return sha256("\n".join((str(EDITION), *facts)).encode()).hexdigest()
