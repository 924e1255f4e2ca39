"""What a reader typed, made safe."""

import datetime as dt

import pytest
from django.http import QueryDict

from search.request import MOST_PAGES, SearchRequest, clean, page_number


def asked(address: str) -> SearchRequest:
    return SearchRequest.from_query(QueryDict(address), "de")


def test_words_phrases_and_what_is_left_out() -> None:
    found = asked('q=Radweg "an der Elbe" -Brücke -"Steg" „alte Stadt“')
    assert (found.words, found.phrases, found.excluded) == (
        "Radweg",
        ("an der Elbe", "alte Stadt"),
        "Brücke Steg",
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [('"', ""), ("-", ""), ("--", ""), ('Rad"weg', "Rad weg"), ("Rad-weg", "Rad-weg"), ('""', "")],
)
def test_signs_alone_mean_nothing(typed: str, words: str) -> None:
    found = asked(QueryDict(mutable=True).urlencode() + f"q={typed}")
    assert (found.words, found.phrases, found.excluded) == (words, (), "")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b", "ab"),
        ("\u202eRadweg\u200f \u2066x", "Radweg x"),
        ("a\tb\n\nc\u00a0d", "a b c d"),
        ("Bru\u0308cke", "Brücke"),
        ("\ud800Rad", "Rad"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_invisible_signs_go(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("text", ["a" * 5_000, "wort " * 600])
def test_long_questions_are_cut_and_it_is_said(text: str) -> None:
    found = asked(f"q={text}")
    assert len(found.text) <= 1_000
    assert len(found.text.split()) <= 500
    assert len(found.notes) == 1


def test_unknown_filters_are_left_out_and_said() -> None:
    found = asked("q=x&type=nonsense&type=info&year=20x3&year=2023&body=Beirat&body=Beirat&sort=best")
    assert found.filters == {"kind": ("info",), "year": ("2023",), "body": ("Beirat",)}
    assert found.sort == "relevance"
    assert len(found.notes) == 3


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-09-28", dt.date(2023, 9, 28), dt.date(2023, 9, 28)),
        ("28.9.2023", dt.date(2023, 9, 28), dt.date(2023, 9, 28)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("02/2023", dt.date(2023, 2, 1), dt.date(2023, 2, 28)),
        ("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    ],
)
def test_dates_in_the_usual_spellings(value: str, first: dt.date, last: dt.date) -> None:
    found = asked(f"from={value}&to={value}")
    assert (found.date_from, found.date_to, found.notes) == (first, last, ())


@pytest.mark.parametrize("value", ["2023-99-99", "morgen", "0000", "31.2.2023", "9" * 40])
def test_dates_that_do_not_exist_are_left_out_and_said(value: str) -> None:
    found = asked(f"q=x&from={value}")
    assert found.date_from is None
    assert len(found.notes) == 1


def test_a_period_the_wrong_way_round_is_turned() -> None:
    found = asked("from=2024&to=2023-01-01")
    assert (found.date_from, found.date_to) == (dt.date(2023, 1, 1), dt.date(2024, 1, 1))
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    ("value", "page"),
    [("3", 3), ("", 1), ("abc", 1), ("-1", 1), ("0", 1), ("٣", 1), ("999999999999", MOST_PAGES), ("1e5", 1)],
)
def test_page_numbers_are_clamped(value: str, page: int) -> None:
    assert page_number(value) == page


def test_the_language_is_the_readers_unless_another_is_asked() -> None:
    assert asked("q=x").language == "de"
    other = asked("q=x&lang=en")
    assert (other.language, other.other_language) == ("en", True)
    unknown = asked("q=x&lang=xx")
    assert (unknown.language, unknown.other_language, len(unknown.notes)) == ("de", False, 1)


def test_nothing_asked_is_empty() -> None:
    assert asked("page=3&sort=newest").is_empty
    assert not asked("year=2023").is_empty


def test_a_type_in_the_question_joins_the_chosen_ones() -> None:
    found = asked("q=Radweg type:info -%22alte Stadt%22&type=news")
    assert found.filters == {"kind": ("news", "info")}
    assert (found.text, found.excluded_phrases) == ('Radweg -"alte Stadt"', ("alte Stadt",))
    assert asked("q=type:info").filters == {"kind": ("info",)}


def test_operators_set_how_many_words_are_meant() -> None:
    assert asked("q=Radweg AND Ufer").all_words
    either = asked("q=Radweg OR Ufer")
    assert (either.all_words, len(either.notes)) == (False, 1)
