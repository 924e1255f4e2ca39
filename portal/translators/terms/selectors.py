"""The term base as rules need it, and remarks on the translation of a page."""

from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from portal.explaining import explanations
from portal.translation.languages import source_language
from portal.translators.terms.models import TermWording
from portal.translators.terms.rules import Finding, Wording, check, used


def wordings(language: str) -> list[Wording]:
    """All terms of one language."""
    rows = TermWording.objects.filter(language=language).select_related("term").order_by("term__german")
    return [Wording(row.term.german, row.wanted, row.variants, row.term.definition) for row in rows]


def terms_of(page: Page, translation: Translation) -> tuple[list[Wording], list[Finding]]:
    """The terms in the original of a page, and where its translation does not keep to them."""
    known = wordings(str(page.locale.language_code))
    if not known:
        return [], []
    parts = StringSegment.objects.filter(source=translation.source).order_by("order")
    rows = parts.annotate_translation(translation.target_locale).values_list("string__data", "translation")
    terms: dict[str, Wording] = {}
    findings: list[Finding] = []
    for source, translated in rows:
        words = plain(source)
        terms |= {one.german: one for one in used(words, known)}
        if translated:
            findings += check(words, plain(translated), known)
    return explained(terms.values()), findings


def explained(terms: Iterable[Wording]) -> list[Wording]:
    """The terms with the address of their entry in the public glossary: the German word is the link."""
    addresses = {one.term.casefold(): one.url for one in explanations(source_language().code)}
    return [replace(one, glossary=addresses.get(one.german.casefold(), "")) for one in terms]


def plain(part: str) -> str:
    """The words of a part without its markup."""
    return unescape(strip_tags(part))
