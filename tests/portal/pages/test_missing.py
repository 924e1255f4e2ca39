"""Addresses whose page is not there in the reader's language."""

import re

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from home.pages import HomePage, InfoPage
from tests.portal.conftest import Tree

HOST = {"host": "localhost"}


def get(path: str) -> tuple[int, str]:
    answer = Client().get(path, headers=HOST)
    return answer.status_code, answer.content.decode()


def turkish_home(tree: Tree) -> HomePage:
    home = tree.home.copy_for_translation(Locale.objects.create(language_code="tr"))
    home.title = "Merhaba"
    home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def test_a_page_without_translation_is_offered_in_the_other_languages(tree: Tree) -> None:
    turkish_home(tree)
    status, html = get("/tr/ueber-uns/")
    assert status == 404
    assert '<html lang="tr" dir="ltr">' in html
    assert '<a href="/de/ueber-uns/" hreflang="de" lang="de" dir="ltr">Über uns</a>' in html
    assert '<a href="/en/ueber-uns/" hreflang="en" lang="en" dir="ltr">About us</a>' in html
    assert html.index("Über uns</a>") < html.index("About us</a>")


def test_no_cache_keeps_the_absence_and_no_machine_lists_it(tree: Tree) -> None:
    turkish_home(tree)
    answer = Client().get("/tr/ueber-uns/", headers=HOST)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "hreflang" not in answer.content.decode().partition("</head>")[0]


def test_a_language_without_home_page_says_so_in_that_language(tree: Tree) -> None:
    Locale.objects.create(language_code="ar")
    status, html = get("/ar/ueber-uns/")
    assert status == 404
    assert '<html lang="ar" dir="rtl">' in html
    assert 'lang="de" dir="ltr">Über uns</a>' in html
    assert not re.search(r"<h1>\s*Über uns", html)


def test_the_missing_home_page_itself_is_offered(tree: Tree) -> None:
    Locale.objects.create(language_code="fr")
    status, html = get("/fr/")
    assert status == 404
    assert '<a href="/de/" hreflang="de" lang="de" dir="ltr">Start</a>' in html


def test_an_alias_is_no_translation_but_a_page(tree: Tree) -> None:
    french = Locale.objects.create(language_code="fr")
    alias = tree.info.copy_for_translation(french, copy_parents=True, alias=True)
    Page.objects.filter(pk=alias.pk).update(live=True)
    status, html = get("/fr/ueber-uns/")
    assert status == 200
    assert '<html lang="fr" dir="ltr">' in html
    assert '<a href="/de/ueber-uns/" hreflang="de" lang="de" dir="ltr">Über uns</a>' in html


def test_a_withdrawn_translation_with_another_slug_is_still_recognised(tree: Tree) -> None:
    tree.info_en.slug = "about"
    tree.info_en.save_revision().publish()
    InfoPage.objects.get(pk=tree.info_en.pk).unpublish()
    status, html = get("/en/about/")
    assert status == 404
    assert '<a href="/de/ueber-uns/" hreflang="de"' in html
    assert "About us" not in html


def test_what_is_private_is_not_even_named(tree: Tree) -> None:
    turkish_home(tree)
    for page in (tree.info, tree.info_en):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    status, html = get("/tr/ueber-uns/")
    assert status == 404
    assert "Über uns" not in html
    assert "About us" not in html


def test_what_exists_nowhere_is_plainly_not_found(tree: Tree) -> None:
    status, html = get("/en/nowhere/at/all/")
    assert status == 404
    assert "Page not found" in html


@pytest.mark.parametrize("path", ["/tr/%00/", "/tr/ueber-uns/%00/", "/tr/" + "a/" * 200, "/tr/ueber-uns/x/"])
def test_hostile_addresses_are_plainly_not_found(tree: Tree, path: str) -> None:
    turkish_home(tree)
    status, html = get(path)
    assert status == 404
    # The menu shows what is only there in German; the page itself guesses nothing.
    assert "/de/ueber-uns/" not in html.partition("<main")[2].partition("</main>")[0]


def test_easy_german_has_words_of_its_own(tree: Tree) -> None:
    simple = tree.home.copy_for_translation(Locale.objects.create(language_code="de-simple"))
    simple.save_revision().publish()
    status, html = get("/de-simple/ueber-uns/")
    assert status == 404
    assert '<html lang="de-simple" dir="ltr">' in html
    assert "Leichte" in html.partition("<h1>")[2].partition("</h1>")[0]


def test_the_switch_offers_what_the_page_offers(tree: Tree) -> None:
    turkish_home(tree)
    _status, html = get("/tr/ueber-uns/")
    switch = html.partition('class="sd-languages"')[2].partition("</details>")[0]
    assert 'href="/de/ueber-uns/"' in switch
    assert 'href="/tr/"' in html
