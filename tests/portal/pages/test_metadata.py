import json

from wagtail.models import Locale, PageViewRestriction

from home.pages import HomePage, InfoPage
from portal.pages.metadata import Alternate, metadata, script_json
from portal.pages.surroundings import surroundings
from tests.portal.conftest import Ask, Tree

INFO, INFO_EN = "http://localhost/de/ueber-uns/", "http://localhost/en/ueber-uns/"


def alias_of(page: InfoPage | HomePage, code: str) -> InfoPage | HomePage:
    locale, _ = Locale.objects.get_or_create(language_code=code)
    alias = page.copy_for_translation(locale, copy_parents=True, alias=True)
    return type(page).objects.get(pk=alias.pk)


def test_title_and_lead_are_what_is_shared(tree: Tree, ask: Ask) -> None:
    shared = metadata(surroundings(ask(tree.info)))
    assert (shared.title, shared.description, shared.canonical) == ("Über uns", "Wer wir sind", INFO)


def test_words_for_search_engines_win(tree: Tree, ask: Ask) -> None:
    tree.info.seo_title, tree.info.search_description = "Das Team", "Alle Namen"
    shared = metadata(surroundings(ask(tree.info)))
    assert (shared.title, shared.description) == ("Das Team", "Alle Namen")


def test_alternates_are_real_pages_and_german_for_everybody_else(tree: Tree, ask: Ask) -> None:
    expected = (Alternate("de", INFO), Alternate("en", INFO_EN), Alternate("x-default", INFO))
    assert metadata(surroundings(ask(tree.info))).alternates == expected
    assert metadata(surroundings(ask(tree.info_en))).alternates == expected


def test_a_page_in_one_language_has_no_alternates(tree: Tree, ask: Ask) -> None:
    tree.info_en.unpublish()
    assert metadata(surroundings(ask(tree.info))).alternates == ()


def test_a_private_translation_is_no_alternate(tree: Tree, ask: Ask) -> None:
    PageViewRestriction.objects.create(page=tree.home_en, restriction_type=PageViewRestriction.LOGIN)
    assert metadata(surroundings(ask(tree.info))).alternates == ()


def test_an_alias_points_at_its_source_and_is_nobodys_alternate(tree: Tree, ask: Ask) -> None:
    alias = alias_of(tree.info, "fr")
    shared = metadata(surroundings(ask(alias)))
    assert (shared.canonical, shared.alternates) == (INFO, ())
    assert [link.code for link in metadata(surroundings(ask(tree.info))).alternates] == [
        "de",
        "en",
        "x-default",
    ]


def test_an_alias_is_written_in_its_sources_language(tree: Tree, ask: Ask) -> None:
    around = surroundings(ask(alias_of(tree.info, "ar")))
    assert (around.text_language.code, around.text_language.dir) == ("de", "ltr")
    assert (around.address_language.code, around.address_language.dir) == ("ar", "rtl")


def test_the_breadcrumb_is_there_for_machines(tree: Tree, ask: Ask) -> None:
    (trail,) = metadata(surroundings(ask(tree.info))).json_ld
    assert [item["item"] for item in json.loads(trail)["itemListElement"]] == ["http://localhost/de/", INFO]


def test_a_page_adds_what_it_is(tree: Tree, ask: Ask) -> None:
    tree.info.json_ld = lambda url: {"@type": "AboutPage", "url": url}  # type: ignore[method-assign]
    own = json.loads(metadata(surroundings(ask(tree.info))).json_ld[-1])
    assert own == {"@context": "https://schema.org", "@type": "AboutPage", "url": INFO}


def test_json_cannot_end_its_script_element() -> None:
    text = script_json({"name": "</script><b>&"})
    assert text == '{"name":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}'
    assert json.loads(text) == {"name": "</script><b>&"}


def test_a_view_without_page_has_an_address_only(tree: Tree, ask: Ask) -> None:
    shared = metadata(surroundings(ask(path="/de/search/?q=x")))
    assert (shared.canonical, shared.json_ld) == ("http://localhost/de/search/", ())
