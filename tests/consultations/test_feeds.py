"""Atom feeds, read back as XML."""

import datetime as dt

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from wagtail.models import Locale

from consultations.meetings import selectors as meetings
from consultations.meetings.pages import MeetingPage
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


def test_an_alias_of_another_language_is_in_no_feed_and_no_calendar(client: Client) -> None:
    meeting = make_meeting("Sitzung", days=-3, items=[{"number": "1", "title": "Eins", "decision": "Ja."}])
    turkish = Locale.objects.get_or_create(language_code="tr")[0]
    alias = meeting.copy_for_translation(turkish, copy_parents=True, alias=True)
    MeetingPage.objects.filter(pk=alias.pk).update(live=True)
    assert titles(client, "/feeds/protocols.atom") == ["Sitzung"]
    assert [one.pk for one in meetings.visible(turkish)] == [meeting.pk]
    feed = fromstring(client.get("/feeds/protocols.atom?lang=tr").content)
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "de"
    assert entry.findtext(f"{ATOM}title") == "Sitzung (yalnızca Almanca)"


@pytest.mark.parametrize(("code", "name"), [("de", "Neue Protokolle"), ("en", "New minutes")])
def test_a_feed_speaks_its_language(client: Client, code: str, name: str) -> None:
    Locale.objects.get_or_create(language_code=code)
    feed = fromstring(client.get(f"/feeds/protocols.atom?lang={code}").content)
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == code
    assert str(feed.findtext(f"{ATOM}title")).startswith(name)
