"""A session as an event for machines: the facts subscribers rely on, and schema.org."""

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from consultations.meetings.presentation import start_iso
from consultations.meetings.rules import all_day
from portal.formats.dates import last_day

if TYPE_CHECKING:
    from consultations.meetings.pages import MeetingPage

_SCHEMA = "https://schema.org/"
_STATUS = {"cancelled": "EventCancelled", "moved": "EventRescheduled"}
_ATTENDANCE = {
    "analog": "OfflineEventAttendanceMode",
    "digital": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def facts_hash(meeting: "MeetingPage") -> str:
    """Short identity of title, time, place and state; a new one means calendars must be told."""
    end = meeting.end.timestamp() if meeting.end else None
    facts = [meeting.title, meeting.start.timestamp(), end, meeting.place, meeting.address, meeting.state]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def json_ld(meeting: "MeetingPage", url: str, now: dt.datetime) -> dict[str, Any]:
    """schema.org Event without `@context`; times carry the city's offset."""
    data: dict[str, Any] = {
        "@type": "Event",
        "name": meeting.title,
        "startDate": start_iso(meeting),
        "eventStatus": _SCHEMA + _STATUS.get(meeting.state, "EventScheduled"),
        "eventAttendanceMode": _SCHEMA + _ATTENDANCE[meeting.format],
        "organizer": {"@type": "Organization", "name": str(meeting.organization)},
        "inLanguage": meeting.locale.language_code,
        "url": url,
    }
    start, end = meeting.times
    if end:
        data["endDate"] = last_day(end).isoformat() if all_day(start, end) else end.isoformat()
    if meeting.summary and meeting.public:
        data["description"] = meeting.summary
    if places := _places(meeting, now):
        data["location"] = places if len(places) > 1 else places[0]
    return data


def _places(meeting: "MeetingPage", now: dt.datetime) -> list[dict[str, str]]:
    places: list[dict[str, str]] = []
    if not meeting.public:
        return places
    if meeting.format != "digital" and (meeting.place or meeting.address):
        place = {"@type": "Place", "name": meeting.place or meeting.address}
        if meeting.address:
            place["address"] = meeting.address
        places.append(place)
    if meeting.format != "analog" and meeting.stream_url and meeting.shown_at(now).stream:
        places.append({"@type": "VirtualLocation", "url": meeting.stream_url})
    return places
