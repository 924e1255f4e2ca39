"""Questions taken apart: what readers write, and the habits they bring along."""

import pytest

from search.grammar import names_of, parsed

type_named = names_of({"meeting": "Sitzung", "news": "Nachricht", "info": "Informationsseite"})


def test_words_phrases_and_what_is_left_out() -> None:
    found = parsed('Radweg "an der Elbe" -Brücke -"Steg" -"alte Stadt" „neue Stadt“', type_named)
    assert found.words == ["Radweg"]
    assert found.phrases == ["an der Elbe", "neue Stadt"]
    assert (found.excluded, found.excluded_phrases) == (["Brücke", "Steg"], ["alte Stadt"])
    assert found.notes == []


@pytest.mark.parametrize(
    "typed", ["typ:sitzung", "type:meeting", "Typ:Sitz", 'typ:"Sitzung"', "نوع:sitzung", "TYP:SITZUNG"]
)
def test_a_type_becomes_a_filter_and_leaves_the_text(typed: str) -> None:
    found = parsed(f'Radweg {typed} "an der Elbe"', type_named)
    assert found.types == ["meeting"]
    assert (found.text, found.words, found.phrases) == ('Radweg "an der Elbe"', ["Radweg"], ["an der Elbe"])


def test_a_type_is_called_by_its_noun_too() -> None:
    named = names_of({"guideline": "Leitlinien", "guideline_version": "Frühere Fassung", "news": "Fassade"})
    assert (named("fassung"), named("frühere"), named("fassa"), named("lei")) == (
        "guideline_version",
        "guideline_version",
        "news",
        "guideline",
    )
    assert (named("fa"), named("assung")) == ("", "")


def test_a_type_nobody_knows_is_searched_for_and_said() -> None:
    found = parsed("Radweg typ:protokoll", type_named)
    assert (found.types, found.words, len(found.notes)) == ([], ["Radweg", "protokoll"], 1)
    assert found.text == "Radweg typ:protokoll"
    assert "protokoll" in str(found.notes[0])


@pytest.mark.parametrize("typed", ["18:00", "https://example.org", "typ:", "Brücke:alt"])
def test_other_colons_are_no_filters(typed: str) -> None:
    found = parsed(typed, type_named)
    assert (found.types, found.words, found.notes) == ([], [typed], [])


def test_operators_of_other_searches_are_understood_and_said() -> None:
    both = parsed("Radweg AND Brücke UND Ufer", type_named)
    assert (both.words, both.both, len(both.notes)) == (["Radweg", "Brücke", "Ufer"], True, 2)
    either = parsed("Radweg OR Brücke", type_named)
    assert (either.words, either.both, len(either.notes)) == (["Radweg", "Brücke"], False, 1)
    without = parsed('Radweg NOT Brücke NOT "alte Stadt"', type_named)
    assert (without.words, without.excluded) == (["Radweg"], ["Brücke"])
    assert (without.excluded_phrases, len(without.notes)) == (["alte Stadt"], 1)


@pytest.mark.parametrize(
    "typed", ["WER DARF NICHT WÄHLEN", "AND", "OR Radweg", "Radweg und Brücke", "Radweg NOT"]
)
def test_capitals_that_are_no_operators_stay_words(typed: str) -> None:
    found = parsed(typed, type_named)
    assert (found.words, found.notes) == (typed.split(), [])
    assert not found.both


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Drucksache 2021 / 0975", ["Drucksache", "2021/0975"]),
        ("2021/ 0975", ["2021/0975"]),
        ("am 14. 05. 2024", ["am", "14.05.2024"]),
        ("§ 10 BauGB", ["§", "10", "BauGB"]),
    ],
)
def test_references_and_dates_with_spaces_are_joined(typed: str, words: list[str]) -> None:
    assert parsed(typed, type_named).words == words


def test_stars_are_left_out_and_it_is_said() -> None:
    found = parsed("Rad* *weg Bürger*innen *", type_named)
    assert (found.words, len(found.notes)) == (["Rad", "weg", "Bürger*innen"], 1)


@pytest.mark.parametrize("typed", ["", '"', '""', "-", "--", "*", 'typ:"', '-""', "NOT", ":", '"a'])
def test_signs_alone_are_no_error(typed: str) -> None:
    found = parsed(typed, type_named)
    assert found.types == found.phrases == found.excluded_phrases == []
    assert found.text == typed


def test_a_hyphen_for_a_left_out_part_is_no_minus() -> None:
    found = parsed("Schülerinnen und -schüler -Sport", type_named)
    assert (found.words, found.excluded) == (["Schülerinnen", "und", "schüler"], ["Sport"])


@pytest.mark.parametrize("typed", ["typ:sitzung", "typ:Sit·zung", "typ:Sitz", "typ:Sit·z"])
def test_a_label_in_leichte_sprache_is_typed_with_or_without_its_points(typed: str) -> None:
    named = names_of({"meeting": "Sit·zung", "news": "Nach·richt"})
    assert parsed(typed, named).types == ["meeting"]
