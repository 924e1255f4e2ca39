"""Days, clock times and spans in the words of the reader's language; local time, no database."""

import datetime as dt

from django.utils.formats import date_format, get_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

_MIDNIGHT = dt.time()
# Nobody is sure which of the two "12 pm" is.
_ENGLISH = {"12 p.m.": "12 noon", "12 a.m.": "midnight"}


def day(date: dt.date) -> str:
    """The day in words: "8. November 2023"."""
    return str(date_format(date, "DATE_FORMAT"))


def long_day(date: dt.date) -> str:
    """With the day of the week: "Mittwoch, 8. November 2023", "8 Kasım 2023 Çarşamba"."""
    return str(date_format(date, _known("LONG_DATE_FORMAT", "l, j F Y")))


def short_day(date: dt.date) -> str:
    """As short as the language has it: "08.11.2023", "8 Nov 2023"."""
    return str(date_format(date, "SHORT_DATE_FORMAT"))


def clock(moment: dt.datetime) -> str:
    """A local clock time without further words: "18:00", "6 pm", "18 h 30"."""
    name = "HOUR_FORMAT" if moment.minute else "FULL_HOUR_FORMAT"
    words = str(date_format(moment, _known(name, "H:i")))
    return _ENGLISH.get(words) or words.replace("a.m.", "am").replace("p.m.", "pm")


def at(moment: dt.datetime, day_words: str = "") -> str:
    """Day and clock time: "29.03.2024, 12:00 Uhr"; the day in other words where they are given."""
    local = localtime(moment)
    words = {"day": day_words or short_day(local.date()), "time": clock(local)}
    return pgettext("moment", "%(day)s, %(time)s") % words


def session(start: dt.datetime, end: dt.datetime | None = None) -> str:
    """When something takes place, in full; both may lie on different days.

    Midnight as start stands for a day without clock time; then an end at midnight is the end of the day before.
    """
    begin, last = localtime(start), localtime(end) if end else None
    if begin.time() == _MIDNIGHT and (last is None or last.time() == _MIDNIGHT):
        return _days(begin, last)
    if last is None:
        words = {"day": long_day(begin.date()), "time": clock(begin)}
        return pgettext("begin of a session", "%(day)s, %(time)s") % words
    if last.date() == begin.date() or last == _next_midnight(begin):
        return within(begin, last, long_day(begin.date()))
    first, until = (at(moment, long_day(moment.date())) for moment in (begin, last))
    return pgettext("days", "%(first)s to %(last)s") % {"first": first, "last": until}


def brief(start: dt.datetime, end: dt.datetime | None = None) -> str:
    """The same for lists: days in figures, and of one day only its begin."""
    begin, last = localtime(start), localtime(end) if end else None
    timeless = begin.time() == _MIDNIGHT and (last is None or last.time() == _MIDNIGHT)
    closing = last_day(last) if last else begin.date()
    if closing <= begin.date():
        return short_day(begin.date()) if timeless else at(begin)
    ends = at(last) if last and not timeless else short_day(closing)
    words = {"first": short_day(begin.date()) if timeless else at(begin), "last": ends}
    return pgettext("days", "%(first)s to %(last)s") % words


def within(start: dt.datetime, end: dt.datetime, day_words: str) -> str:
    """A span of one day: "08.11.2023, 18:00 bis 20:00 Uhr"."""
    times = {"start": clock(localtime(start)), "end": _closing(localtime(end))}
    words = {"day": day_words, "times": pgettext("clock times of one day", "%(start)s to %(end)s") % times}
    return pgettext("day and its clock times", "%(day)s, %(times)s") % words


def last_day(end: dt.datetime) -> dt.date:
    """The last local day before a moment at which something ends: midnight belongs to the day before."""
    return (localtime(end) - dt.timedelta(microseconds=1)).date()


def until(end: dt.datetime) -> str:
    """Up to when something is open: "bis 29.03.2024", which is the whole day, or "bis 29.03.2024, 12:00 Uhr"."""
    whole = localtime(end).time() == _MIDNIGHT
    return gettext("until %(day)s") % {"day": short_day(last_day(end)) if whole else at(end)}


def listed(words: list[str]) -> str:
    """Words one after the other, with the comma of the language."""
    return pgettext("between the words of a list", ", ").join(word for word in words if word)


def listed_html(words: list[str]) -> str:
    """The same of words that may be marked up."""
    comma = pgettext("between the words of a list", ", ")
    return format_html_join(comma, "{}", ((word,) for word in words if word))


def _days(begin: dt.datetime, end: dt.datetime | None) -> str:
    last = last_day(end) if end else begin.date()
    if last <= begin.date():
        return long_day(begin.date())
    words = {"first": long_day(begin.date()), "last": long_day(last)}
    return pgettext("days", "%(first)s to %(last)s") % words


def _closing(moment: dt.datetime) -> str:
    """The clock at an end; midnight is the end of the day and not its begin."""
    return clock(moment) if moment.time() != _MIDNIGHT else pgettext("end of the day", "midnight")


def _next_midnight(moment: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(moment.date() + dt.timedelta(days=1), _MIDNIGHT, moment.tzinfo)


def _known(name: str, otherwise: str) -> str:
    found = str(get_format(name))
    return otherwise if found == name else found
