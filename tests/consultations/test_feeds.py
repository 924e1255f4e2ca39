"""Atom feeds, read back as XML."""

import datetime as dt

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from tests.factories.guidelines import make_guideline
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = fromstring(response.content)
    assert feed.find(f"{ATOM}id") is not None
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_protocols(client: Client) -> None:
    told = [{"number": "1", "title": "Eins", "decision": "Ja."}]
    make_meeting("Sitzung <b>1</b> & 2", days=-3, items=told)
    make_meeting("Ohne Protokoll", days=-2)
    assert titles(client, "/feeds/protocols.atom") == ["Sitzung <b>1</b> & 2"]


def test_drafts(client: Client) -> None:
    make_guideline(title="Erste Fassung", version_date=dt.date(2024, 3, 8))
    assert titles(client, "/feeds/drafts.atom?lang=de") == ["Erste Fassung"]


@pytest.mark.parametrize("name", ["protocols", "drafts"])
def test_empty_feeds_are_feeds(client: Client, name: str) -> None:
    assert titles(client, f"/feeds/{name}.atom?lang=xx") == []
