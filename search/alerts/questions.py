"""A question that is asked again and again: read from an address, kept as one, said in words."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from portal.formats import dates
from search import sources
from search.presentation import address
from search.request import SearchRequest
from search.results import FACET_LABELS, FORMAT_LABELS


def lasting(query: QueryDict, language: str) -> SearchRequest:
    """The question without what belongs to one look at it: page, order, corrections.

    All words must occur: what helps a reader who finds nothing, pages with some of the words or with similar
    ones, would be noise in a mail.
    """
    asked = SearchRequest.from_query(query, language)
    return replace(asked, page=1, sort="newest", all_words=True, verbatim=True, notes=())


def question_of(asked: SearchRequest) -> str:
    """The shortest address of the same question, the same for everybody who asks it."""
    return address(replace(asked, page=1, sort="relevance", all_words=False, verbatim=False))


def read_again(question: str, language: str) -> SearchRequest:
    """What `question_of` has kept."""
    return lasting(QueryDict(question), language)


def digest_of(question: str) -> str:
    """Short enough for an index of any database."""
    return hashlib.blake2b(question.encode(), digest_size=16).hexdigest()


def described(asked: SearchRequest) -> list[str]:
    """The question in words of the active language, one line for each of its parts."""
    return list(_lines(asked))


def headline(asked: SearchRequest) -> str:
    """The question in one short line, for subjects and lists."""
    return asked.text or "; ".join(described(asked)) or gettext("everything")


def _lines(asked: SearchRequest) -> Iterator[str]:
    if asked.text:
        yield gettext("Words: %(words)s") % {"words": asked.text}
    for facet, values in asked.filters.items():
        labels = sources.kind_labels() if facet == "kind" else FORMAT_LABELS if facet == "format" else {}
        named = dates.listed([str(labels.get(value, value)) for value in values])
        yield f"{FACET_LABELS.get(facet, facet)}: {named}"
    if asked.date_from:
        yield gettext("From the day: %(day)s") % {"day": date_format(asked.date_from)}
    if asked.date_to:
        yield gettext("To the day: %(day)s") % {"day": date_format(asked.date_to)}
    if asked.older:
        yield gettext("Earlier versions of guidelines too")
    if asked.language != get_language():
        name = dict(settings.LANGUAGES).get(asked.language, asked.language)
        yield gettext("Language of the pages: %(language)s") % {"language": name}
