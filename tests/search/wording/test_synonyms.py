"""Synonyms of the editors: at once, in both directions or one, of one word or several, without the index."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from search.indexing import Outcome
from search.models import SynonymGroup
from tests.search.conftest import Ask, Make

Work = Callable[[], Outcome]


def group(words: str, language: str = "de", direction: str = "both") -> SynonymGroup:
    return SynonymGroup.objects.create(words=words, language=language, direction=direction)


def test_every_word_finds_the_others_at_once(make: Make, work: Work, ask: Ask) -> None:
    page = make("Amt", "Die Niederschrift liegt aus")
    work()
    assert ask("Protokoll").total == 0
    group("Protokoll, Mitschrift\nNiederschrift")
    answer = ask("Protokolle")
    assert [hit.source for hit in answer.hits] == [page.find_key]
    assert "Die <mark>Niederschrift</mark> liegt aus" in answer.hits[0].places[0].snippet
    assert answer.synonyms == ("Mitschrift", "Niederschrift")
    verbatim = ask("Protokolle", exact="1")
    assert (verbatim.total, verbatim.synonyms) == (0, ())


def test_one_way_only_from_the_first_word(make: Make, work: Work, ask: Ask) -> None:
    make("Kiez")
    make("Stadtteil")
    work()
    group("Kiez, Stadtteil", direction="first")
    assert (ask("Kiez").total, ask("Stadtteil").total) == (2, 1)


def test_several_words_stand_for_one_and_one_for_several(make: Make, work: Work, ask: Ask) -> None:
    wave, control = make("Verkehr", "Eine grüne Welle kommt"), make("Ampeln", "Die Ampelschaltung wird neu")
    make("Meer", "Die Welle")
    work()
    group("Grüne Welle, Ampelschaltung")
    both = {wave.find_key, control.find_key}
    assert {hit.source for hit in ask("Ampelschaltung").hits} == both
    assert {hit.source for hit in ask("grüne Wellen", all="1").hits} == both
    assert ask("Welle").total == 2


def test_a_group_counts_for_its_language_only(make: Make, work: Work, ask: Ask) -> None:
    make("Niederschrift")
    work()
    group("Protokoll, Niederschrift", language="fr")
    assert ask("Protokoll").total == 0


def test_leichte_sprache_uses_german_groups(db: None) -> None:
    from search.wording.lists import analyser_in_force
    from search.wording.synonyms import extended

    group("Protokoll, Niederschrift")
    analyser = analyser_in_force("de-simple")
    assert extended(analyser.query("Protokoll"), analyser, "de-simple").used == ("Niederschrift",)


@pytest.mark.parametrize(
    "words", ["", "Protokoll", "Protokoll,Protokoll", "a," + "b" * 100, ",".join(map(str, range(99)))]
)
def test_a_group_needs_a_few_short_words(words: str) -> None:
    with pytest.raises(ValidationError):
        SynonymGroup(words=words).clean()


def test_a_deleted_group_ends_at_once(make: Make, work: Work, ask: Ask) -> None:
    make("Niederschrift")
    work()
    made = group("Protokoll, Niederschrift")
    assert ask("Protokoll").total == 1
    made.delete()
    assert ask("Protokoll").total == 0
