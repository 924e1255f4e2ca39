"""Windows, words for dates, order and overlap; no database."""

import datetime as dt
import itertools
import random

import pytest

from consultations.timeline import rules
from consultations.timeline.rules import Fuzzy, Precision, State, TimelineEntry, Window
from tests.consultations.timeline.cases import BERLIN, CASES, at, span


@pytest.mark.parametrize("name", CASES)
def test_state_of_a_window(name: str) -> None:
    window, moment, state = CASES[name]
    assert window.state_at(moment) is state


@pytest.mark.parametrize(
    ("words", "date", "precision", "start", "end"),
    [
        ("Herbst 2023", "2023-09-01", Precision.SEASON, "2023-09-01T00:00+02:00", "2023-12-01T00:00+01:00"),
        ("2024", "2024-01-01", Precision.YEAR, "2024-01-01T00:00+01:00", "2025-01-01T00:00+01:00"),
        (" märz  2024", "2024-03-01", Precision.MONTH, "2024-03-01T00:00+01:00", "2024-04-01T00:00+02:00"),
        ("Sept. 2024", "2024-09-01", Precision.MONTH, "2024-09-01T00:00+02:00", "2024-10-01T00:00+02:00"),
        ("Q1 2024", "2024-01-01", Precision.QUARTER, "2024-01-01T00:00+01:00", "2024-04-01T00:00+02:00"),
        (
            "4. Quartal 2024",
            "2024-10-01",
            Precision.QUARTER,
            "2024-10-01T00:00+02:00",
            "2025-01-01T00:00+01:00",
        ),
        (
            "Winter 2023/24",
            "2023-12-01",
            Precision.SEASON,
            "2023-12-01T00:00+01:00",
            "2024-03-01T00:00+01:00",
        ),
    ],
)
def test_words_that_name_a_span(words: str, date: str, precision: Precision, start: str, end: str) -> None:
    assert rules.read_fuzzy(words) == Fuzzy(dt.date.fromisoformat(date), precision)
    window = rules.fuzzy_window(dt.date.fromisoformat(date), precision, BERLIN)
    assert window == Window(dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end))


@pytest.mark.parametrize(
    ("words", "date", "precision"),
    [
        ("I. Quartal 2024", "2024-01-01", Precision.QUARTER),
        ("IV. Quartal 2024", "2024-10-01", Precision.QUARTER),
        ("3. Quartal 2024", "2024-07-01", Precision.QUARTER),
        ("erstes Quartal 2024", "2024-01-01", Precision.QUARTER),
        ("Q2/2024", "2024-04-01", Precision.QUARTER),
        ("29. März 2024", "2024-03-29", Precision.EXACT),
        ("am Freitag, 29. März 2024", "2024-03-29", Precision.EXACT),
        ("29.03.2024", "2024-03-29", Precision.EXACT),
        ("29.3.2024", "2024-03-29", Precision.EXACT),
        ("03/2024", "2024-03-01", Precision.MONTH),
        ("im März 2024", "2024-03-01", Precision.MONTH),
        ("voraussichtlich Ende März 2024", "2024-03-01", Precision.MONTH),
        ("Ende 2024", "2024-01-01", Precision.YEAR),
        ("Winter 2023/2024", "2023-12-01", Precision.SEASON),
    ],
)
def test_words_as_people_in_a_town_hall_write_them(words: str, date: str, precision: Precision) -> None:
    assert rules.read_fuzzy(words) == Fuzzy(dt.date.fromisoformat(date), precision)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "bald",
        "nach dem Sommer 2024",
        "Q5 2024",
        "1 2024",
        "31.02.2024",
        "V. Quartal 2024",
        "29. Mond 2024",
        "24",
    ],
)
def test_words_that_name_none(words: str) -> None:
    assert rules.read_fuzzy(words) is None


@pytest.mark.parametrize(
    ("day", "precision", "first"),
    [
        ("2024-02-29", Precision.SEASON, "2023-12-01"),
        ("2024-12-31", Precision.SEASON, "2024-12-01"),
        ("2024-05-31", Precision.SEASON, "2024-03-01"),
        ("2024-05-31", Precision.QUARTER, "2024-04-01"),
        ("2024-05-31", Precision.MONTH, "2024-05-01"),
        ("2024-05-31", Precision.EXACT, "2024-05-31"),
    ],
)
def test_first_day_of_a_span(day: str, precision: Precision, first: str) -> None:
    assert rules.first_day(dt.date.fromisoformat(day), precision) == dt.date.fromisoformat(first)


