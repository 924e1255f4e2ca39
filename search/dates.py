"""Dates in a question: "06.09.2023", "6.9.23", "2023-09-06", "6. September 2023", "Sept. 2023"."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from django.utils import dates as names
from django.utils import translation

from portal.formats.dates import day as in_words

# Readers mix the languages of the portal with German and English.
_ALWAYS = ("de", "en")
# Beside those Django knows.
_MORE = {"sept": 9, "jänner": 1, "feber": 2, "mär": 3, "maerz": 3}
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})\.?")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What two figures of a year leave out.
_CENTURY = 2000
_SIGNS = ".,;:!?()"


class Dated(NamedTuple):
    """The words of a question, months written out, and the days named in it."""

    words: list[str]
    days: tuple[dt.date, ...]


def read(words: Sequence[str], language: str) -> Dated:
    """Days stay among the words in the figures texts have ("06.09.2023"), for some texts have nothing else."""
    months = _months(language)
    kept = [_spelled(words, at, months, language) for at in range(len(words))]
    days = [*_in_figures(words), *_in_words(words, months)]
    return Dated(kept, tuple(dict.fromkeys(days)))


def writings(day: dt.date, language: str) -> tuple[str, ...]:
    """All ways in which a text of this language may name the day."""
    with translation.override(language):
        spelled = in_words(day)
    figures = (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}")
    return tuple(dict.fromkeys((spelled, *figures)))


def _in_figures(words: Sequence[str]) -> Iterator[dt.date]:
    for word in words:
        bare = word.strip(_SIGNS)
        if found := _ISO.fullmatch(bare):
            yield from _day(*found.groups())
        elif found := _FIGURES.fullmatch(bare):
            day, month, year = found.groups()
            yield from _day(year if len(year) == 4 else str(_CENTURY + int(year)), month, day)


def _in_words(words: Sequence[str], months: Mapping[str, int]) -> Iterator[dt.date]:
    for first, middle, last in zip(words, words[1:], words[2:], strict=False):
        day, month, year = _DAY.fullmatch(first), _month(middle, months), last.strip(_SIGNS)
        if day and month and _YEAR.fullmatch(year):
            yield from _day(year, str(month), day[1])


def _spelled(words: Sequence[str], at: int, months: Mapping[str, int], language: str) -> str:
    """A short month beside a year as texts write it, an ISO date as figures; else the word itself."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    iso = _ISO.fullmatch(word)
    for day in _day(*iso.groups()) if iso else ():
        return f"{day:%d.%m.%Y}"
    month = _month(word, months)
    if not month or not _YEAR.fullmatch(following.strip(_SIGNS)):
        return word
    with translation.override(language):
        return in_words(dt.date(2000, month, 1)).split()[1]


def _day(year: str, month: str, day: str) -> Iterator[dt.date]:
    try:
        yield dt.date(int(year), int(month), int(day))
    except ValueError:
        return


def _month(word: str, months: Mapping[str, int]) -> int:
    return months.get(word.strip(_SIGNS).casefold(), 0)


@cache
def _months(language: str) -> dict[str, int]:
    found = dict(_MORE)
    for code in (*_ALWAYS, language):
        with translation.override(code):
            for table in (names.MONTHS, names.MONTHS_3, names.MONTHS_ALT, names.MONTHS_AP):
                found |= {str(name).strip(".").casefold(): number for number, name in table.items()}
    return found
