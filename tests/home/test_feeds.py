"""The news feed is Atom that a reader can rely on."""

import datetime as dt

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import HomePage, NewsPage
from tests.home.site import add, make_home, make_news

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = timezone.now()


def feed(client: Client, query: str = "") -> ElementTree:
    answer = client.get(f"/feeds/news.atom{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def titles(root: ElementTree) -> list[str]:
    return [str(entry.findtext(f"{ATOM}title")) for entry in root.iter(f"{ATOM}entry")]


def test_it_has_what_atom_demands(home: HomePage, client: Client) -> None:
    make_news(home, 1)
    root = feed(client)
    for place in (root, root.find(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert place.findtext(f"{ATOM}{name}"), name
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_newest_first_live_and_public_only(home: HomePage, client: Client) -> None:
    index, articles = make_news(home, 2, date=NOW - dt.timedelta(days=1))
    add(index, NewsPage(title="Neueste", slug="neueste", date=NOW))
    add(index, NewsPage(title="Entwurf", slug="entwurf", live=False))
    PageViewRestriction.objects.create(page=articles[0], restriction_type=PageViewRestriction.LOGIN)
    assert titles(feed(client)) == ["Neueste", "Meldung 1"]


def test_an_id_outlives_a_new_title_and_address(home: HomePage, client: Client) -> None:
    _index, (article,) = make_news(home, 1)
    before = feed(client).findtext(f"{ATOM}entry/{ATOM}id")
    article.title, article.slug = "Neu", "neu"
    article.save_revision().publish()
    after = feed(client)
    assert before == f"tag:localhost,2023:page:{article.pk}"
    assert after.findtext(f"{ATOM}entry/{ATOM}id") == before
    assert titles(after) == ["Neu"]


def test_a_correction_moves_the_updated_date(home: HomePage, client: Client) -> None:
    _index, (article,) = make_news(home, 1, date=NOW - dt.timedelta(days=9))
    article.save_revision().publish()
    updated = dt.datetime.fromisoformat(str(feed(client).findtext(f"{ATOM}entry/{ATOM}updated")))
    assert abs(updated - timezone.now()) < dt.timedelta(minutes=5)


def test_each_language_has_its_own_feed(home: HomePage, client: Client) -> None:
    make_news(home, 1)
    make_home("fr")
    root = feed(client, "?lang=fr")
    assert titles(root) == ["Meldung 0 (uniquement en allemand)"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.findtext(f"{ATOM}id") != feed(client).findtext(f"{ATOM}id")


@pytest.mark.parametrize("asked", ["", "xx", "DE", "de%00", "9" * 300])
def test_an_unknown_language_gets_german(home: HomePage, client: Client, asked: str) -> None:
    make_news(home, 1)
    assert titles(feed(client, f"?lang={asked}")) == ["Meldung 0"]
