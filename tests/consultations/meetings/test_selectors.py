"""Lists of sessions for other pages."""

import datetime as dt

import pytest
from django.utils import timezone

from consultations.meetings import selectors
from tests.factories.meetings import german, make_index, make_meeting

pytestmark = pytest.mark.django_db


def test_next_meeting_is_public_and_takes_place() -> None:
    make_meeting("Abgesagt", days=1, state="cancelled")
    make_meeting("Nicht öffentlich", days=2, public=False)
    make_meeting("Vorbei", days=-1)
    make_meeting("Richtig", days=3)
    found = selectors.next_meeting(german(), timezone.now())
    assert found is not None and found.title == "Richtig"


def test_no_next_meeting() -> None:
    assert selectors.next_meeting(german(), timezone.now()) is None


def test_a_running_session_is_still_the_next_one() -> None:
    now = timezone.now()
    make_meeting("Läuft", start=now - dt.timedelta(hours=1))
    found = selectors.next_meeting(german(), now)
    assert found is not None and found.state == "open"


def test_upcoming_sessions_tell_of_cancelled_ones() -> None:
    make_meeting("Abgesagt", days=1, state="cancelled")
    make_meeting("Später", days=9)
    found = selectors.upcoming(german(), timezone.now())
    assert [(page.title, page.state) for page in found] == [
        ("Abgesagt", "cancelled"),
        ("Später", "scheduled"),
    ]


def test_newest_protocols() -> None:
    told = [{"number": "1", "title": "Eins", "protocol_text": "Gesagt."}]
    make_meeting("Ohne", days=-1, items=[{"number": "1", "title": "Eins"}])
    make_meeting("Alt", days=-9, items=told)
    make_meeting("Neu", days=-2, items=told)
    make_meeting("Geheim", days=-2, items=told, public=False)
    make_meeting("Nur geheimer Teil", days=-2, items=[told[0] | {"public": False}])
    make_meeting("Künftig", days=2, items=told)
    found = selectors.newest_protocols(german(), 5)
    assert [card.title for card in found] == ["Neu", "Alt"]
    assert all(card.protocol_ready for card in found)


def test_timeline_has_sessions_and_protocols() -> None:
    make_meeting("Erste", days=-9, items=[{"number": "1", "title": "Eins", "decision": "Ja."}])
    make_meeting("Zweite", days=9, state="moved", place="Foyer")
    entries = selectors.timeline_entries(make_index())
    assert [entry.kind for entry in entries] == ["meeting", "protocol", "meeting"]
    assert entries[1].url.endswith("#protocol")
    assert entries[2].text == "Arbeitskreis, Foyer"
    assert (entries[0].badge, entries[2].badge) == ("", "moved")
    assert entries[0].window.end is not None
