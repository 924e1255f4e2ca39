"""Searching with the real engine: what is found, what helps, and that nothing leaks."""

from collections.abc import Callable

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import InfoPage
from search.indexing import Outcome
from tests.home.site import add, make_home
from tests.search.conftest import Ask, Make

Work = Callable[[], Outcome]
SECRET = "Xylophonhalle"


def fresh(page: InfoPage) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk)


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def move_under_private(page: InfoPage, make: Make) -> None:
    target = make("Intern")
    make_private(target)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")


TAKE_AWAY: dict[str, Callable[[InfoPage, Make], object]] = {
    "unpublished": lambda page, make: fresh(page).unpublish(),
    "private": lambda page, make: make_private(page),
    "private parent": lambda page, make: make_private(page.get_parent()),
    "deleted": lambda page, make: fresh(page).delete(),
    "moved under a private page": move_under_private,
    "parent deleted": lambda page, make: page.get_parent().delete(),
}


def assert_nothing_is_known(ask: Ask, kinds: list[str]) -> None:
    answer = ask(SECRET)
    assert (answer.hits, answer.total, answer.facets, answer.others) == ([], 0, [], [])
    assert ask("Xylofonhalle").corrections == []
    assert [option.count for facet in ask("", type=kinds).facets for option in facet.options] == [1]


@pytest.mark.parametrize("way", TAKE_AWAY)
def test_what_is_taken_away_is_never_found_again(way: str, make: Make, work: Work, ask: Ask) -> None:
    make("Offen", "Für alle")
    page = make("Halle", SECRET, parent=make("Ebene"))
    make("Anders", SECRET, parent=page, live=False)
    work()
    assert ask(SECRET).total == 1
    assert [c.used for c in ask("Xylofonhalle").corrections] == [(SECRET.lower(),)]
    TAKE_AWAY[way](page, make)
    assert ask(SECRET).hits == []
    work()
    for other in InfoPage.objects.live().exclude(title="Offen"):
        fresh(other).unpublish()
    work()
    assert_nothing_is_known(ask, ["info"])


@pytest.mark.parametrize("way", ["draft", "born private", "draft of a live page", "alias"])
def test_what_was_never_public_is_never_found(way: str, make: Make, work: Work, ask: Ask) -> None:
    make("Offen", "Für alle")
    if way == "draft":
        make("Halle", SECRET, live=False)
    elif way == "born private":
        parent = make("Intern", live=False)
        make_private(parent)
        make("Halle", SECRET, parent=parent)
    elif way == "draft of a live page":
        page = InfoPage.objects.get()
        page.summary = SECRET
        page.save_revision()
    else:
        page = make("Halle", SECRET)
        page.create_alias(update_slug="kopie")
        fresh(page).unpublish()
    assert ask_or_none(work, ask) == 0
    assert_nothing_is_known(ask, ["info"])


def ask_or_none(work: Work, ask: Ask) -> int:
    work()
    return ask(SECRET).total


def test_an_alias_is_no_second_hit(make: Make, work: Work, ask: Ask) -> None:
    page = make("Radweg")
    page.create_alias(update_slug="kopie")
    work()
    assert [hit.source for hit in ask("Radweg").hits] == [page.find_key]


def test_a_page_of_hits_is_filled_up_when_some_are_gone(make: Make, work: Work, ask: Ask) -> None:
    pages = [make(f"Radweg {n}") for n in range(6)]
    work()
    first = [hit.source for hit in ask("Radweg", per_page=3).hits]
    gone = next(page for page in pages if page.find_key == first[0])
    InfoPage.objects.filter(pk=gone.pk).update(live=False)
    answer = ask("Radweg", per_page=3)
    assert [hit.source for hit in answer.hits][:2] == first[1:]
    assert (len(answer.hits), answer.total) == (3, 5)


