import pytest
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from home.pages import InfoPage
from home.snippets import NavigationItem, NavigationMenu
from portal.pages.menus import arranged_menus
from portal.pages.navigation import Link, Menus, breadcrumbs, language_links, main_menu
from portal.pages.surroundings import Surroundings, surroundings
from tests.portal.conftest import Ask, Tree


@pytest.fixture
def here(tree: Tree, ask: Ask) -> Surroundings:
    return surroundings(ask(tree.info))


def test_the_tree_is_the_menu_while_nobody_has_arranged_one(here: Surroundings) -> None:
    assert main_menu(here, Menus()) == (Link(title="Über uns", url="/de/ueber-uns/", active=True),)


def test_pages_that_readers_may_not_see_are_not_in_the_menu(tree: Tree, here: Surroundings) -> None:
    PageViewRestriction.objects.create(page=tree.info, restriction_type=PageViewRestriction.LOGIN)
    assert main_menu(here, Menus()) == ()


def test_the_menu_has_the_order_of_the_german_tree(tree: Tree, ask: Ask) -> None:
    first = tree.home.add_child(instance=InfoPage(title="Mitmachen", slug="mitmachen", show_in_menus=True))
    first.move(InfoPage.objects.get(pk=tree.info.pk), pos="left")
    joined = InfoPage.objects.get(pk=first.pk).copy_for_translation(Locale.objects.get(language_code="en"))
    joined.get_latest_revision().publish()
    menu = main_menu(surroundings(ask(tree.info_en)), Menus())
    assert [link.title for link in menu] == ["Mitmachen", "About us"]


def test_the_home_page_has_no_breadcrumb(tree: Tree, ask: Ask) -> None:
    assert breadcrumbs(surroundings(ask(tree.home))) == ()


def test_the_breadcrumb_ends_with_the_page_itself(here: Surroundings) -> None:
    assert breadcrumbs(here) == (
        Link(title="Start", url="/de/"),
        Link(title="Über uns", url="/de/ueber-uns/", active=True),
    )


def test_a_view_may_name_itself_in_the_breadcrumb(tree: Tree, ask: Ask) -> None:
    request = ask()
    request.portal_title = "Suche"  # type: ignore[attr-defined]
    with translation.override("de"):
        trail = breadcrumbs(surroundings(request))
    assert trail == (Link(title="Start", url="/de/"), Link(title="Suche", active=True))


def test_the_switch_leads_to_the_translation_and_marks_what_is_missing(here: Surroundings) -> None:
    found = {link.code: (link.url, link.current, link.available) for link in language_links(here)}
    assert found["de"] == ("/de/ueber-uns/", True, True)
    assert found["en"] == ("/en/ueber-uns/", False, True)
    assert found["tr"] == ("", False, False)


def test_a_draft_translation_is_not_offered(tree: Tree, here: Surroundings) -> None:
    tree.info_en.unpublish()
    assert {link.code for link in language_links(here) if link.available} == {"de"}


def test_a_private_translation_is_not_offered(tree: Tree, here: Surroundings) -> None:
    PageViewRestriction.objects.create(page=tree.info_en, restriction_type=PageViewRestriction.LOGIN)
    assert {link.code for link in language_links(here) if link.available} == {"de"}


def test_a_view_without_page_offers_the_home_pages(tree: Tree, ask: Ask) -> None:
    with translation.override("en"):
        links = language_links(surroundings(ask(path="/en/search/")))
    assert [(link.code, link.url) for link in links if link.available] == [("de", "/de/"), ("en", "/en/")]


class TestArrangedMenus:
    @pytest.fixture(autouse=True)
    def menu(self, tree: Tree) -> NavigationMenu:
        german = Locale.objects.get(language_code="de")
        menu = NavigationMenu.objects.create(title="Hauptmenü", slug="main", locale=german)
        service = NavigationMenu.objects.create(title="Service", slug="footer-1", locale=german)
        NavigationItem.objects.create(menu=menu, page=tree.info, label="Wir", locale=german)
        NavigationItem.objects.create(menu=service, url="https://city.example/", label="Stadt", locale=german)
        return menu

    def test_the_arranged_menu_wins_over_the_tree(self, here: Surroundings) -> None:
        assert main_menu(here, arranged_menus(here)) == (
            Link(title="Wir", url="/de/ueber-uns/", active=True),
        )

    def test_other_menus_stand_in_the_footer(self, here: Surroundings) -> None:
        (column,) = arranged_menus(here).footer
        assert (column.title, column.items) == (
            "Service",
            (Link(title="Stadt", url="https://city.example/"),),
        )

    def test_without_a_menu_of_its_own_a_language_follows_the_german_one(self, tree: Tree, ask: Ask) -> None:
        around = surroundings(ask(tree.info_en))
        assert arranged_menus(around).main == (Link(title="About us", url="/en/ueber-uns/"),)

    def test_a_menu_of_the_language_wins(self, tree: Tree, ask: Ask) -> None:
        english = Locale.objects.get(language_code="en")
        menu = NavigationMenu.objects.create(title="Main", slug="main", locale=english)
        NavigationItem.objects.create(menu=menu, page=tree.info_en, label="Who we are", locale=english)
        around = surroundings(ask(tree.info_en))
        assert [link.title for link in arranged_menus(around).main] == ["Who we are"]

    def test_an_unpublished_page_leaves_the_menu(self, tree: Tree, ask: Ask) -> None:
        tree.info_en.unpublish()
        assert arranged_menus(surroundings(ask(tree.home_en))).main == ()