def test_every_day_lies_in_its_span() -> None:
    spans = [precision for precision in Precision if precision is not Precision.TEXT]
    for offset, precision in itertools.product(range(800), spans):
        day = dt.date(2023, 1, 1) + dt.timedelta(days=offset)
        noon = dt.datetime.combine(day, dt.time(12), tzinfo=BERLIN)
        assert rules.fuzzy_window(day, precision, BERLIN).state_at(noon) is State.OPEN


def test_the_day_of_the_clock_change_has_23_hours() -> None:
    window = rules.fuzzy_window(dt.date(2024, 3, 31), Precision.EXACT, BERLIN)
    assert window.start and window.end
    assert window.end.astimezone(dt.UTC) - window.start.astimezone(dt.UTC) == dt.timedelta(hours=23)


def test_words_only_is_undated() -> None:
    assert rules.fuzzy_window(dt.date(2024, 1, 1), Precision.TEXT, BERLIN) == Window()
    assert rules.fuzzy_window(None, Precision.YEAR, BERLIN) == Window()


def test_overlap() -> None:
    first, second = span("2024-03-08T09:00", "2024-03-30T00:00"), span("2024-03-30T00:00", "")
    inside = span("2024-03-21T18:00", "2024-03-21T20:00")
    assert rules.overlapping([first, second, inside, Window()]) == [(0, 2)]


def test_overlap_means_that_some_moment_is_open_in_both() -> None:
    dice = random.Random(7)
    days = [at(f"2024-03-{day:02}T00:00") for day in range(1, 12)]
    for _round in range(500):
        one, two = (_any_window(dice, days) for _each in range(2))
        shared = [
            day
            for day in [at("2000-01-01T00:00"), *days, at("2040-01-01T00:00")]
            if one.state_at(day) is two.state_at(day) is State.OPEN
        ]
        assert one.overlaps(two) is two.overlaps(one) is bool(shared), (one, two)


def _any_window(dice: random.Random, days: list[dt.datetime]) -> Window:
    start, end = sorted(dice.sample(range(len(days)), 2))
    return Window(
        days[start] if dice.random() < 0.8 else None,
        days[end] if dice.random() < 0.8 else None,
    )


def entry(title: str, window: Window) -> TimelineEntry:
    return TimelineEntry(kind="phase", title=title, window=window)


def test_order_of_a_timeline() -> None:
    entries = [
        entry("undated, first", Window()),
        entry("later", span("2024-03-21T18:00", "2024-03-21T20:00")),
        entry("long", span("2024-03-08T09:00", "2024-03-30T00:00")),
        entry("undated, second", Window()),
        entry("short", span("2024-03-08T09:00", "2024-03-09T00:00")),
        entry("for ever", span("2024-03-08T09:00", "")),
        entry("only an end", span("", "2024-03-10T00:00")),
    ]
    assert [one.title for one in rules.ordered(entries)] == [
        "for ever",
        "long",
        "short",
        "only an end",
        "later",
        "undated, first",
        "undated, second",
    ]


def test_order_is_stable() -> None:
    same = [entry(str(number), span("2024-03-08T09:00", "2024-03-09T00:00")) for number in range(5)]
    assert rules.ordered(same) == same


@pytest.mark.parametrize(
    ("spans", "state"),
    [
        ([], State.UNDATED),
        ([("", "")], State.UNDATED),
        ([("", ""), ("2024-01-01T00:00", "2024-02-01T00:00")], State.CLOSED),
        ([("2024-01-01T00:00", "2024-02-01T00:00"), ("2024-05-01T00:00", "")], State.UPCOMING),
        ([("2024-03-01T00:00", "2024-04-01T00:00"), ("2024-05-01T00:00", "")], State.OPEN),
    ],
)
def test_state_of_a_consultation(spans: list[tuple[str, str]], state: State) -> None:
    assert rules.consultation_state([span(*each) for each in spans], at("2024-03-21T12:00")) is state


def test_current_and_next() -> None:
    windows = [
        span("2024-03-01T00:00", ""),
        span("2024-06-01T00:00", ""),
        span("2024-03-08T09:00", "2024-03-30T00:00"),
        span("2024-04-01T00:00", "2024-05-01T00:00"),
        Window(),
    ]
    assert rules.current(windows, at("2024-03-21T12:00")) == [2, 0]
    assert rules.upcoming(windows, at("2024-03-21T12:00")) == [3, 1]
