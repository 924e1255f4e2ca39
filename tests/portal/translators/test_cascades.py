"""What happens to a German page reaches its translations and aliases, in real trees."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import InfoPage
from portal.translators.tree import problems
from tests.home.site import add
from tests.portal.translators.conftest import Tree, locales, translate
from tests.portal.translators.test_submission import in_language


@pytest.fixture
def live_tree(tree: Tree) -> Tree:
    """English translations, live; in Turkish aliases."""
    translate(tree.home, "en", subtree=True)
    for page in (tree.home, tree.section, tree.article):
        in_language(page, "en").specific.save_revision().publish()
    tree.article.copy_for_translation(locales("tr")[0], copy_parents=True, alias=True)
    return tree


def live_in(page: Page) -> list[str]:
    return sorted(page.get_translations().live().values_list("locale__language_code", flat=True))


def test_unpublishing_reaches_all_languages(live_tree: Tree) -> None:
    assert live_in(live_tree.article) == ["en", "tr"]
    InfoPage.objects.get(pk=live_tree.article.pk).unpublish()
    assert live_in(live_tree.article) == []
    assert live_in(live_tree.section) == ["en", "tr"]


def test_taking_a_translation_offline_leaves_the_original(live_tree: Tree) -> None:
    in_language(live_tree.article, "en").specific.unpublish()
    assert live_in(live_tree.article) == ["tr"]
    assert Page.objects.get(pk=live_tree.article.pk).live is True


def test_translations_expire_with_the_original(live_tree: Tree) -> None:
    Page.objects.filter(pk=live_tree.article.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert live_in(live_tree.article) == []
    assert in_language(live_tree.article, "en").expired is True


def test_moving_takes_translations_and_aliases_along(live_tree: Tree) -> None:
    other = add(live_tree.home, InfoPage(title="Anderswo", slug="anderswo"))
    translate(other, "en")
    InfoPage.objects.get(pk=live_tree.article.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    for code in ("en", "tr"):
        moved = in_language(live_tree.article, code)
        assert moved.get_parent().translation_key == other.translation_key, code
    assert in_language(live_tree.article, "en").url_path.endswith("/anderswo/artikel/")
    assert in_language(other, "tr").live is False
    assert problems() == {}


def test_moving_within_the_same_parent_changes_nothing(live_tree: Tree) -> None:
    second = add(live_tree.section, InfoPage(title="Zweiter", slug="zweiter"))
    before = dict(Page.objects.filter(locale__language_code="en").values_list("pk", "path"))
    InfoPage.objects.get(pk=second.pk).move(Page.objects.get(pk=live_tree.article.pk), pos="left")
    assert dict(Page.objects.filter(locale__language_code="en").values_list("pk", "path")) == before


def test_a_taken_address_is_avoided_in_the_move(live_tree: Tree) -> None:
    other = add(live_tree.home, InfoPage(title="Anderswo", slug="anderswo"))
    translate(other, "en")
    english = Page.objects.get(pk=in_language(other, "en").pk)
    english.add_child(instance=InfoPage(title="Mine", slug="artikel", locale=english.locale))
    InfoPage.objects.get(pk=live_tree.article.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert in_language(live_tree.article, "en").slug == "artikel-1"


def restrictions(page: Page) -> list[tuple[str, str]]:
    rows = PageViewRestriction.objects.filter(page__in=page.get_translations())
    return sorted(rows.values_list("page__locale__language_code", "restriction_type"))


def test_privacy_reaches_all_languages_and_ends_with_the_originals(live_tree: Tree) -> None:
    group = Group.objects.create(name="Rat")
    own = PageViewRestriction.objects.create(page=live_tree.section, restriction_type="login")
    assert restrictions(live_tree.section) == [("en", "login"), ("tr", "login")]
    own.restriction_type = "groups"
    own.save()
    own.groups.set([group])
    english = PageViewRestriction.objects.get(page=in_language(live_tree.section, "en"))
    assert (english.restriction_type, list(english.groups.all())) == ("groups", [group])
    own.delete()
    assert restrictions(live_tree.section) == []


def test_deleting_the_original_does_not_open_its_translations(live_tree: Tree) -> None:
    PageViewRestriction.objects.create(page=live_tree.article, restriction_type="login")
    english = in_language(live_tree.article, "en")
    Page.objects.get(pk=live_tree.article.pk).delete()
    assert PageViewRestriction.objects.filter(page=english).exists()


def test_a_made_up_address_writes_umlauts_out(tree: Tree) -> None:
    page = add(tree.home, InfoPage(title="Öffentliche Gespräche: Größe"))
    assert page.slug == "oeffentliche-gespraeche-groesse"
