"""Calendar files, read back the way a calendar program does."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar
from wagtail.models import Locale

from tests.factories.meetings import make_meeting, make_organization

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def events(client: Client, address: str) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_one_session(client: Client) -> None:
    page = make_meeting(
        title="Sitzung; mit, Zeichen",
        place="Rathausfoyer",
        address="Markt 1",
        state="confirmed",
        accessibility="Aufzug",
    )
    [event] = events(client, f"/calendar/meeting/{page.pk}.ics")
    assert event["UID"] == f"{page.translation_key}@localhost"
    assert event["SUMMARY"] == "Sitzung; mit, Zeichen"
    assert event["LOCATION"] == "Rathausfoyer, Markt 1"
    assert event["STATUS"] == "CONFIRMED"
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert event.decoded("DTSTART") == page.start
    assert event["URL"] == page.full_url
    assert "Aufzug" in event["DESCRIPTION"]
    assert event.decoded("LAST-MODIFIED") == page.last_published_at.replace(microsecond=0)


@pytest.mark.parametrize(("month", "offset"), [(1, 1), (7, 2)])
def test_the_time_zone_comes_along_with_its_changes(client: Client, month: int, offset: int) -> None:
    start = dt.datetime(2031, month, 15, 18, tzinfo=BERLIN)
    page = make_meeting(start=start)
    response = client.get(f"/calendar/meeting/{page.pk}.ics")
    calendar = Calendar.from_ical(response.content)
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"
    assert len(zone.walk("DAYLIGHT")) >= 1
    [event] = calendar.walk("VEVENT")
    assert event.decoded("DTSTART").utcoffset() == dt.timedelta(hours=offset)
    assert b"DTSTART;TZID=Europe/Berlin:2031" in response.content
    assert b"T180000" in response.content


def test_moving_raises_the_sequence_and_keeps_the_uid(client: Client) -> None:
    page = make_meeting()
    [before] = events(client, "/calendar/all.ics")
    draft = page.get_latest_revision_as_object()
    draft.start += dt.timedelta(days=1)
    draft.state = "moved"
    draft.save_revision().publish()
    [after] = events(client, "/calendar/all.ics")
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["STATUS"] == "TENTATIVE"


def test_cancelled_sessions_stay_in_the_feed(client: Client) -> None:
    make_meeting(state="cancelled")
    [event] = events(client, "/calendar/all.ics")
    assert event["STATUS"] == "CANCELLED"


def test_feed_of_a_body(client: Client) -> None:
    make_meeting("Rat", organization=make_organization("Stadtrat"))
    make_meeting("Kreis")
    assert [event["SUMMARY"] for event in events(client, "/calendar/body/stadtrat.ics")] == ["Rat"]
    assert client.get("/calendar/body/unbekannt.ics").status_code == 404


def test_feed_holds_the_past_year_and_the_future(client: Client) -> None:
    make_meeting("Zu alt", days=-400)
    make_meeting("Alt", days=-300)
    make_meeting("Fern", days=900)
    assert [event["SUMMARY"] for event in events(client, "/calendar/all.ics?lang=de")] == ["Alt", "Fern"]


def test_a_session_without_a_time_is_a_day(client: Client) -> None:
    page = make_meeting(start=dt.datetime(2031, 5, 6, tzinfo=BERLIN))
    [event] = events(client, f"/calendar/meeting/{page.pk}.ics")
    assert event.decoded("DTSTART") == dt.date(2031, 5, 6)
    assert "DTEND" not in event


def test_non_public_sessions_keep_their_secrets(client: Client) -> None:
    page = make_meeting(
        public=False, place="Geheim", summary="Geheim", stream_url="https://example.org/geheim"
    )
    content = client.get(f"/calendar/meeting/{page.pk}.ics").content.decode()
    assert "eheim" not in content


def test_unpublished_sessions_have_no_calendar(client: Client) -> None:
    page = make_meeting()
    page.unpublish()
    assert client.get(f"/calendar/meeting/{page.pk}.ics").status_code == 404
    assert events(client, "/calendar/all.ics") == []


def test_asking_again_costs_nothing(client: Client) -> None:
    make_meeting()
    first = client.get("/calendar/all.ics")
    assert first["Last-Modified"]
    again = client.get("/calendar/all.ics", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert client.post("/calendar/all.ics").status_code == 405


@pytest.mark.parametrize("address", ["/calendar/all.ics?lang=xx", "/calendar/all.ics?lang="])
def test_unknown_languages_give_the_source_language(client: Client, address: str) -> None:
    make_meeting("Sitzung")
    assert [event["SUMMARY"] for event in events(client, address)] == ["Sitzung"]


@pytest.mark.parametrize(("code", "word"), [("de", "Barrierefreiheit: Lift"), ("en", "Accessibility: Lift")])
def test_a_calendar_speaks_the_language_of_the_session(client: Client, code: str, word: str) -> None:
    page = make_meeting(accessibility="Lift")
    if code != "de":
        locale = Locale.objects.get_or_create(language_code=code)[0]
        page = page.copy_for_translation(locale, copy_parents=True)
        page.save_revision().publish()
    [event] = events(client, f"/calendar/meeting/{page.pk}.ics")
    assert word in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("days", "state", "shown"), [(7, "confirmed", True), (-7, "confirmed", False), (7, "cancelled", False)]
)
def test_the_way_in_online_is_told_as_long_as_the_page_offers_it(
    client: Client, days: int, state: str, shown: bool
) -> None:
    page = make_meeting(days=days, state=state, format="digital", stream_url="https://live.example.org/")
    [event] = events(client, f"/calendar/meeting/{page.pk}.ics")
    assert ("live.example.org" in event.get("DESCRIPTION", "")) is shown
    assert ("location" in page.json_ld("https://example.org/")) is shown
    assert ("live.example.org" in client.get(page.url).content.decode()) is shown
