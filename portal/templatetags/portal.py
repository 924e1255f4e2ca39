"""Template tags of the whole portal."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, gettext_noop

from portal.formats import dates
from portal.translation.languages import SIMPLE, language, source_language

register = template.Library()

SIMPLE_NAME = gettext_noop("Easy German")


@register.filter(is_safe=True)
def colon(label: str) -> str:
    """The label with the colon of the language, which French sets off: `{{ _("Telephone")|colon }}`."""
    return gettext("%(label)s:") % {"label": label}


@register.filter
def listed(words: Iterable[Any]) -> str:
    """Words one after the other, with the comma of the language."""
    return dates.listed([str(word) for word in words])


@register.simple_tag
def last_changed(page: Any) -> str:
    """`<time>` of the last publication, or nothing for a page never published."""
    moment = page.last_changed
    if moment is None:
        return ""
    day = localtime(moment).date()
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "DATE_FORMAT"))


@register.simple_tag(takes_context=True)
def foreign_lang(context: dict[str, Any], thing: Any) -> str:
    """lang and dir attributes for text in another language than the page: `<h3{% foreign_lang hit %}>`.

    `thing` is a language code or something with a locale; an alias is written in its source's language.
    """
    code = thing if isinstance(thing, str) else text_language(thing)
    if not code or code == (context.get("page_language") or get_language()):
        return ""
    spoken = language(code)
    return format_html(' lang="{}" dir="{}"', spoken.code, spoken.dir)


@register.simple_tag(takes_context=True)
def foreign_link(context: dict[str, Any], thing: Any) -> str:
    """The same for a link whose words and target are in another language; also says so with hreflang."""
    marks = foreign_lang(context, thing)
    code = thing if isinstance(thing, str) else text_language(thing)
    return format_html(' hreflang="{}"{}', code, marks) if marks else ""


@register.simple_tag
def language_name(code: str) -> str:
    """A language in the words of the reader, where its own name would stand in the middle of a sentence."""
    known = SIMPLE_NAME if code == SIMPLE else LANG_INFO.get(code, {}).get("name")
    return gettext(known) if known else language(code).name


@register.simple_tag(takes_context=True)
def source_lang(context: dict[str, Any]) -> str:
    """lang and dir for words that exist only in the source language, such as the name of a body."""
    return foreign_lang(context, source_language().code)


def text_language(thing: Any) -> str:
    """Language code of the words of a page, snippet or document."""
    if getattr(thing, "alias_of_id", None):
        thing = thing.alias_of
    locale = getattr(thing, "locale", None)
    return locale.language_code if locale is not None else str(getattr(thing, "language", "") or "")
