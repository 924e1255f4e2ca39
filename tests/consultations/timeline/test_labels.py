"""Dates in the reader's words."""

import datetime as dt

import pytest
from django.utils import translation

from consultations.timeline import labels
from consultations.timeline.rules import Precision, Window
from tests.consultations.timeline.cases import at, span


@pytest.fixture(autouse=True)
def german() -> object:
    with translation.override("de"):
        yield


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-03-08T09:00", "2024-03-30T00:00", "08.–29.03.2024"),
        ("2024-03-08T09:00", "2024-04-02T12:00", "08.03.–02.04.2024"),
        ("2023-06-14T18:00", "2024-03-08T09:00", "14.06.2023–08.03.2024"),
        ("2024-03-21T18:00", "2024-03-21T20:00", "21.03.2024"),
        ("2024-03-21T00:00", "2024-03-22T00:00", "21.03.2024"),
        ("2024-03-31T00:00", "2024-04-01T00:00", "31.03.2024"),
        ("", "", ""),
    ],
)
def test_days_of_a_window(start: str, end: str, words: str) -> None:
    assert labels.days(span(start, end)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-03-08T09:00", "2024-03-30T00:00", "08.–29.03.2024"),
        ("2024-03-08T09:00", "2024-03-29T12:00", "08.03.2024 bis 29.03.2024, 12:00 Uhr"),
        ("2024-03-21T18:00", "2024-03-21T20:00", "21.03.2024, 18:00 bis 20:00 Uhr"),
        ("2024-03-08T09:00", "", "ab 08.03.2024"),
        ("", "2024-03-29T12:00", "bis 29.03.2024, 12:00 Uhr"),
        ("", "2024-03-29T00:00", "bis 28.03.2024"),
    ],
)
def test_an_end_within_a_day_says_its_clock_time(start: str, end: str, words: str) -> None:
    assert labels.span(span(start, end)) == words


def test_a_point_in_time_is_its_day() -> None:
    midnight = at("2024-03-21T00:00")
    assert labels.days(Window(midnight, midnight)) == "21.03.2024"


def test_other_languages_name_both_days() -> None:
    with translation.override("en"):
        assert labels.days(span("2024-03-08T09:00", "2024-03-30T00:00")) == "8 Mar 2024 – 29 Mar 2024"


@pytest.mark.parametrize(
    ("date", "precision", "words"),
    [
        ("2024-03-08", Precision.MONTH, "März 2024"),
        ("2024-03-08", Precision.YEAR, "2024"),
        ("2024-03-08", Precision.EXACT, "08.03.2024"),
    ],
)
def test_a_date_as_exactly_as_known(date: str, precision: Precision, words: str) -> None:
    assert labels.fuzzy(dt.date.fromisoformat(date), precision) == words


def test_a_winter_names_both_years() -> None:
    assert labels.fuzzy(dt.date(2024, 2, 1), Precision.SEASON).endswith(" 2023/24")
