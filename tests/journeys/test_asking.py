"""Asking in the demo: what is suggested, recommended and offered instead."""

from typing import Any

from django.test import Client
from wagtail.models import PageViewRestriction

from tests.demo import DemoPortal


def items(client: Client, text: str) -> list[tuple[str, str]]:
    answer: dict[str, Any] = client.get("/de/search/suggest/", {"q": text}).json()
    return [(item["text"], item["url"]) for item in answer["items"]]


def test_demo_offers_agenda_items_and_bodies(demo_portal: DemoPortal, db: None, client: Client) -> None:
    found = items(client, "Methodenk")
    assert ("Methodenkoffer", "/de/glossar/#methodenkoffer") in found
    places = [url for text in ("Klebe", "Auswertung", "Method", "Leitl") for _t, url in items(client, text)]
    assert any("#top-" in url for url in places)
    bodies = [url for _text, url in items(client, "Arbeitskr") if "body=" in url]
    assert len(bodies) == 1
    assert client.get(bodies[0]).context["answer"].total >= 1


def test_near_names_lead_to_something_and_vanish_with_it(
    demo_portal: DemoPortal, db: None, client: Client
) -> None:
    answer = client.get("/de/search/", {"q": "Arbeitskreise Elefantenrennen Quitte", "all": "1"})
    nearby = answer.context["help"].nearby
    assert [one.name for one in nearby][:1] == ["body"]
    address = f"?{nearby[0].name}={nearby[0].value}"
    assert client.get(f"/de/search/{address}").context["answer"].total > 0
    assert nearby[0].value in answer.text


def test_the_demo_has_synonyms_and_a_recommendation(
    demo_portal: DemoPortal, db: None, client: Client
) -> None:
    page = client.get("/de/search/", {"q": "Niederschrift"})
    assert page.context["answer"].synonyms == ("Protokoll", "Mitschrift")
    assert page.context["answer"].total > 0
    recommended = client.get("/de/search/", {"q": "Wie kann ich mitmachen?"}).context["answer"].promoted
    assert [one.url for one in recommended] == ["/de/so-funktioniert-beteiligung/"]


def test_consultations_are_a_filter_while_they_are_open(
    demo_portal: DemoPortal, db: None, client: Client
) -> None:
    wide = {"type": ["meeting", "consultation"]}

    def names() -> list[str]:
        facets = client.get("/de/search/", wide).context["facets"]
        return [o.label for facet in facets if facet.name == "consultation" for o in facet.options]

    page = demo_portal.page("leitlinien")
    assert page.title in names()
    narrowed = client.get("/de/search/", wide | {"consultation": [page.title]}).context["answer"]
    assert 0 < narrowed.total < client.get("/de/search/", wide).context["answer"].total
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert page.title not in names()
