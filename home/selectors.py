"""Reading for the pages of this app: live and public only, few queries, evaluated."""

import datetime as dt
import unicodedata
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from wagtail.models import Locale

from consultations import listing
from consultations import selectors as consultations
from consultations.guidelines import selectors as guidelines
from consultations.meetings import selectors as meetings
from consultations.timeline.rules import State
from home import cards
from home.snippets import GlossaryTerm
from portal.accounts.visibility import offered
from portal.translation.readers import for_readers

FRONT_PAGE_LIST = 3


def front_page(locale: Locale, now: dt.datetime) -> dict[str, Any]:
    """What the front page of a language announces at a moment."""
    newest = [cards.news(page) for page in newest_news(locale, FRONT_PAGE_LIST)]
    own = next((card for card in newest if not card.language), None)
    opened = consultations.open_consultations(locale, now)
    ongoing = consultations.open_consultations(locale, now, State.ONGOING)
    protocols = meetings.newest_protocols(locale, FRONT_PAGE_LIST)
    drafts = guidelines.newest_drafts(locale, FRONT_PAGE_LIST)
    return {
        "next_meeting": meetings.next_meeting(locale, now),
        "open_consultations": [cards.consultation(page) for page in opened],
        "ongoing_consultations": [listing.card(page, now) for page in ongoing],
        "newest_protocols": [cards.protocol(meeting) for meeting in protocols],
        "newest_drafts": [cards.draft(page) for page in drafts],
        "newest_news": newest,
        "news_url": urljoin(own.url, "..") if own else _news_list(locale) if newest else "",
    }


def newest_news(locale: Locale, limit: int) -> list[Any]:
    """The latest articles for readers of a language, newest first."""
    from home.news.pages import NewsPage

    found = offered(NewsPage.objects.live(), locale.language_code).select_related("locale")
    return list(found.order_by("-date", "-pk")[:limit])


def glossary_terms(locale: Locale) -> list[GlossaryTerm]:
    """The terms of a language as a dictionary orders them: umlauts beside their vowel."""
    return sorted(GlossaryTerm.objects.filter(locale=locale, live=True), key=_dictionary_order)


def glossary_letters(locale: Locale) -> list[tuple[str, list[GlossaryTerm]]]:
    """The terms for readers of a language, in groups by their first letter."""
    terms = for_readers(GlossaryTerm.objects.filter(live=True), locale.language_code).select_related("locale")
    groups = groupby(sorted(terms, key=_dictionary_order), key=lambda term: term.letter)
    return [(letter, list(terms)) for letter, terms in groups]


def _news_list(locale: Locale) -> str:
    from home.news.pages import NewsIndexPage

    found = offered(NewsIndexPage.objects.live(), locale.language_code).select_related("locale").first()
    return (found.url or "") if found else ""


def _dictionary_order(term: GlossaryTerm) -> tuple[bool, str, str]:
    plain = unicodedata.normalize("NFD", term.term.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return (term.letter == "#", letters, term.term)
