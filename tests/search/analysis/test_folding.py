"""Languages without an analyser of their own."""

import pytest

from search.analysis import analyser_for


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "Égalité", "egalite"),
        ("tr", "İSTANBUL", "istanbul"),
        ("tr", "ılık", "ilik"),
        ("ar", "مُشَارَكَة", "مشاركه"),
        ("ar", "أحمد", "احمد"),
        ("uk", "Київ", "КИЇВ"),
        ("en", "ﬁnance", "finance"),
        ("pl", "Łódź", "lodz"),
    ],
)
def test_spellings_that_readers_type_alike_are_one_term(language: str, one: str, other: str) -> None:
    analyser = analyser_for(language)
    assert analyser.phrase(one) == analyser.phrase(other)


def test_references_stay_whole_in_every_language() -> None:
    assert analyser_for("en").phrase("paper 2021/0975 at 18:00") == ("paper", "2021/0975", "at", "18:00")


def test_offsets_fit_arabic_with_vowel_signs() -> None:
    text = "قال مُشَارَكَة المواطنين"
    assert [text[t.start : t.end] for t in analyser_for("ar").analyse(text)] == text.split()


def test_stop_words_are_those_of_the_language() -> None:
    assert [w.readings[0].term for w in analyser_for("en").query("what is the plan")] == ["plan"]
    assert [w.readings[0].term for w in analyser_for("xx").query("the plan")] == ["the", "plan"]


def test_corrections_are_asked_for_every_word() -> None:
    words = analyser_for("en").query("plam", lambda word: ["plan", "plum"])
    assert [reading.term for reading in words[0].readings] == ["plan", "plum"]
