"""Hits in the languages a reader did not ask for."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from home.models import InfoPage
from portal.findable import Entry, Source
from search.elsewhere import OtherLanguage, elsewhere, named, warm_up
from search.engines.base import EngineQuery, Found, Passage
from search.engines.tantivy import TantivyEngine
from search.indexing import Outcome
from search.passages import cut
from tests.home.site import add, make_home
from tests.search.conftest import Ask, Make

Work = Callable[[], Outcome]


class Counting(TantivyEngine):
    """The real engine, and how often it was asked."""

    calls = 0

    def search(self, query: EngineQuery) -> Found:
        self.calls += 1
        return super().search(query)


def passages(*languages: str) -> list[Passage]:
    return [
        passage
        for code in languages
        for passage in cut(
            Source(key=code, kind="info", language=code, title="Park", entries=(Entry(text="Der Park"),))
        )
    ]


def in_language(code: str, title: str, text: str = "") -> InfoPage:
    home = make_home(code)
    page: InfoPage = add(home, InfoPage(title=title, slug=f"x-{code}", summary=text, locale=home.locale))
    return page


def test_words_are_analysed_in_the_language_of_the_text(make: Make, work: Work, ask: Ask) -> None:
    make("Radweg")
    in_language("uk", "Громадські слухання", "У міській раді")
    in_language("tr", "Toplantılar", "İSTANBUL'DA")
    work()
    assert [(o.code, o.total, [h.title for h in o.hits]) for o in ask("міська рада").others] == [
        ("uk", 1, ["Громадські слухання"])
    ]
    (turkish,) = ask("istanbul").others
    assert [(hit.title, hit.url, hit.lang_attr) for hit in turkish.hits] == [
        ("Toplantılar", "/tr/x-tr/", "tr")
    ]


def test_the_best_two_titles_are_shown_and_all_are_counted(make: Make, work: Work, ask: Ask) -> None:
    make("Park")
    home = make_home("en")
    for number in range(4):
        add(home, InfoPage(title=f"Park {number}", slug=f"park-{number}", locale=home.locale))
    work()
    (english,) = ask("Parks").others
    assert (english.total, len(english.hits)) == (4, 2)
    assert [o.total for o in ask("Parks", page="2").others] == []


def test_what_was_made_private_a_moment_ago_is_neither_named_nor_counted(
    make: Make, work: Work, ask: Ask
) -> None:
    make("Park")
    page = in_language("fr", "Parc secret", "Un parc")
    work()
    assert [o.total for o in ask("parcs").others] == [1]
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")
    assert list(ask("parcs").others) == []


@pytest.mark.parametrize(
    ("languages", "calls"),
    [(("de",), 1), (("de", "en"), 2), (("de", "de-simple", "en", "tr", "ar", "uk", "fr"), 7)],
)
def test_only_languages_with_text_cost_a_call(
    languages: tuple[str, ...], calls: int, tmp_path: Path, db: None
) -> None:
    engine = Counting(tmp_path)
    engine.rebuild(passages(*languages))
    asked: list[str] = []

    def question(code: str) -> EngineQuery | None:
        asked.append(code)
        return EngineQuery()

    elsewhere("de", engine, question)
    assert (engine.calls, asked) == (calls, [code for code in languages if code != "de"])
    elsewhere("de", engine, question)
    assert engine.calls == 2 * calls - 1


def test_a_language_has_a_name_in_the_language_of_the_page() -> None:
    with override("de"):
        names = {code: named(code) for code, _name in django_settings.LANGUAGES}
    assert (names["tr"], names["uk"], names["fr"]) == ("Türkisch", "Ukrainisch", "Französisch")
    with override("tr"):
        assert named("tr") == dict(django_settings.LANGUAGES)["tr"]


def test_the_page_offers_them(make: Make, work: Work, client: Client) -> None:
    make("Park")
    in_language("en", "Our <parks>", "A park")
    work()
    html = client.get("/de/search/", {"q": "Park"}).content.decode()
    assert '<a href="/en/x-en/" lang="en" dir="auto">Our &lt;parks&gt;</a>' in html
    assert "lang=en" in html


def test_word_lists_are_read_before_the_first_reader_asks(make: Make, work: Work, ask: Ask) -> None:
    warm_up()  # no index yet: the portal's own language is all there is to read
    make("Park")
    in_language("en", "Our parks")
    work()
    warm_up()
    begin = time.process_time()
    assert [o.total for o in ask("Parks").others] == [1]
    assert time.process_time() - begin < 0.5


def test_nothing_elsewhere_is_nothing(make: Make, work: Work, ask: Ask) -> None:
    make("Park")
    work()
    nothing: list[OtherLanguage] = []
    assert ask("Park").others == nothing
