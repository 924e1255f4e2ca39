"""The front page, information pages and the glossary."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page

from home.models import GlossaryPage, GlossaryTerm, HomePage, InfoPage
from tests.home.site import add, make_home, make_news


def test_the_empty_front_page_explains_itself(home: HomePage, client: Client) -> None:
    answer = client.get(home.url)
    assert answer.status_code == 200
    assert answer.content.decode().count('class="sd-empty"') == 5


def test_the_front_page_shows_the_three_newest_articles(home: HomePage, client: Client) -> None:
    make_news(home, 4)
    answer = client.get(home.url)
    assert [card.title for card in answer.context["newest_news"]] == ["Meldung 3", "Meldung 2", "Meldung 1"]


def test_news_that_are_not_translated_are_announced_in_german(home: HomePage, client: Client) -> None:
    index, _articles = make_news(home, 1)
    answer = client.get(make_home("fr").url)
    assert [(card.title, card.language) for card in answer.context["newest_news"]] == [("Meldung 0", "de")]
    assert answer.context["news_url"] == index.url


def test_the_front_page_costs_few_queries(
    home: HomePage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_news(home, 4)
    client.get(home.url)
    with django_assert_max_num_queries(20):
        client.get(home.url)


def test_one_front_page_per_language(home: HomePage) -> None:
    root = Page.objects.get(depth=1)
    assert HomePage.can_create_at(root) is False
    second = HomePage(title="Zweite", slug="zweite", locale=home.locale, path="00019999", depth=2)
    with pytest.raises(ValidationError) as caught:
        second.clean()
    assert len(caught.value.messages) == 1
    assert make_home("fr").locale.language_code == "fr"


def test_an_information_page_is_found_by_its_text(home: HomePage) -> None:
    page = add(home, InfoPage(title="Impressum", slug="impressum", body=[("text", "<p>Anbieter</p>")]))
    source = page.find_source()
    assert (source.key, source.kind, source.date) == (f"page:{page.pk}", "info", None)
    assert [entry.text for entry in source.entries] == ["Anbieter"]


def glossary(home: HomePage, *terms: str) -> GlossaryPage:
    for number, term in enumerate(terms):
        GlossaryTerm.objects.create(
            term=term, slug=f"begriff-{number}", definition="<p>Was es <b>ist</b>.</p>", locale=home.locale
        )
    return add(home, GlossaryPage(title="Glossar", slug="glossar"))


def test_the_glossary_sorts_like_a_dictionary(home: HomePage, client: Client) -> None:
    page = glossary(
        home, "Zeitplan", "Öffentlichkeit", "Ortsbeirat", "äußern", "24-Stunden-Regel", "Abwägung"
    )
    letters = client.get(page.url).context["letters"]
    assert [(letter, [term.term for term in terms]) for letter, terms in letters] == [
        ("A", ["Abwägung", "äußern"]),
        ("O", ["Öffentlichkeit", "Ortsbeirat"]),
        ("Z", ["Zeitplan"]),
        ("#", ["24-Stunden-Regel"]),
    ]


def test_search_leads_to_the_term(home: HomePage, client: Client) -> None:
    page = glossary(home, "Synopse")
    (entry,) = page.find_source().entries
    assert (entry.place, entry.heading, entry.text) == ("begriff-0", "Synopse", "Was es ist.")
    assert f'id="{entry.place}"' in client.get(page.url).content.decode()


def test_the_glossary_shows_live_terms_of_its_language_only(home: HomePage, client: Client) -> None:
    page = glossary(home, "Synopse", "Entwurf")
    GlossaryTerm.objects.filter(term="Entwurf").update(live=False)
    french = Locale.objects.create(language_code="fr")
    GlossaryTerm.objects.create(term="Projet", slug="projet", definition="<p>x</p>", locale=french)
    letters = client.get(page.url).context["letters"]
    assert [term.term for _letter, terms in letters for term in terms] == ["Synopse"]
