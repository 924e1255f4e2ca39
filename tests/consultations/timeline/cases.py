"""The one table of windows, moments and states that rules and SQL are both measured with."""

import datetime as dt
from zoneinfo import ZoneInfo

from consultations.timeline.rules import State, Window

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> dt.datetime:
    """Berlin wall time; a trailing * means the second pass of the hour that October repeats."""
    return dt.datetime.fromisoformat(text.rstrip("*")).replace(tzinfo=BERLIN, fold=int(text.endswith("*")))


def span(start: str, end: str) -> Window:
    """A window of wall times; "" is an open end."""
    return Window(at(start) if start else None, at(end) if end else None)


UNTIL_29 = span("2024-03-08T09:00", "2024-03-30T00:00")
ONE_DAY = span("2024-03-21T00:00", "2024-03-22T00:00")
SPRING = span("2024-03-31T00:00", "2024-04-01T00:00")
AUTUMN_HOUR = span("2024-10-27T02:30", "2024-10-27T02:30*")
FROM = span("2024-03-30T00:00", "")
UNTIL = span("", "2024-03-30T00:00")

CASES = {
    "before the start": (UNTIL_29, at("2024-03-08T08:59:59"), State.UPCOMING),
    "the start itself": (UNTIL_29, at("2024-03-08T09:00"), State.OPEN),
    "the last second": (UNTIL_29, at("2024-03-29T23:59:59"), State.OPEN),
    "the end itself": (UNTIL_29, at("2024-03-30T00:00"), State.CLOSED),
    "long after": (UNTIL_29, at("2026-01-01T00:00"), State.CLOSED),
    "same day, evening before": (ONE_DAY, at("2024-03-20T23:59:59"), State.UPCOMING),
    "same day, midnight": (ONE_DAY, at("2024-03-21T00:00"), State.OPEN),
    "same day, last second": (ONE_DAY, at("2024-03-21T23:59:59"), State.OPEN),
    "same day, next midnight": (ONE_DAY, at("2024-03-22T00:00"), State.CLOSED),
    "spring forward, 22 hours in UTC": (SPRING, dt.datetime(2024, 3, 31, 21, 59, tzinfo=dt.UTC), State.OPEN),
    "spring forward, a day of 23 hours": (
        SPRING,
        dt.datetime(2024, 3, 31, 22, 0, tzinfo=dt.UTC),
        State.CLOSED,
    ),
    "fall back, first 02:30": (AUTUMN_HOUR, dt.datetime(2024, 10, 27, 0, 30, tzinfo=dt.UTC), State.OPEN),
    "fall back, before it": (AUTUMN_HOUR, dt.datetime(2024, 10, 27, 0, 29, tzinfo=dt.UTC), State.UPCOMING),
    "fall back, second 02:29": (AUTUMN_HOUR, dt.datetime(2024, 10, 27, 1, 29, tzinfo=dt.UTC), State.OPEN),
    "fall back, second 02:30": (AUTUMN_HOUR, dt.datetime(2024, 10, 27, 1, 30, tzinfo=dt.UTC), State.CLOSED),
    "open end, before": (FROM, at("2024-03-29T23:59"), State.UPCOMING),
    "open end, at the start": (FROM, at("2024-03-30T00:00"), State.OPEN),
    "open end, years later": (FROM, at("2030-01-01T00:00"), State.OPEN),
    "open start, years before": (UNTIL, at("2000-01-01T00:00"), State.OPEN),
    "open start, at the end": (UNTIL, at("2024-03-30T00:00"), State.CLOSED),
    "undated": (Window(), at("2024-03-30T00:00"), State.UNDATED),
}
