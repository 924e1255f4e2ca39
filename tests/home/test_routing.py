"""Addresses lead to their page."""

import pytest
from django.test import Client

from consultations.models import ConsultationIndexPage, ConsultationPage, GuidelinePage
from home.models import HomePage, InfoPage
from tests.home.site import add, make_news


def test_a_deep_page_is_found(home: HomePage, client: Client) -> None:
    _index, (article,) = make_news(home, 1)
    answer = client.get(article.url)
    assert answer.status_code == 200
    assert answer.context["page"] == article


def test_a_page_below_a_moved_one_follows(home: HomePage, client: Client) -> None:
    parent = add(home, InfoPage(title="Alt", slug="alt"))
    child = add(parent, InfoPage(title="Kind", slug="kind"))
    parent.refresh_from_db()
    parent.slug = "neu"
    parent.save()
    assert client.get("/de/neu/kind/").context["page"] == child
    assert client.get("/de/alt/kind/").status_code == 404


@pytest.mark.parametrize("path", ["/de/nirgends/", "/de/entwurf/", "/de/%00/", "/de/a/%00/b/", "/de/../x/"])
def test_what_is_not_there_is_not_found(home: HomePage, client: Client, path: str) -> None:
    add(home, InfoPage(title="Entwurf", slug="entwurf", live=False))
    assert client.get(path).status_code == 404


def test_what_lies_below_a_divided_address_is_found(home: HomePage, client: Client) -> None:
    index = add(home, ConsultationIndexPage(title="Verfahren", slug="verfahren"))
    consultation = add(index, ConsultationPage(title="Leitlinien", slug="leitlinien"))
    guideline = add(consultation, GuidelinePage(title="Entwurf", slug="entwurf"))
    assert client.get(f"{guideline.url}versions/").status_code == 200
    for path in ("versions/1/", "versions/x/", "nirgends/", "versions/versions/"):
        assert client.get(f"{guideline.url}{path}").status_code == 404
    assert client.get(f"{consultation.url}versions/").status_code == 404
