from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from portal.pages.context import site
from tests.portal.conftest import Ask, Tree

QUERIES = 6


def drawn(request: Any) -> str:
    with translation.override("de"):
        return render_to_string("base.html", {}, request=request)


def test_a_page_costs_at_most_six_queries(
    tree: Tree, ask: Ask, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    request = ask(tree.info)
    with django_assert_max_num_queries(QUERIES):
        drawn(request)


def test_a_view_costs_at_most_six_queries(
    tree: Tree, ask: Ask, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    request = ask(path="/de/nowhere/")
    with django_assert_max_num_queries(QUERIES):
        drawn(request)


def test_what_no_template_asks_for_costs_nothing(
    tree: Tree, ask: Ask, django_assert_num_queries: Callable[..., Any]
) -> None:
    request = ask(tree.info)
    with django_assert_num_queries(0):
        site(request)


def test_base_shows_language_menu_and_metadata(tree: Tree, ask: Ask) -> None:
    html = drawn(ask(tree.info))
    assert '<html lang="de" dir="ltr">' in html
    assert '<link rel="canonical" href="http://localhost/de/ueber-uns/">' in html
    assert '<link rel="alternate" hreflang="en" href="http://localhost/en/ueber-uns/">' in html
    assert '<link rel="alternate" hreflang="x-default" href="http://localhost/de/ueber-uns/">' in html
    assert '<script type="application/ld+json">{"@context":"https://schema.org"' in html


def test_a_missing_address_is_answered_in_the_language_of_the_address(tree: Tree, client: Client) -> None:
    answer = client.get("/en/nowhere/", headers={"host": "localhost"})
    assert answer.status_code == 404
    assert '<html lang="en" dir="ltr">' in answer.content.decode()


@pytest.mark.parametrize("question", ["Radweg", "x" * 5000])
def test_the_question_is_repeated_but_bounded(tree: Tree, ask: Ask, question: str) -> None:
    assert site(ask(path=f"/de/?q={question}"))["search_query"] == question[:300]


@pytest.mark.parametrize("machine_text", [True, False])
def test_words_of_a_machine_are_labelled(tree: Tree, ask: Ask, machine_text: bool) -> None:
    request = ask(tree.info_en)
    with translation.override("en"):
        html = render_to_string("base.html", {"machine_text": machine_text}, request=request)
    assert ("Translated by a machine, not checked yet" in html) is machine_text
