"""Versions as a feed."""

import pytest
from defusedxml import ElementTree
from django.test import Client

from consultations.guidelines.pages import GuidelinePage
from tests.consultations.guidelines.reading.frozen import withdraw

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_newest_first_with_lasting_ids(client: Client, versions: GuidelinePage) -> None:
    response = client.get(f"{versions.url}versions/atom/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    links = [entry.find(f"{ATOM}link").attrib["href"] for entry in entries]
    assert [link.removeprefix(f"http://localhost{versions.url}") for link in links] == [
        "versions/2/",
        "versions/1/",
    ]
    newest = versions.versions.get(number=2)
    assert entries[0].findtext(f"{ATOM}id") == f"tag:localhost,2024:version:{newest.pk}:de"


def test_a_withdrawn_version_says_so(client: Client, versions: GuidelinePage) -> None:
    withdraw(versions.versions.get(number=1), "Zu früh veröffentlicht")
    text = client.get(f"{versions.url}versions/atom/").content.decode()
    assert "Zu früh veröffentlicht" in text


def test_without_versions_it_is_empty_and_old(client: Client, page: GuidelinePage) -> None:
    tree = ElementTree.fromstring(client.get(f"{page.url}versions/atom/").content)
    assert tree.findall(f"{ATOM}entry") == []
    assert tree.findtext(f"{ATOM}updated") == "2024-01-01T00:00:00+00:00"
