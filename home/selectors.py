"""Reading for the pages of this app: live and public only, few queries, evaluated."""

import datetime as dt
import unicodedata
from itertools import groupby
from typing import Any

from wagtail.models import Locale

from consultations import selectors as consultations
from consultations.guidelines import selectors as guidelines
from consultations.meetings import selectors as meetings
from home import cards
from home.snippets import GlossaryTerm

FRONT_PAGE_LIST = 3


def front_page(locale: Locale, now: dt.datetime) -> dict[str, Any]:
    """What the front page of a language announces at a moment."""
    return {
        "next_meeting": meetings.next_meeting(locale, now),
        "open_consultations": [
            cards.consultation(page) for page in consultations.open_consultations(locale, now)
        ],
        "newest_protocols": [
            cards.protocol(page) for page in meetings.newest_protocols(locale, FRONT_PAGE_LIST)
        ],
        "newest_drafts": [cards.draft(page) for page in guidelines.newest_drafts(locale, FRONT_PAGE_LIST)],
        "newest_news": [cards.news(page) for page in newest_news(locale, FRONT_PAGE_LIST)],
        "news_index": news_index(locale),
    }


def newest_news(locale: Locale, limit: int) -> list[Any]:
    """The latest articles of a language, newest first."""
    from home.news.pages import NewsPage

    found = NewsPage.objects.filter(locale=locale).live().public()
    return list(found.order_by("-date", "-pk")[:limit])


def news_index(locale: Locale) -> Any:
    """The news list of a language, or None while it has none."""
    from home.news.pages import NewsIndexPage

    return NewsIndexPage.objects.filter(locale=locale).live().public().order_by("pk").first()


def glossary_terms(locale: Locale) -> list[GlossaryTerm]:
    """The terms of a language as a dictionary orders them: umlauts beside their vowel."""
    return sorted(GlossaryTerm.objects.filter(locale=locale, live=True), key=_dictionary_order)


def glossary_letters(locale: Locale) -> list[tuple[str, list[GlossaryTerm]]]:
    """The terms in groups by their first letter."""
    groups = groupby(glossary_terms(locale), key=lambda term: term.letter)
    return [(letter, list(terms)) for letter, terms in groups]


def _dictionary_order(term: GlossaryTerm) -> tuple[bool, str, str]:
    plain = unicodedata.normalize("NFD", term.term.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return (term.letter == "#", letters, term.term)
