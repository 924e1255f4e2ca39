"""The choice of a page begins in the language of the page being edited."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import HomePage
from portal.accounts.roles import CHIEF_EDITOR
from tests.home.site import make_news
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]


@pytest.fixture
def english(tree: Tree) -> Page:
    translate(tree.home, "en", subtree=True)
    return in_language(tree.article, "en")


def opened(client: Client, editor: str, **query: str) -> str:
    """Address at which the chooser opens."""
    headers = {"referer": f"http://testserver{editor}"} if editor else {}
    answer = client.get("/admin/choose-page/", query, headers=headers)
    return answer["Location"] if answer.status_code == 302 else str(answer.status_code)


def test_from_the_editor_of_a_translation(browser: Browser, tree: Tree, english: Page) -> None:
    home = in_language(tree.home, "en")
    chief = browser(CHIEF_EDITOR)
    editor = f"/admin/pages/{english.pk}/edit/"
    address = opened(chief, editor, page_type="wagtailcore.page")
    assert address == f"/admin/choose-page/{home.pk}/?page_type=wagtailcore.page"
    shown = chief.get(address).content.decode()
    assert f"/admin/choose-page/{in_language(tree.section, 'en').pk}/" in shown
    assert f'data-id="{tree.section.pk}"' not in shown


def test_each_language_has_its_own_start(browser: Browser, tree: Tree, english: Page) -> None:
    chief = browser(CHIEF_EDITOR)
    german = f"/admin/pages/{tree.article.pk}/edit/"
    assert opened(chief, german) == f"/admin/choose-page/{tree.home.pk}/?"
    below = f"/admin/pages/add/home/infopage/{in_language(tree.section, 'en').pk}/"
    assert opened(chief, below) == f"/admin/choose-page/{in_language(tree.home, 'en').pk}/?"


def test_pages_of_one_type_begin_where_they_are(browser: Browser, tree: Tree, english: Page) -> None:
    editor, chief = f"/admin/pages/{english.pk}/edit/", browser(CHIEF_EDITOR)
    home = in_language(tree.home, "en")
    make_news(tree.home, 2)
    asked = {"page_type": "home.newspage"}
    assert opened(chief, editor, **asked).startswith(f"/admin/choose-page/{home.pk}/?")
    index, _articles = make_news(HomePage.objects.get(pk=home.pk), 2)
    assert opened(chief, editor, **asked).startswith(f"/admin/choose-page/{index.pk}/?")


@pytest.mark.parametrize(
    "editor", ["", "/admin/", "/admin/pages/999999/edit/", "/nowhere/", "/admin/pages/999999/"]
)
def test_elsewhere_all_is_as_wagtail_has_it(browser: Browser, tree: Tree, editor: str) -> None:
    assert opened(browser(CHIEF_EDITOR), editor) == "200"


def test_a_type_that_is_none_is_wagtails_404(browser: Browser, tree: Tree) -> None:
    editor = f"/admin/pages/{tree.article.pk}/edit/"
    assert opened(browser(CHIEF_EDITOR), editor, page_type="home.nothing") == "404"


def test_nobody_chooses_without_login(client: Client, tree: Tree) -> None:
    answer = client.get("/admin/choose-page/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")
