"""The page without hits: spellings, explained words, near topics; from public text only."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from home.models import GlossaryPage, GlossaryTerm, HomePage, InfoPage
from search import no_hits
from search.engines.base import Engine
from search.indexing import Outcome
from search.no_hits import help_for
from tests.home.site import add
from tests.search.conftest import Ask, Make

Work = Callable[[], Outcome]


@pytest.fixture
def glossary(home: HomePage) -> GlossaryPage:
    GlossaryTerm.objects.create(
        locale=Locale.objects.get(language_code="de"),
        term="Planungszelle",
        slug="planungszelle",
        definition="<p>Ausgeloste beraten.</p>",
    )
    page: GlossaryPage = add(home, GlossaryPage(title="Glossar", slug="glossar"))
    return page


def test_a_word_the_portal_does_not_have_is_spelled_like_one_it_has(
    make: Make, work: Work, ask: Ask, engine: Engine
) -> None:
    make("Halle", "Der Elefantt und der Ring")
    work()
    answer = ask("Elefant Vogel", all="1")
    assert [one.text for one in help_for(answer, engine).spellings] == ["elefantt Vogel"]


@pytest.mark.parametrize("text", ["Planungszele", "Planungszellenverfahrensordnung"])
def test_the_glossary_explains_what_is_near(
    text: str, glossary: GlossaryPage, make: Make, work: Work, ask: Ask, engine: Engine
) -> None:
    make("Radweg")
    work()
    answer = replace(ask(text, exact="1"), hits=[])
    found = help_for(answer, engine).explanations
    assert [(one.term, one.text, one.url) for one in found] == [
        ("Planungszelle", "Ausgeloste beraten.", "/de/glossar/#planungszelle")
    ]
    PageViewRestriction.objects.create(page=glossary, restriction_type="login")
    assert help_for(answer, engine).explanations == []


def test_hits_need_no_help(make: Make, work: Work, ask: Ask, engine: Engine) -> None:
    make("Radweg")
    work()
    assert help_for(ask("Radweg"), engine) == no_hits.Help()


def test_secret_spellings_are_not_offered(make: Make, work: Work, ask: Ask, engine: Engine) -> None:
    page = make("Halle", "Xylophonhalle")
    make("Offen", "Ring")
    work()
    InfoPage.objects.get(pk=page.pk).unpublish()
    work()
    assert help_for(ask("Xylophonhale"), engine).spellings == []


def test_the_page_offers_no_alert_while_there_are_none(make: Make, work: Work, client: Client) -> None:
    make("Radweg")
    work()
    text: Any = client.get("/de/search/", {"q": "Quittenbaum"}).text
    assert 'class="sd-empty"' in text
