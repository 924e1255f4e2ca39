"""Suggestions while typing: titles, agenda items, bodies, frequent words, and nothing that is not public."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import PageViewRestriction

from home.models import InfoPage
from search.engines.base import Engine
from search.indexing import Outcome
from search.suggestions import suggestions
from tests.search.conftest import Make

Work = Callable[[], Outcome]
URL = "/de/search/suggest/"


def items(client: Client, text: str, language: str = "de") -> list[tuple[str, str]]:
    answer: dict[str, Any] = client.get(f"/{language}/search/suggest/", {"q": text}).json()
    return [(item["text"], item["url"]) for item in answer["items"]]


@pytest.mark.parametrize("text", ["Bürgerfo", "buergerfo", "BÜRGERFO", "das Bürgerfo"])
def test_a_title_leads_to_its_page(text: str, make: Make, work: Work, client: Client) -> None:
    make("Das Bürgerforum am Ring")
    work()
    assert ("Das Bürgerforum am Ring", "/de/seite-1/") in items(client, text)


def test_a_frequent_word_completes_the_question(make: Make, work: Work, client: Client) -> None:
    for n in range(3):
        make(f"Seite {n}", "Die Brückensanierung am Ufer")
    work()
    assert items(client, "Ufer brück") == [
        ("Ufer Brückensanierung", "/de/search/?q=Ufer+Br%C3%BCckensanierung")
    ]


def test_forms_of_one_word_are_offered_once(make: Make, work: Work, client: Client) -> None:
    make("A", "Die Brücke, die Brücken, eine Brücke")
    work()
    assert [text for text, _url in items(client, "brü")] == ["Brücke"]


@pytest.mark.parametrize(
    "text", ["", "b", " ", '"', "-brück", "*", "\x00", "a" * 5_000, "b " * 50, "()", "§"]
)
def test_too_little_and_nonsense_suggest_nothing(text: str, make: Make, work: Work, client: Client) -> None:
    make("Brücke", "Brücke")
    work()
    answer = client.get(URL, {"q": text})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@pytest.mark.parametrize("way", ["unpublished", "private", "private parent"])
@pytest.mark.parametrize("typed", ["Xylo", "Vandel"])
def test_what_is_taken_away_is_not_suggested_even_before_the_index_knows(
    way: str, typed: str, make: Make, work: Work, client: Client
) -> None:
    page = make("Xylophonhalle", "Vandelbach Vandelbach", parent=make("Ebene"))
    work()
    assert len(items(client, typed)) >= 1
    if way == "unpublished":
        InfoPage.objects.get(pk=page.pk).unpublish()
    else:
        target = page if way == "private" else page.get_parent()
        PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert items(client, typed) == []
    work()
    assert items(client, typed) == []


def test_the_answer_says_how_many_and_is_kept_by_nobody_else(make: Make, work: Work, client: Client) -> None:
    make("Radweg")
    work()
    answer = client.get(URL, {"q": "Radw"})
    assert answer["Cache-Control"] == "private, max-age=30"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "1" in answer.json()["told"] or "2" in answer.json()["told"]
    assert client.get(URL, {"q": "Quitten"})["Cache-Control"] == "no-store"
    assert client.post(URL).status_code == 405


def test_without_an_index_the_list_is_empty(
    home: object, client: Client, tmp_path: Path, settings: Settings
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nothing'}"
    assert client.get(URL, {"q": "Radweg"}).json()["items"] == []


def test_suggestions_cost_few_queries(
    make: Make, work: Work, client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for n in range(20):
        make(f"Radweg {n}", "Radverkehr und Radabstellanlagen")
    work()
    with django_assert_max_num_queries(12):
        assert len(items(client, "rad")) >= 3


def test_an_engine_is_asked_for_little(make: Make, work: Work, engine: Engine) -> None:
    make("Radweg")
    work()
    assert [one.text for one in suggestions("Radweg", "de", engine)] == ["Radweg"]
