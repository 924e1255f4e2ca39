"""Dates, times, numbers and plural forms as each language of the portal writes them."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format, number_format

MOMENT = dt.datetime(2026, 3, 5, 18, 5)


@pytest.mark.parametrize(
    ("code", "day", "time"),
    [
        ("de", "5. März 2026", "18:05"),
        ("de-simple", "5. März 2026", "18:05"),
        ("en", "5 March 2026", "18:05"),
        ("tr", "5 Mart 2026", "18:05"),
        ("ar", "5 مارس 2026", "18:05"),
        ("uk", "5 березня 2026 р.", "18:05"),
        ("fr", "5 mars 2026", "18 h 05"),
    ],
)
def test_dates_and_times(code: str, day: str, time: str) -> None:
    with translation.override(code):
        assert (date_format(MOMENT, "DATE_FORMAT"), date_format(MOMENT, "TIME_FORMAT")) == (day, time)


@pytest.mark.parametrize(("code", "number"), [("de-simple", "1234,5"), ("en", "1234.5"), ("uk", "1234,5")])
def test_numbers(code: str, number: str) -> None:
    with translation.override(code):
        assert number_format(1234.5) == number


def test_a_short_english_date_cannot_be_mistaken() -> None:
    with translation.override("en"):
        assert date_format(MOMENT, "SHORT_DATE_FORMAT") == "5 Mar 2026"
