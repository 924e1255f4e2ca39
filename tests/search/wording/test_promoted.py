"""Recommended results: for the questions meant, and never a page that is not open to everybody."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import InfoPage
from search.indexing import Outcome
from search.models import PromotedResult
from tests.search.conftest import Ask, Make

Work = Callable[[], Outcome]


def promote(
    page: InfoPage | None = None, queries: str = "Bürgerentscheid\nabstimmen wie", **fields: str
) -> None:
    PromotedResult.objects.create(page=page, queries=queries, **fields)


@pytest.mark.parametrize("text", ["Bürgerentscheid", "buergerentscheide", "wie abstimmen", "Wie abstimmen?"])
def test_the_question_decides_not_its_spelling(text: str, make: Make, work: Work, ask: Ask) -> None:
    promote(make("Mitreden"), text="So geht es.")
    work()
    assert [(p.title, p.url, p.text) for p in ask(text).promoted] == [
        ("Mitreden", "/de/seite-1/", "So geht es.")
    ]


def test_other_questions_later_pages_and_filters_show_none(make: Make, work: Work, ask: Ask) -> None:
    for n in range(3):
        make(f"Bürgerentscheid {n}")
    promote(make("Mitreden"))
    work()
    assert list(ask("Bürgerentscheid Radweg").promoted) == []
    assert list(ask("Bürgerentscheid", type=["info"]).promoted) == []
    assert list(ask("Bürgerentscheid", per_page=2, page="2").promoted) == []
    assert list(ask("Bürgerentscheid", language="en").promoted) == []


@pytest.mark.parametrize("way", ["private", "unpublished", "private parent"])
def test_a_page_that_is_not_open_is_not_recommended(way: str, make: Make, work: Work, ask: Ask) -> None:
    page = make("Mitreden", parent=make("Ebene"))
    promote(page)
    work()
    assert len(ask("Bürgerentscheid").promoted) == 1
    if way == "unpublished":
        InfoPage.objects.get(pk=page.pk).unpublish()
    else:
        target = page if way == "private" else page.get_parent()
        PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert list(ask("Bürgerentscheid").promoted) == []


def test_an_address_needs_a_title_and_is_shown_escaped(make: Make, work: Work, client: Client) -> None:
    with pytest.raises(ValidationError):
        PromotedResult(queries="x", url="https://example.org").clean()
    with pytest.raises(ValidationError):
        PromotedResult(queries="x").clean()
    with pytest.raises(ValidationError):
        PromotedResult(queries="x", url="javascript:alert(1)", title="Wahl").full_clean()
    promote(url="https://example.org/wahl", title="<b>Wahl</b>")
    make("Bürgerentscheid")
    work()
    text = client.get("/de/search/", {"q": "Bürgerentscheid"}).text
    assert '<a href="https://example.org/wahl">&lt;b&gt;Wahl&lt;/b&gt;</a>' in text
