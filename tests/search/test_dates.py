"""Dates as questions: whatever the writing, the session of that day is found first."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import Locale

from consultations.meetings.pages import MeetingPage
from search import dates
from tests.factories.meetings import make_meeting
from tests.search.conftest import Ask, Make

Work = Callable[[], Any]
DAY = dt.date(2023, 9, 6)
BERLIN = ZoneInfo("Europe/Berlin")
QUESTIONS = {
    "de": (
        "06.09.2023",
        "6.9.2023",
        "6.9.23",
        "2023-09-06",
        "6. September 2023",
        "6. Sept. 2023",
        "06. 09. 2023",
    ),
    "en": ("06/09/2023", "2023-09-06", "6 September 2023", "6 Sep 2023", "6.9.2023"),
    "fr": ("06/09/2023", "6 septembre 2023", "6 sept. 2023", "06.09.2023"),
    "tr": ("06.09.2023", "6 Eylül 2023", "6 Eyl 2023"),
    "uk": ("06.09.2023", "6 вересня 2023", "6 вер. 2023", "6 вересня 2023 р."),
    "ar": ("06.09.2023", "6 سبتمبر 2023", "06/09/2023", "٠٦.٠٩.٢٠٢٣"),
    "de-simple": ("06.09.2023", "6. September 2023"),
}
CASES = [(language, question) for language, questions in QUESTIONS.items() for question in questions]


@pytest.mark.parametrize(("language", "question"), CASES)
def test_every_writing_names_the_day(language: str, question: str) -> None:
    words = question.replace(". 09. ", ".09.").split()
    assert dates.read(words, language).days == (DAY,)


@pytest.mark.parametrize(
    "question",
    ["2021/0975", "18.00 Uhr", "5.1.1", "31.02.2023", "12.5.", "September", "Haus 6 2023", "1/2/3", "TOP 5"],
)
def test_what_is_no_day_is_left_alone(question: str) -> None:
    words = question.split()
    assert dates.read(words, "de") == (words, ())


@pytest.mark.parametrize(
    ("language", "typed", "read"),
    [
        ("de", "Sept. 2023", "September 2023"),
        ("de", "Okt 2023", "Oktober 2023"),
        ("fr", "sept. 2023", "septembre 2023"),
        ("en", "Sep 2023", "September 2023"),
        ("de", "mai", "mai"),
    ],
)
def test_a_short_month_beside_a_year_is_written_out(language: str, typed: str, read: str) -> None:
    assert " ".join(dates.read(typed.split(), language).words) == read


@pytest.fixture
def session(home: object, make: Make, work: Work) -> MeetingPage:
    """The session of that day among others, and a page that names the day in figures."""
    meeting = make_meeting("Sitzung des Arbeitskreises", start=dt.datetime(2023, 9, 6, 18, tzinfo=BERLIN))
    make_meeting("Sitzung des Arbeitskreises", start=dt.datetime(2023, 9, 13, 18, tzinfo=BERLIN))
    make_meeting("Sitzung des Arbeitskreises", start=dt.datetime(2022, 9, 6, 18, tzinfo=BERLIN))
    make("Rückblick", "Am 06.09.2023 war die erste Sitzung")
    make("Im September 2023 begann alles", "Am 6. Mai war Pause")
    work()
    return meeting


@pytest.mark.parametrize("question", QUESTIONS["de"])
def test_the_session_of_the_day_comes_first(session: MeetingPage, ask: Ask, question: str) -> None:
    hits = ask(question).hits
    assert hits[0].source == session.find_key
    assert "Rückblick" in [str(hit.title) for hit in hits[:2]]


def test_with_other_words_the_day_still_leads(session: MeetingPage, ask: Ask) -> None:
    assert ask("Sitzung 06.09.2023").hits[0].source == session.find_key
    strict = ask("Sitzung 06.09.2023", all="1")
    assert strict.hits[0].source == session.find_key
    assert "Im September 2023 begann alles" not in [str(hit.title) for hit in strict.hits]


def test_the_session_is_found_in_another_language_by_its_own_writing(
    home: object, work: Work, ask: Ask
) -> None:
    meeting = make_meeting("Sitzung", start=dt.datetime(2023, 9, 6, 18, tzinfo=BERLIN))
    for code in ("tr", "ar"):
        Locale.objects.get_or_create(language_code=code)
        copy = meeting.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True)
        copy.get_latest_revision().publish()
    work()
    for code, question in (("tr", "6 Eylül 2023"), ("tr", "06.09.2023"), ("ar", "6 سبتمبر 2023")):
        assert [str(hit.title) for hit in ask(question, language=code).hits] == ["Sitzung"]
