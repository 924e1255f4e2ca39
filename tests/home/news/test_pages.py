"""A press release with contact and corrections."""

import datetime as dt
import json
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from home.models import Contact, Correction, HomePage, NewsPage
from tests.home.site import add, make_news

NOW = timezone.now()


@pytest.fixture
def article(home: HomePage) -> NewsPage:
    contact = Contact.objects.create(name="Pressestelle", phone="+49 631 000-1", locale=home.locale)
    index, _articles = make_news(home, 0)
    page = NewsPage(
        title="Sitzung am 4. Oktober",
        slug="sitzung",
        subtitle="Rathausfoyer, 18 Uhr",
        summary="Der Arbeitskreis tagt.",
        date=NOW,
        press_contact=contact,
        body=[("text", "<p>Alle sind eingeladen.</p>")],
    )
    for days, text in ((2, "Zuerst berichtigt"), (1, "Zuletzt berichtigt")):
        page.corrections.add(
            Correction(date=NOW - dt.timedelta(days=days), text=text, previous_wording="6. Oktober")
        )
    return add(index, page)


def test_corrections_are_shown_newest_first(article: NewsPage, client: Client) -> None:
    html = client.get(article.url).content.decode()
    assert html.index("Zuletzt berichtigt") < html.index("Zuerst berichtigt")
    assert html.count("<del>6. Oktober</del>") == 2


def test_the_press_contact_can_be_called(article: NewsPage, client: Client) -> None:
    assert 'href="tel:+496310001"' in client.get(article.url).content.decode()


def test_a_withdrawn_contact_is_not_shown(article: NewsPage, client: Client) -> None:
    Contact.objects.update(live=False)
    assert "Pressestelle" not in client.get(article.url).content.decode()


def test_the_article_is_described_for_machines(article: NewsPage) -> None:
    data = article.json_ld("https://stadt.example/de/sitzung/")
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Sitzung am 4. Oktober"
    assert data["datePublished"] == NOW.isoformat()
    assert [item["text"] for item in data["correction"]] == ["Zuletzt berichtigt", "Zuerst berichtigt"]


def test_the_page_carries_the_description(article: NewsPage, client: Client) -> None:
    html = client.get(article.url).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert '"NewsArticle"' in json.dumps([json.loads(script) for script in scripts])


def test_search_gets_every_part_with_its_place(article: NewsPage) -> None:
    source = article.find_source()
    assert (source.kind, source.date, source.language) == ("news", timezone.localtime(NOW).date(), "de")
    assert [entry.text for entry in source.entries] == [
        "Rathausfoyer, 18 Uhr",
        "Alle sind eingeladen.",
        "Zuletzt berichtigt",
        "Zuerst berichtigt",
    ]
    assert source.entries[-1].place == article.corrections_in_order[-1].anchor


def test_an_article_costs_few_queries(
    article: NewsPage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(article.url)
    with django_assert_max_num_queries(15):
        client.get(article.url)
