"""Translations of a page that is private already: as private as it, whoever makes them and when they are published."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import InfoPage
from portal.accounts.visibility import public
from portal.easy.twins import make_twin
from tests.home.site import add
from tests.portal.translators.conftest import Tree, locales, translate
from tests.portal.translators.test_cascades import restrictions
from tests.portal.translators.test_submission import in_language

KINDS = ["login", "password", "groups"]


def restrict(page: Page, kind: str) -> PageViewRestriction:
    own = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="offen-sesam"
    )  # a test's
    own.groups.set([Group.objects.get_or_create(name="Rat")[0]] if kind == "groups" else [])
    return own


def told(page: Page) -> list[tuple[str, str, list[str]]]:
    rows = PageViewRestriction.objects.filter(page=page)
    return [(one.restriction_type, one.password, [group.name for group in one.groups.all()]) for one in rows]


def submitted(page: InfoPage) -> Page:
    translate(page, "en")
    return in_language(page, "en")


def twin(page: InfoPage) -> Page:
    Locale.objects.get_or_create(language_code="de-simple")
    made = make_twin(page)
    assert made is not None
    return made


def publish(page: Page) -> None:
    """With all above it, else readers are told that it is not there yet."""
    for one in page.get_ancestors(inclusive=True).filter(depth__gt=1):
        one.specific.save_revision().publish()


MAKERS = pytest.mark.parametrize("make", [submitted, twin])


@MAKERS
@pytest.mark.parametrize("kind", KINDS)
def test_a_later_copy_of_a_private_page_asks_for_the_same(
    tree: Tree, kind: str, make: Callable[[InfoPage], Page]
) -> None:
    own = restrict(tree.article, kind)
    copy = make(tree.article)
    assert told(copy) == told(tree.article) != []
    publish(copy)
    assert told(copy) == told(tree.article)
    assert not public(Page.objects.filter(pk=copy.pk)).exists()
    own.delete()
    assert restrictions(tree.article) == []


@MAKERS
@pytest.mark.parametrize("kind", KINDS)
def test_below_a_private_page_the_copies_stay_private(
    tree: Tree, kind: str, make: Callable[[InfoPage], Page]
) -> None:
    restrict(tree.section, kind)
    copy = make(tree.article)
    publish(copy)
    assert told(copy) == []
    assert told(copy.get_parent()) == told(tree.section) != []
    assert "Worum es geht" not in Client().get(copy.specific.url).content.decode()
    assert not public(Page.objects.filter(pk=copy.pk)).exists()


def test_readers_are_asked_to_log_in(tree: Tree) -> None:
    restrict(tree.article, "login")
    copy = submitted(tree.article)
    publish(copy)
    answer = Client().get(copy.specific.url)
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_an_alias_that_comes_later_is_private_too(tree: Tree) -> None:
    restrict(tree.section, "login")
    tree.article.copy_for_translation(locales("tr")[0], copy_parents=True, alias=True)
    assert not public(Page.objects.filter(pk=in_language(tree.article, "tr").pk)).exists()


def test_publishing_closes_what_an_older_copy_left_open(tree: Tree) -> None:
    restrict(tree.section, "login")
    copy = submitted(tree.article)
    PageViewRestriction.objects.filter(page=copy.get_parent()).delete()
    publish(copy)
    assert told(copy.get_parent()) == [("login", "", [])]


def test_a_copy_that_stands_elsewhere_is_closed_itself(tree: Tree) -> None:
    """Its own parent has no private original, so nothing above it may ask."""
    restrict(tree.section, "login")
    copy = submitted(tree.article)
    copy.specific.move(in_language(tree.home, "en"), pos="last-child")
    publish(Page.objects.get(pk=copy.pk))
    assert told(copy) == [("login", "", [])]


def test_moving_below_a_private_page_closes_the_translations(tree: Tree) -> None:
    copy = submitted(tree.article)
    closed = add(tree.home, InfoPage(title="Geschlossen", slug="geschlossen"))
    restrict(closed, "password")
    PageViewRestriction.objects.filter(page=submitted(closed)).delete()
    InfoPage.objects.get(pk=tree.article.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")
    assert told(in_language(closed, "en")) == told(closed) != []
    assert not public(Page.objects.filter(pk=copy.pk)).exists()


def test_an_open_page_has_open_copies(tree: Tree) -> None:
    copy = submitted(tree.article)
    publish(copy)
    assert PageViewRestriction.objects.count() == 0
    assert Client().get(copy.specific.url).status_code == 200
