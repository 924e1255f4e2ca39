"""Atom feeds, read back as XML."""

import datetime as dt

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from consultations.meetings import selectors as meetings
from consultations.meetings.pages import MeetingPage
from tests.factories.guidelines import make_guideline
from tests.factories.meetings import make_meeting
from tests.home.site import make_home, make_news

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


def test_every_feed_has_an_id_of_its_own_whatever_else_is_asked(client: Client) -> None:
    for code in ("en", "ar"):
        Locale.objects.get_or_create(language_code=code)
    names = ("protocols", "drafts", "news")
    ids = {}
    for name in names:
        for code in ("de", "en", "ar"):
            feed = fromstring(client.get(f"/feeds/{name}.atom?lang={code}&utm=1").content)
            ids[name, code] = feed.findtext(f"{ATOM}id")
            links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
            assert links["self"] == f"http://localhost/feeds/{name}.atom?lang={code}"
    assert len(set(ids.values())) == len(ids)
    assert all(str(found).startswith("tag:localhost,2023:") for found in ids.values())


def moments(client: Client, address: str) -> tuple[str, dt.datetime, dt.datetime]:
    entry = fromstring(client.get(address).content).find(f"{ATOM}entry")
    published, updated = (
        dt.datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")) for name in ("published", "updated")
    )
    return entry.findtext(f"{ATOM}id"), published, updated


def test_a_protocol_appears_when_it_is_published_and_an_edit_only_updates_it(client: Client) -> None:
    start = timezone.now().replace(microsecond=0)
    with time_machine.travel(start - dt.timedelta(days=9), tick=False):
        page = make_meeting(
            "Sitzung", start=start - dt.timedelta(days=8), items=[{"number": "1", "title": "Eins"}]
        )
    with time_machine.travel(start - dt.timedelta(days=3), tick=False):
        item = page.agenda_items.get()
        item.protocol_text = "Gesagt."
        page.agenda_items = [item]
        page.save_revision().publish()
    first = moments(client, "/feeds/protocols.atom")
    assert first[1:] == (start - dt.timedelta(days=3),) * 2
    with time_machine.travel(start - dt.timedelta(days=1), tick=False):
        page = MeetingPage.objects.get(pk=page.pk)
        page.title, page.slug = "Neuer Titel", "neu"
        page.save_revision().publish()
    assert moments(client, "/feeds/protocols.atom") == (
        first[0],
        start - dt.timedelta(days=3),
        start - dt.timedelta(days=1),
    )


def test_a_protocol_written_beforehand_appears_with_the_session(client: Client) -> None:
    start = timezone.now().replace(microsecond=0) - dt.timedelta(days=1)
    with time_machine.travel(start - dt.timedelta(days=9), tick=False):
        make_meeting("Sitzung", start=start, items=[{"number": "1", "title": "Eins", "decision": "Ja."}])
    assert moments(client, "/feeds/protocols.atom")[1] == start


@pytest.mark.parametrize("name", ["drafts", "news"])
def test_what_is_edited_was_not_published_again(client: Client, name: str) -> None:
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(now - dt.timedelta(days=9), tick=False):
        if name == "drafts":
            page = make_guideline(title="Fassung", version_date=dt.date(2024, 3, 8))
        else:
            page = make_news(make_home(), 1, date=now - dt.timedelta(days=400))[1][0]
            page.save_revision().publish()
    page = page.specific_class.objects.get(pk=page.pk)
    page.summary = "Neu"
    with time_machine.travel(now, tick=False):
        page.save_revision().publish()
    _id, published, updated = moments(client, f"/feeds/{name}.atom")
    assert (published, updated) == (now - dt.timedelta(days=9), now)


def test_who_has_the_feed_already_is_told_so(client: Client) -> None:
    answer = client.get("/feeds/protocols.atom")
    assert client.get("/feeds/protocols.atom", headers={"If-None-Match": answer["ETag"]}).status_code == 304
