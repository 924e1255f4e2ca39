"""Golden dates: 8 November 2023, 18:00, as people of each language write it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from portal.formats import dates

BERLIN = ZoneInfo("Europe/Berlin")
START = dt.datetime(2023, 11, 8, 18, tzinfo=BERLIN)


def at(day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(2023, 11, day, hour, minute, tzinfo=BERLIN).astimezone(dt.UTC)


GOLDEN = {
    "de": (
        "Mittwoch, 8. November 2023, 18:00 Uhr",
        "Mittwoch, 8. November 2023, 18:00 bis 20:30 Uhr",
        "Mittwoch, 8. November 2023, 18:00 Uhr bis Donnerstag, 9. November 2023, 00:30 Uhr",
        "Mittwoch, 8. November 2023, 18:00 bis 24:00 Uhr",
    ),
    "de-simple": (
        "Mittwoch, 8. November 2023, 18 Uhr",
        "Mittwoch, 8. November 2023, 18 bis 20:30 Uhr",
        "Mittwoch, 8. November 2023, 18 Uhr bis Donnerstag, 9. November 2023, 0:30 Uhr",
        "Mittwoch, 8. November 2023, 18 bis 24 Uhr",
    ),
    "en": (
        "Wednesday 8 November 2023, 6 pm",
        "Wednesday 8 November 2023, 6 pm to 8:30 pm",
        "Wednesday 8 November 2023, 6 pm to Thursday 9 November 2023, 12:30 am",
        "Wednesday 8 November 2023, 6 pm to midnight",
    ),
    "tr": (
        "8 Kasım 2023 Çarşamba, 18:00",
        "8 Kasım 2023 Çarşamba, 18:00–20:30",
        "8 Kasım 2023 Çarşamba, 18:00 – 9 Kasım 2023 Perşembe, 00:30",
        "8 Kasım 2023 Çarşamba, 18:00–24:00",
    ),
    "ar": (
        "الأربعاء 8 نوفمبر 2023، من 18:00",
        "الأربعاء 8 نوفمبر 2023، من 18:00 إلى 20:30",
        "من الأربعاء 8 نوفمبر 2023، 18:00 إلى الخميس 9 نوفمبر 2023، 00:30",
        "الأربعاء 8 نوفمبر 2023، من 18:00 إلى 24:00",
    ),
    "uk": (
        "Середа, 8 листопада 2023 р., 18:00",
        "Середа, 8 листопада 2023 р., 18:00–20:30",
        "Середа, 8 листопада 2023 р., 18:00 – Четвер, 9 листопада 2023 р., 00:30",
        "Середа, 8 листопада 2023 р., 18:00–24:00",
    ),
    "fr": (
        "mercredi 8 novembre 2023, 18 h",
        "mercredi 8 novembre 2023, de 18 h à 20 h 30",
        "du mercredi 8 novembre 2023, 18 h au jeudi 9 novembre 2023, 0 h 30",
        "mercredi 8 novembre 2023, de 18 h à minuit",
    ),
}


@pytest.mark.parametrize("language", GOLDEN)
def test_an_evening_in_every_language(language: str) -> None:
    ends = (None, at(8, 20, 30), at(9, 0, 30), at(9))
    with translation.override(language):
        assert tuple(dates.session(START, end) for end in ends) == GOLDEN[language]


@pytest.mark.parametrize(
    ("language", "day", "days"),
    [
        ("de", "Mittwoch, 8. November 2023", "Mittwoch, 8. November 2023 bis Freitag, 10. November 2023"),
        ("en", "Wednesday 8 November 2023", "Wednesday 8 November 2023 to Friday 10 November 2023"),
        ("tr", "8 Kasım 2023 Çarşamba", "8 Kasım 2023 Çarşamba – 10 Kasım 2023 Cuma"),
        ("fr", "mercredi 8 novembre 2023", "du mercredi 8 novembre 2023 au vendredi 10 novembre 2023"),
        ("ar", "الأربعاء 8 نوفمبر 2023", "من الأربعاء 8 نوفمبر 2023 إلى الجمعة 10 نوفمبر 2023"),
    ],
)
def test_days_without_clock_times(language: str, day: str, days: str) -> None:
    with translation.override(language):
        assert [dates.session(at(8), end) for end in (None, at(9), at(11))] == [day, day, days]


@pytest.mark.parametrize(
    ("language", "whole", "noon"),
    [
        ("de", "bis 08.11.2023", "bis 08.11.2023, 12:00 Uhr"),
        ("de-simple", "bis 8. November 2023", "bis 8. November 2023, 12 Uhr"),
        ("en", "until 8 Nov 2023", "until 8 Nov 2023, 12 noon"),
        ("tr", "bitiş: 8 Kasım 2023", "bitiş: 8 Kasım 2023, 12:00"),
        ("ar", "حتى 8 نوفمبر 2023", "حتى 8 نوفمبر 2023، 12:00"),
        ("uk", "до 8 листопада 2023 р.", "до 8 листопада 2023 р., 12:00"),
        ("fr", "jusqu’au 8 novembre 2023", "jusqu’au 8 novembre 2023, 12 h"),
    ],
)
def test_a_deadline_says_its_hour_unless_it_is_the_end_of_a_day(language: str, whole: str, noon: str) -> None:
    with translation.override(language):
        assert (dates.until(at(9)), dates.until(at(8, 12))) == (whole, noon)


def test_in_lists_one_day_says_its_begin_and_several_say_both() -> None:
    with translation.override("de"):
        assert dates.brief(START, at(8, 20)) == "08.11.2023, 18:00 Uhr"
        assert dates.brief(at(8)) == "08.11.2023"
        assert dates.brief(at(8), at(11)) == "08.11.2023 bis 10.11.2023"
        assert dates.brief(at(8, 17), at(10, 12)) == "08.11.2023, 17:00 Uhr bis 10.11.2023, 12:00 Uhr"


def test_words_of_a_list_stand_apart_by_the_comma_of_the_language() -> None:
    joined = {}
    for language in ("de", "ar"):
        with translation.override(language):
            joined[language] = dates.listed(["A", "", "B"])
    assert joined == {"de": "A, B", "ar": "A، B"}
