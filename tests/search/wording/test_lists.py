"""Word lists: in force after a rebuild for index, query and highlighter together, never before."""

from collections.abc import Callable

import pytest

from search import indexing
from search.engines.base import Engine
from search.indexing import Outcome
from search.models import Edition, ListedWord
from search.wording import lists
from tests.search.conftest import Ask, Make

Work = Callable[[], Outcome]


def never_split(word: str) -> ListedWord:
    return ListedWord.objects.create(word=word, kind=ListedWord.Kind.WHOLE)


def test_a_listed_word_counts_after_the_rebuild_and_not_before(
    make: Make, work: Work, ask: Ask, engine: Engine
) -> None:
    make("Amt", "Das Handlungsfeld")
    work()
    assert ask("Feld").total == 1
    before = lists.analyser_in_force("de")
    never_split("Handlungsfeld")
    assert lists.waiting() == ["de"]
    assert lists.analyser_in_force("de") is before
    assert ask("Feld").total == 1
    assert indexing.compare(engine).stale == ()

    indexing.rebuild(engine)

    assert lists.waiting() == []
    assert (ask("Feld").total, ask("Handlungsfelder").total) == (0, 1)
    assert indexing.compare(engine).stale == ()


def test_an_extra_word_is_a_part_afterwards(make: Make, work: Work, ask: Ask, engine: Engine) -> None:
    make("Fest", "Der Quarxbrunnen wird saniert")
    work()
    assert ask("Brunnen").total == 0
    ListedWord.objects.create(word="Quarx", kind=ListedWord.Kind.EXTRA)
    indexing.rebuild(engine)
    hit = ask("Brunnen").hits[0]
    assert "Quarx<mark>brunnen</mark>" in hit.places[0].snippet


def test_a_change_without_rebuild_is_announced_again_when_taken_back(make: Make, engine: Engine) -> None:
    made = never_split("Handlungsfeld")
    assert lists.waiting() == ["de"]
    made.delete()
    assert lists.waiting() == []


def test_lists_adopted_by_a_rebuild_that_failed_make_everything_stale(
    make: Make, work: Work, engine: Engine
) -> None:
    page = make("Radweg")
    work()
    never_split("Handlungsfeld")
    lists.adopt(engine)
    difference = indexing.compare(engine)
    assert difference.stale == (page.find_key,)
    indexing.repair(difference)
    work()
    assert indexing.compare(engine).stale == ()


def test_own_public_words_are_learned_from_the_index(
    make: Make, work: Work, ask: Ask, engine: Engine
) -> None:
    for _n in range(3):
        make("Ort", "Am Xandelbach")
    make("Weg", "Der Xandelbachuferweg")
    make("Geheim", "Vandelbrück Vandelbrück Vandelbrück", live=False)
    work()
    assert {hit.title for hit in ask("Xandelbach", all="1").hits} == {"Ort"}
    indexing.rebuild(engine)
    edition = Edition.objects.get(language="de")
    assert edition.own["xandelbach"] == 3
    assert "vandelbrück" not in edition.own
    assert {hit.title for hit in ask("Xandelbach", all="1").hits} == {"Ort", "Weg"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_languages_without_lists_have_no_version(db: None, language: str) -> None:
    assert lists.version(language) == ""


def test_leichte_sprache_shares_the_german_lists(make: Make, engine: Engine) -> None:
    never_split("Handlungsfeld")
    lists.adopt(engine)
    assert lists.analyser_in_force("de-simple") is lists.analyser_in_force("de")
    assert lists.version("de-simple") == lists.version("de") != ""
