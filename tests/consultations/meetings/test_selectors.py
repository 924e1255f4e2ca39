"""Lists of sessions for other pages."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from consultations.meetings import listing, presentation, selectors
from consultations.meetings.pages import MeetingPage
from consultations.meetings.rules import MeetingState
from tests.factories.meetings import german, make_index, make_meeting

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


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
    entries = selectors.timeline_entries(make_index(), timezone.now())
    assert [entry.kind for entry in entries] == ["meeting", "protocol", "meeting"]
    assert entries[1].url.endswith("#protocol")
    assert entries[2].text == "Arbeitskreis, Foyer"
    assert (entries[0].badge, entries[2].badge) == ("", "moved")
    assert entries[0].window.end is not None


def test_no_list_promises_a_protocol_that_the_page_withholds() -> None:
    told = [{"number": "1", "title": "Eins", "protocol_text": "Gesagt."}]
    for title, days, fields in (("Künftig", 2, {}), ("Ausgefallen", -2, {"state": "cancelled"})):
        make_meeting(title, days=days, items=told, **fields)
    entries = selectors.timeline_entries(make_index(), timezone.now())
    assert [entry.kind for entry in entries] == ["meeting", "meeting"]
    assert selectors.newest_protocols(german(), 5) == []
    found = listing.read(MeetingPage.objects.all(), german(), {}, timezone.now())
    cards = [*found.upcoming, *(card for group in found.years for card in group.meetings)]
    assert [card.protocol_ready for card in cards] == [False, False]


def test_a_vote_alone_is_a_protocol_for_page_and_lists_alike() -> None:
    page = make_meeting("Nur Abstimmung", days=-2, items=[{"number": "1", "title": "Eins", "result": "3:2"}])
    assert [card.title for card in selectors.newest_protocols(german(), 5)] == ["Nur Abstimmung"]
    assert presentation.present(page, timezone.now()).card.protocol_ready


@pytest.mark.parametrize(
    ("start", "end", "moment", "expected"),
    [
        (dt.datetime(2027, 6, 9), None, dt.datetime(2027, 6, 9, 20), True),
        (dt.datetime(2027, 6, 9), None, dt.datetime(2027, 6, 10), False),
        (dt.datetime(2027, 6, 9, 18), dt.datetime(2027, 6, 10, 0, 30), dt.datetime(2027, 6, 10, 0, 29), True),
        (
            dt.datetime(2027, 6, 9, 18),
            dt.datetime(2027, 6, 10, 0, 30),
            dt.datetime(2027, 6, 10, 0, 30),
            False,
        ),
        (dt.datetime(2027, 6, 7, 17), dt.datetime(2027, 6, 10, 12), dt.datetime(2027, 6, 9, 3), True),
    ],
)
def test_long_and_timeless_sessions_go_on_everywhere_until_they_end(
    start: dt.datetime, end: dt.datetime | None, moment: dt.datetime, expected: bool
) -> None:
    moment = moment.replace(tzinfo=BERLIN)
    page = make_meeting(start=start.replace(tzinfo=BERLIN), end=end and end.replace(tzinfo=BERLIN))
    assert (page.state_at(moment) == MeetingState.RUNNING) is expected
    assert (selectors.next_meeting(german(), moment) is not None) is expected
    found = listing.read(MeetingPage.objects.all(), german(), {}, moment)
    assert (bool(found.upcoming), bool(found.years)) == (expected, not expected)