def test_pages_of_hits_do_not_overlap_and_end(make: Make, work: Work, ask: Ask) -> None:
    for n in range(5):
        make(f"Radweg {n}")
    work()
    pages = [ask("Radweg", per_page=2, page=str(n)) for n in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [2, 2, 1]
    assert len({hit.source for page in pages for hit in page.hits}) == 5
    assert ask("Radweg", per_page=2, page="999999999999").page == 3


def test_the_address_is_todays(make: Make, work: Work, ask: Ask) -> None:
    page = make("Radweg")
    work()
    page.slug = "neu"
    page.save()
    assert ask("Radweg").hits[0].url == fresh(page).get_url() == "/de/neu/"


def test_any_word_ranks_and_all_can_be_demanded(make: Make, work: Work, ask: Ask) -> None:
    both, one = make("Radweg Brücke"), make("Radweg Ufer")
    work()
    answer = ask("Radweg Brücke")
    assert ([hit.source for hit in answer.hits], answer.notes) == ([both.find_key, one.find_key], [])
    assert {hit.source for hit in ask("Ufer Brücke").hits} == {both.find_key, one.find_key}
    assert ask("Radweg Brücke", all="1").total == 1
    assert ask("Ufer Brücke", all="1").total == 0


def test_a_phrase_that_nothing_holds_gives_its_words_and_it_is_said(make: Make, work: Work, ask: Ask) -> None:
    make("Radweg", "Die alte Brücke am Fluss")
    work()
    found = ask('Radweg "Fluss Brücke"')
    assert (found.total, len(found.notes)) == (1, 1)
    assert ask('"Fluss Brücke"', exact="1").total == 0
    assert ask('"Xylophon Halle"').notes == []


def test_in_a_long_question_a_phrase_only_ranks_and_it_is_said(make: Make, work: Work, ask: Ask) -> None:
    right, other = make("Radweg", "Die alte Brücke am Fluss"), make("Radweg", "Die Brücke ist alt")
    work()
    found = ask('Wann wird der Radweg an der Strecke saniert, also die "alte Brücke" gesperrt')
    assert [hit.source for hit in found.hits] == [right.find_key, other.find_key]
    assert len(found.notes) == 1
    assert ask('Radweg Strecke saniert gesperrt "alte Brücke"', exact="1").total == 1


def test_phrases_and_exclusions(make: Make, work: Work, ask: Ask) -> None:
    make("Radweg", "Die alte Brücke am Fluss")
    make("Radweg", "Die Brücke ist alt")
    work()
    assert ask('"alte Brücke"').total == 1
    assert ask("Radweg").total == 2
    assert ask("Radweg -Fluss").total == 1


def test_a_typing_mistake_is_corrected_and_said(make: Make, work: Work, ask: Ask) -> None:
    make("Xylophonhalle")
    work()
    answer = ask("Xylophonhale")
    assert (answer.total, [c.typed for c in answer.corrections]) == (1, ["Xylophonhale"])
    verbatim = ask("Xylophonhale", exact="1")
    assert (verbatim.total, verbatim.corrections) == (0, [])


def test_other_languages_are_offered(make: Make, work: Work, ask: Ask) -> None:
    make("Workshop")
    english = make_home("en")
    add(english, InfoPage(title="Workshop", slug="workshop", locale=english.locale))
    work()
    answer = ask("Workshop")
    assert (answer.total, [(o.code, o.total) for o in answer.others]) == (1, [("en", 1)])
    other = ask("Workshop", lang="en")
    assert [(hit.url, hit.language, hit.lang_attr) for hit in other.hits] == [
        ("/en/workshop/", "English", "en")
    ]
    assert [(o.code, o.total) for o in other.others] == [("de", 1)]


def test_signs_alone_find_nothing_and_it_is_said(make: Make, work: Work, ask: Ask) -> None:
    make("Radweg")
    work()
    for text in ("*", '"', "-Radweg", "()"):
        answer = ask(text)
        assert (answer.total, len(answer.notes)) == (0, 1)


def test_a_filter_alone_lists_everything_of_it(make: Make, work: Work, ask: Ask) -> None:
    make("Radweg")
    work()
    assert ask("", type=["info"]).total == 1
    assert ask("", type=["document"]).total == 0


def test_or_finds_any_and_excluded_phrases_are_left_out(make: Make, work: Work, ask: Ask) -> None:
    make("Radweg", "Die alte Brücke am Fluss")
    make("Radweg", "Die Brücke ist alt")
    make("Ufer")
    work()
    assert ask("Radweg AND Ufer").total == 0
    either = ask("Radweg OR Ufer")
    assert (either.total, len(either.notes)) == (3, 1)
    assert ask('Radweg -"alte Brücke"').total == 1
    assert ask('Radweg NOT "alte Brücke"').total == 1


def test_consultations_are_offered_while_they_are_public(make: Make, work: Work, ask: Ask) -> None:
    from search.engines.base import Facet
    from search.results import facets_of

    counts: dict[Facet, dict[str, int]] = {"consultation": {"Geheimes Verfahren": 2, "Noch eines": 1}}
    assert facets_of(counts, {}) == []
