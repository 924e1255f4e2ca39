"""Did you mean."""

import pytest

from search.analysis import analyser_for
from search.analysis.spelling import Speller, initials

GERMAN = analyser_for("de")
WORDS = {
    "bebauungsplan": 40,
    "bürgerbeteiligung": 90,
    "straßenbahn": 30,
    "klimaschutz": 25,
    "oberbürgermeister": 70,
    "feuerwehr": 12,
    "tempolimit": 4,
    "rat": 50,
    "rasen": 3,
    "rosen": 9,
}
SPELLER = Speller(WORDS, GERMAN.fold)


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("Bebaungsplan", "bebauungsplan"),
        ("Bürgerbeteilgung", "bürgerbeteiligung"),
        ("Buergerbeteilgung", "bürgerbeteiligung"),
        ("Strassenbhan", "straßenbahn"),
        ("Klimaschuzt", "klimaschutz"),
        ("Oberbürgermester", "oberbürgermeister"),
        ("Tempolmit", "tempolimit"),
        ("Feuerwher", "feuerwehr"),
    ],
)
def test_one_or_two_slips_are_understood(typo: str, meant: str) -> None:
    assert SPELLER.suggest(typo) == (meant,)


def test_the_nearest_comes_first_then_the_most_common() -> None:
    assert SPELLER.suggest("risen") == ("rosen", "rasen")


@pytest.mark.parametrize("word", ["Straßenbahn", "Strassenbahn", "rta", "2021", "xylophon", "", "🌳🌳🌳🌳"])
def test_known_short_strange_and_non_words_have_no_suggestion(word: str) -> None:
    assert SPELLER.suggest(word) == ()


def test_it_knows_a_word_in_any_spelling() -> None:
    assert "STRASSENBAHN" in SPELLER
    assert "Busbahnhof" not in SPELLER


@pytest.mark.parametrize(
    ("language", "word", "letters"),
    [
        ("de", "Ostern", "oóôöõœø"),
        ("fr", "école", "eéèêë"),
        ("tr", "ISI", "iíîïı"),
        ("tr", "İlçe", "iíîïı"),
        ("ar", "أعضاء", "اأإآٱ"),
        ("uk", "Ґанок", "гґ"),
        ("en", "2021", ""),
    ],
)
def test_words_are_looked_up_under_every_letter_they_may_begin_with(
    language: str, word: str, letters: str
) -> None:
    assert initials(word, analyser_for(language).fold) == letters


def test_it_serves_as_the_correction_of_a_query() -> None:
    (word,) = GERMAN.query("Klimaschuzt", SPELLER.suggest)
    assert word.readings[0].term == GERMAN.query("Klimaschutz")[0].readings[0].term
