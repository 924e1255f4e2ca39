"""Windows and states in the reader's words and date formats."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from consultations.timeline.rules import Kind, Precision, State, Tense, Window, first_day
from portal.formats import dates

KIND_LABELS: dict[Kind, Any] = {
    "phase": _("Phase"),
    "milestone": _("Milestone"),
    "meeting": _("Session"),
    "version": _("Draft"),
    "protocol": _("Protocol"),
}
STATE_LABELS: dict[State, Any] = {
    State.OPEN: pgettext_lazy("state of a consultation", "Open"),
    State.ONGOING: pgettext_lazy("state of a consultation", "In progress"),
    State.UPCOMING: pgettext_lazy("state of a consultation", "Upcoming"),
    State.CLOSED: pgettext_lazy("state of a consultation", "Closed"),
    State.UNDATED: pgettext_lazy("state of a consultation", "No date yet"),
}
STATE_BADGES: dict[State, str] = {
    State.OPEN: "open",
    State.ONGOING: "ongoing",
    State.UPCOMING: "upcoming",
    State.CLOSED: "closed",
    State.UNDATED: "undated",
}
TENSE_LABELS: dict[Tense, Any] = {
    Tense.PAST: pgettext_lazy("phase", "Over"),
    Tense.NOW: pgettext_lazy("phase", "Running"),
    Tense.FUTURE: pgettext_lazy("phase", "To come"),
    Tense.UNDATED: pgettext_lazy("phase", "No date yet"),
}
# Dates known to one of these are told in words, not in figures.
SPANS = (Precision.MONTH, Precision.QUARTER, Precision.SEASON, Precision.YEAR)
_SEASONS = {3: _("Spring"), 6: _("Summer"), 9: _("Autumn"), 12: _("Winter")}


def moment(when: dt.datetime) -> str:
    """Day and time: "06.09.2023, 18:00 Uhr"."""
    return dates.at(when)


def day(date: dt.date) -> str:
    """A day in figures: "06.09.2023"."""
    return dates.short_day(date)


def days(window: Window) -> str:
    """The local days of a window: "08.–29.03.2024", "ab 30.03.2024", "bis 29.03.2024"; "" when undated."""
    first, last = local_days(window)
    if first is None and last is None:
        return ""
    if first is None:
        return until(window)
    if last is None:
        return gettext("from %(day)s") % {"day": day(first)}
    if last <= first:
        return day(first)
    return _span(first, last)


def span(window: Window) -> str:
    """The same with the clock time of an end within a day: "08.03.2024 bis 29.03.2024, 12:00 Uhr"."""
    first, last = local_days(window)
    if window.end is None or timezone.localtime(window.end).time() == dt.time():
        return days(window)
    if window.start is None or first is None:
        return until(window)
    if first == last:
        return dates.within(window.start, window.end, day(first))
    return pgettext("days", "%(first)s to %(last)s") % {"first": day(first), "last": dates.at(window.end)}


def until(window: Window) -> str:
    """Up to when it is still open: "bis 29.03.2024", "bis 29.03.2024, 12:00 Uhr"; "" for an open end."""
    return dates.until(window.end) if window.end else ""


def local_days(window: Window) -> tuple[dt.date | None, dt.date | None]:
    """First and last local day; an end at midnight does not touch the day it begins."""
    first = timezone.localtime(window.start).date() if window.start else None
    if window.end is None:
        return first, None
    end = window.end if window.end == window.start else window.end - dt.timedelta(microseconds=1)
    return first, timezone.localtime(end).date()


def fuzzy(date: dt.date, precision: Precision) -> str:
    """A date as exactly as it is known: "Herbst 2023", "März 2024", "1. Quartal 2024", "2024"."""
    first = first_day(date, precision)
    match precision:
        case Precision.MONTH:
            return date_format(first, "F Y")
        case Precision.QUARTER:
            return gettext("Q%(number)s %(year)s") % {"number": (first.month + 2) // 3, "year": first.year}
        case Precision.SEASON:
            return f"{_SEASONS[first.month]} {_season_year(first)}"
        case Precision.YEAR:
            return str(first.year)
    return day(first)


def _season_year(first: dt.date) -> str:
    return f"{first.year}/{(first.year + 1) % 100:02}" if first.month == 12 else str(first.year)


def _span(first: dt.date, last: dt.date) -> str:
    if (get_language() or "de") != "de":
        return f"{day(first)} – {day(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d.}–{day(last)}"
    if first.year == last.year:
        return f"{first:%d.%m.}–{day(last)}"
    return f"{day(first)}–{day(last)}"
