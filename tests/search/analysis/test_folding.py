"""Languages without an analyser of their own."""

import pytest

from search.analysis import analyser_for


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("es", "Participación", "participacion"),
        ("az", "İSTANBUL", "istanbul"),
        ("az", "ılık", "ilik"),
        ("fa", "مُشَارَكَة", "مشاركه"),
        ("fa", "أحمد", "احمد"),
        ("fa", "۲۰۲۱/۰۹۷۵", "2021/0975"),
        ("bg", "Пловдив", "ПЛОВДИВ"),
        ("nl", "ﬁnancieel", "financieel"),
        ("pl", "Łódź", "lodz"),
    ],
)
def test_spellings_that_readers_type_alike_are_one_term(language: str, one: str, other: str) -> None:
    analyser = analyser_for(language)
    assert analyser.phrase(one) == analyser.phrase(other)


def test_references_stay_whole_in_every_language() -> None:
    for language in ("en", "fr", "tr", "ar", "uk", "pl"):
        terms = analyser_for(language).phrase("x 2021/0975 § 10, 14.05.2024 ٢٠٢١/٠٩٧٥ 18:00 12a")
        assert terms == ("x", "2021/0975", "10", "14.05.2024", "2021/0975", "18:00", "12a")


def test_offsets_fit_arabic_with_vowel_signs() -> None:
    text = "قال مُشَارَكَة المواطنين"
    assert [text[t.start : t.end] for t in analyser_for("fa").analyse(text)] == text.split()


def test_stop_words_are_those_of_the_language() -> None:
    assert [w.readings[0].term for w in analyser_for("en").query("what is the plan")] == ["plan"]
    assert [w.readings[0].term for w in analyser_for("xx").query("the plan")] == ["the", "plan"]


def test_corrections_are_asked_for_every_word() -> None:
    words = analyser_for("xx").query("plam", lambda word: ["plan", "plum"])
    assert [reading.term for reading in words[0].readings] == ["plan", "plum"]
