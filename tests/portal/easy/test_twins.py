"""From a German page to the draft of its version in Leichte Sprache, and who may go there."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from home.models import InfoPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from tests.home.site import add
from tests.portal.translators.conftest import Tree

Browser = Callable[..., Client]


def easy(page: Page) -> list[Page]:
    return list(page.get_translations().filter(locale__language_code="de-simple"))


def address(page: Page) -> str:
    return f"/admin/easy/{page.pk}/make/"


def test_asks_once_and_opens_the_draft_in_the_ordinary_editor(browser: Browser, tree: Tree) -> None:
    chief = browser(CHIEF_EDITOR)
    asked = chief.get(address(tree.article))
    assert asked.status_code == 200
    assert easy(tree.article) == []
    made = chief.post(address(tree.article))
    (twin,) = easy(tree.article)
    assert made.status_code == 302
    assert made["Location"] == f"/admin/pages/{twin.pk}/edit/"
    assert (twin.live, twin.alias_of_id, twin.title) == (False, None, "Artikel")
    editor = chief.get(made["Location"])
    assert editor.status_code == 200
    assert 'name="summary"' in editor.content.decode()


def test_what_lies_above_is_made_as_drafts_and_the_tree_is_sound(browser: Browser, tree: Tree) -> None:
    browser(CHIEF_EDITOR).post(address(tree.article))
    (twin,) = easy(tree.article)
    above = list(twin.get_ancestors().filter(depth__gt=1).order_by("path"))
    assert [page.title for page in above] == ["Dialog", "Bereich"]
    assert {(page.live, page.alias_of_id, page.locale.language_code) for page in above} == {
        (False, None, "de-simple")
    }
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_second_time_leads_to_the_same_draft(browser: Browser, tree: Tree) -> None:
    chief = browser(CHIEF_EDITOR)
    first = chief.post(address(tree.article))
    assert chief.post(address(tree.article))["Location"] == first["Location"]
    assert chief.get(address(tree.article))["Location"] == first["Location"]
    assert len(easy(tree.article)) == 1


def test_a_live_alias_becomes_the_draft(browser: Browser, tree: Tree) -> None:
    locale, _made = Locale.objects.get_or_create(language_code="de-simple")
    tree.article.copy_for_translation(locale, copy_parents=True, alias=True)
    (alias,) = easy(tree.article)
    assert (alias.live, alias.alias_of_id) == (True, tree.article.pk)
    browser(CHIEF_EDITOR).post(address(tree.article))
    (twin,) = easy(tree.article)
    assert (twin.pk, twin.live, twin.alias_of_id) == (alias.pk, False, None)
    assert twin.get_latest_revision() is not None
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_german_draft_brings_its_newest_text(browser: Browser, tree: Tree) -> None:
    draft = add(tree.section, InfoPage(title="Alt", slug="entwurf", live=False))
    draft.title = "Neu"
    draft.save_revision()
    browser(CHIEF_EDITOR).post(address(draft))
    (twin,) = easy(draft)
    assert (twin.title, twin.live) == ("Neu", False)


@pytest.mark.parametrize("role", [EDITOR, TRANSLATOR])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused(browser: Browser, tree: Tree, role: str, method: str) -> None:
    answer = getattr(browser(role), method)(address(tree.article))
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert easy(tree.article) == []


def test_only_german_pages_have_such_a_version(browser: Browser, tree: Tree) -> None:
    chief = browser(CHIEF_EDITOR)
    chief.post(address(tree.article))
    (twin,) = easy(tree.article)
    assert chief.post(address(twin))["Location"] == "/admin/"


def test_the_menus_offer_to_make_it_and_then_lead_to_it(browser: Browser, tree: Tree) -> None:
    chief, editor = browser(CHIEF_EDITOR), browser(EDITOR)
    german = f"/admin/pages/{tree.article.pk}/edit/"
    listing = f"/admin/pages/{tree.section.pk}/"
    for place in (german, listing):
        assert address(tree.article) in chief.get(place).content.decode()
        assert address(tree.article) not in editor.get(place).content.decode()
    chief.post(address(tree.article))
    (twin,) = easy(tree.article)
    shown = chief.get(german).content.decode()
    assert address(tree.article) not in shown
    assert f"/admin/pages/{twin.pk}/edit/" in shown
    # Lists have one way for both cases, which leads on to the version.
    assert address(tree.article) in chief.get(listing).content.decode()
    assert chief.get(address(tree.article))["Location"] == f"/admin/pages/{twin.pk}/edit/"
