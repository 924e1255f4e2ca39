import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from home.pages import InfoPage
from home.snippets import NavigationItem, NavigationMenu
from portal.pages.menus import arranged_menus
from portal.pages.navigation import Link, Menus, breadcrumbs, easy_twin, language_links, main_menu
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


def test_what_is_not_there_in_the_language_stands_in_the_menu_in_german(tree: Tree, ask: Ask) -> None:
    tree.info.add_child(instance=InfoPage(title="Mehr über uns", slug="mehr", show_in_menus=True))
    tree.home.add_child(instance=InfoPage(title="Mitmachen", slug="mitmachen", show_in_menus=True))
    first, second = main_menu(surroundings(ask(tree.info_en)), Menus())
    assert (first.title, first.language) == ("About us", "")
    more = Link(title="Mehr über uns", url="/de/ueber-uns/mehr/", language="de")
    assert first.children == (more,)
    assert second == Link(title="Mitmachen", url="/de/mitmachen/", language="de")


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

    def test_a_page_that_is_not_there_in_the_language_leads_to_the_german_one(
        self, tree: Tree, ask: Ask
    ) -> None:
        tree.info_en.unpublish()
        german = Link(title="Wir", url="/de/ueber-uns/", language="de")
        assert arranged_menus(surroundings(ask(tree.home_en))).main == (german,)

    def test_an_unpublished_page_leaves_the_menu(self, tree: Tree, ask: Ask) -> None:
        tree.info_en.unpublish()
        tree.info.unpublish()
        assert arranged_menus(surroundings(ask(tree.home_en))).main == ()


def test_real_translations_come_first_in_the_switch(here: Surroundings) -> None:
    links = language_links(here)
    assert [link.code for link in links[:2]] == ["de", "en"]
    assert not any(link.available or link.url for link in links[2:])
    assert not any(link.source_only for link in links)


def test_what_is_there_in_german_only_is_called_so(tree: Tree, here: Surroundings) -> None:
    tree.info_en.unpublish()
    found = {link.code: link.source_only for link in language_links(here)}
    assert found == {
        "de": False,
        **dict.fromkeys(("de-simple", "en", "tr", "ar", "uk", "fr"), True),
    }


def test_an_alias_is_no_translation_in_the_switch(tree: Tree, ask: Ask) -> None:
    french = Locale.objects.create(language_code="fr")
    alias = tree.info.copy_for_translation(french, copy_parents=True, alias=True)
    links = {link.code: link for link in language_links(surroundings(ask(tree.info)))}
    assert (links["fr"].available, links["fr"].url) == (False, "")
    trail = breadcrumbs(surroundings(ask(InfoPage.objects.get(pk=alias.pk))))
    assert [(link.title, link.language) for link in trail] == [("Start", "de"), ("Über uns", "de")]


class TestEasyTwin:
    @pytest.fixture
    def easy(self, tree: Tree) -> InfoPage:
        simple = Locale.objects.create(language_code="de-simple")
        tree.home.copy_for_translation(simple).save_revision().publish()
        copy = InfoPage.objects.get(pk=tree.info.pk).copy_for_translation(simple)
        copy.save_revision().publish()
        return InfoPage.objects.get(pk=copy.pk)

    def test_a_page_leads_to_its_twin_and_back(self, tree: Tree, easy: InfoPage, ask: Ask) -> None:
        there, back = easy_twin(surroundings(ask(tree.info))), easy_twin(surroundings(ask(easy)))
        assert there is not None
        assert back is not None
        assert (there.available, there.url) == (True, "/de-simple/ueber-uns/")
        assert (back.available, back.url) == (True, "/de/ueber-uns/")

    def test_its_absence_is_told(self, here: Surroundings) -> None:
        twin = easy_twin(here)
        assert twin is not None
        assert (twin.available, twin.url) == (False, "")

    def test_a_view_without_page_has_none(self, tree: Tree, ask: Ask) -> None:
        assert easy_twin(surroundings(ask(path="/de/search/"))) is None

    def test_readers_see_either(self, tree: Tree, easy: InfoPage, client: Client) -> None:
        host = {"host": "localhost"}
        german = client.get("/de/ueber-uns/", headers=host).content.decode()
        assert '<a class="sd-tool" href="/de-simple/ueber-uns/" hreflang="de-simple">' in german
        assert '<span lang="de-simple" dir="ltr">Leichte Sprache</span>' in german
        easy.unpublish()
        german = client.get("/de/ueber-uns/", headers=host).content.decode()
        assert "/de-simple/ueber-uns/" not in german
        assert german.count("sd-easy-twin") == 1


def test_the_film_in_sign_language_is_reached_from_the_top(tree: Tree, client: Client) -> None:
    host = {"host": "localhost"}
    link = 'class="sd-tool" href="#gebaerdensprache"'
    assert link not in client.get("/de/ueber-uns/", headers=host).content.decode()
    page = InfoPage.objects.get(pk=tree.info.pk)
    film = {"title": "Unser Film", "address": "/media/films/a.mp4", "transcript": "<p>Alles als Text</p>"}
    page.body = [("text", "<p>Vorher</p>"), ("sign_language", film)]
    page.save_revision().publish()
    shown = client.get("/de/ueber-uns/", headers=host).content.decode()
    assert shown.index(link) < shown.index("<h1") < shown.index('id="gebaerdensprache"')
    assert "Alles als Text" in shown


def test_a_menu_that_follows_the_german_one_marks_its_words(tree: Tree, ask: Ask) -> None:
    german = Locale.objects.get(language_code="de")
    menu = NavigationMenu.objects.create(title="Service", slug="footer-1", locale=german)
    NavigationItem.objects.create(menu=menu, url="https://city.example/", label="Stadt", locale=german)
    (column,) = arranged_menus(surroundings(ask(tree.info_en))).footer
    assert (column.language, [link.language for link in column.items]) == ("de", ["de"])
    (column,) = arranged_menus(surroundings(ask(tree.info))).footer
    assert (column.language, [link.language for link in column.items]) == ("", [""])
