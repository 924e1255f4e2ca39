"""What a reader asked, made safe: bounded, cleaned, and with a note for everything that was left out."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.findable import aside_kinds
from search import dates
from search.engines.base import Facet
from search.grammar import Note, names_of, parsed
from search.sources import kind_labels, split_key

MOST_CHARACTERS = 1_000
MOST_WORDS = 500
MOST_VALUES = 20
MOST_IN_VALUE = 200
MOST_PAGES = 1_000

# The address says what readers call it, the engine what the field is called.
FACETS: dict[str, Facet] = {
    "type": "kind",
    "body": "body",
    "year": "year",
    "topic": "topic",
    "consultation": "consultation",
    "format": "format",
}
Sort = Literal["relevance", "newest", "oldest"]
SORTS: dict[str, Sort] = {"relevance": "relevance", "newest": "newest", "oldest": "oldest"}

_DATES = (
    re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?"),
    re.compile(r"(?:(?P<d>\d{1,2})[./])?(?P<m>\d{1,2})[./](?P<y>\d{4})"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """One question; `text` is what the reader sees again, the rest is ready for the engine's language work.

    A type written into the question becomes a filter and leaves the text, so that its checkbox can end it.

    `older` also looks through the kinds that are left out unless asked for, see `portal.findable.Family`.
    `within` is the key of the one source whose places are asked for; "" looks through all.
    `days` are dates among the words, in whatever writing.
    `language` is the one searched; `other_language` says that it is not the reader's.
    """

    text: str = ""
    words: str = ""
    phrases: tuple[str, ...] = ()
    excluded: str = ""
    excluded_phrases: tuple[str, ...] = ()
    language: str
    other_language: bool = False
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    sort: Sort = "relevance"
    page: int = 1
    all_words: bool = False
    verbatim: bool = False
    older: bool = False
    within: str = ""
    notes: tuple[Note, ...] = ()
    days: tuple[dt.date, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict, language: str) -> "SearchRequest":
        """Read an address; nothing in it can fail, whatever cannot be used is left out and said."""
        notes: list[Note] = []
        text = _bounded(clean(query.get("q", "")), notes)
        question = parsed(text, names_of({code: str(label) for code, label in kind_labels().items()}))
        notes += question.notes
        day_from = _date(query.get("from", ""), False, notes)
        day_to = _date(query.get("to", ""), True, notes)
        if day_from and day_to and day_from > day_to:
            day_from, day_to = day_to, day_from
            notes.append(_("The period was given the other way round; we have swapped its dates."))
        searched = _language(query.get("lang", ""), language, notes)
        dated = dates.read(question.words, searched)
        return cls(
            text=question.text,
            words=" ".join(dated.words),
            days=dated.days,
            phrases=tuple(question.phrases),
            excluded=" ".join(question.excluded),
            excluded_phrases=tuple(question.excluded_phrases),
            language=searched,
            other_language=searched != language,
            filters=_filters(query, question.types, notes),
            date_from=day_from,
            date_to=day_to,
            sort=_sort(query.get("sort", ""), notes),
            page=page_number(query.get("page", "")),
            all_words=question.both or query.get("all", "") in ("1", "on", "true"),
            verbatim=query.get("exact", "") in ("1", "on", "true"),
            older=query.get("older", "") in ("1", "on", "true"),
            within=_within(query.get("in", ""), notes),
            notes=tuple(notes),
        )

    @property
    def with_aside(self) -> bool:
        """Whether kinds that are left out otherwise are asked for, by their filter or along with all others."""
        return self.older or not set(aside_kinds()).isdisjoint(self.filters.get("kind", ()))

    @property
    def is_empty(self) -> bool:
        """Nothing is asked at all: no text and no filter."""
        return not (self.text or self.filters or self.date_from or self.date_to)


def results_url(query: str, language: str = "") -> str:
    """The page with the hits of a question, which is the query part of its address; in the active language
    unless one is named."""
    with translation.override(language or translation.get_language()):
        return f"{reverse('search:results')}?{query}"


def clean(text: str) -> str:
    """Without control, format (text direction, zero width) and broken characters; one space between words."""
    kept = "".join(_kept(sign) for sign in text[: 4 * MOST_CHARACTERS])
    return " ".join(unicodedata.normalize("NFC", kept).split())


def page_number(value: str) -> int:
    """Counted from 1; nonsense is the first page, too much is clamped again when the number of hits is
    known."""
    value = value.strip()
    if not value.isascii() or not value.isdecimal():
        return 1
    return max(1, min(int(value[:9]), MOST_PAGES))


def _kept(sign: str) -> str:
    if sign.isspace():
        return " "
    category = unicodedata.category(sign)
    # Zero-width non-joiner belongs to the spelling of some languages; all else of its class is invisible.
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") and sign != "\u200c" else sign


def _bounded(text: str, notes: list[Note]) -> str:
    short = text
    if len(short) > MOST_CHARACTERS:
        short = short[:MOST_CHARACTERS].rsplit(" ", 1)[0]
    if short.count(" ") >= MOST_WORDS:
        short = " ".join(short.split(" ")[:MOST_WORDS])
    if short != text:
        notes.append(_("Your question was very long; we have searched for its beginning only."))
    return short


def _language(asked: str, readers: str, notes: list[Note]) -> str:
    if not asked or asked in dict(settings.LANGUAGES):
        return asked or readers
    notes.append(_("There is no content in this language; we have searched in yours."))
    return readers


def _within(asked: str, notes: list[Note]) -> str:
    key = clean(asked)[:MOST_IN_VALUE]
    if key and not split_key(key)[0]:
        notes += _left_out([key])
        return ""
    return key


def _filters(query: QueryDict, types: Sequence[str], notes: list[Note]) -> dict[Facet, tuple[str, ...]]:
    found: dict[Facet, tuple[str, ...]] = {}
    for name, facet in FACETS.items():
        asked = [
            value for value in (clean(v)[:MOST_IN_VALUE] for v in query.getlist(name)[:MOST_VALUES]) if value
        ]
        written = types if facet == "kind" else ()
        values = tuple(dict.fromkeys([*(value for value in asked if _is_known(facet, value)), *written]))
        notes += _left_out([value for value in asked if value not in values])
        if values:
            found[facet] = values
    return found


def _left_out(values: Sequence[str]) -> list[Note]:
    return [
        format_lazy("{}: {}", _("This filter does not exist and was left out"), value[:60])
        for value in values
    ]


def _is_known(facet: Facet, value: str) -> bool:
    if facet == "kind":
        return value in kind_labels()
    if facet == "year":
        return len(value) == 4 and value.isascii() and value.isdecimal()
    return True


def _sort(value: str, notes: list[Note]) -> Sort:
    if value and value not in SORTS:
        notes.append(_("This order does not exist; we have sorted by relevance."))
    return SORTS.get(value, "relevance")


def _date(value: str, last: bool, notes: list[Note]) -> dt.date | None:
    """A day, month or year in the usual spellings; `last` takes the last day of a month or year."""
    text = clean(value).replace(" ", "")[:20]
    if not text:
        return None
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if match:
            try:
                return _day(match, last)
            except ValueError:
                break
    notes.append(format_lazy("{}: {}", _("This date does not exist and was left out"), text))
    return None


def _day(match: re.Match[str], last: bool) -> dt.date:
    year = int(match["y"])
    month = int(match["m"] or (12 if last else 1))
    first = dt.date(year, month, 1)
    end = calendar.monthrange(year, month)[1]
    return first.replace(day=int(match["d"] or (end if last else 1)))
