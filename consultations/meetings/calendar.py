"""Sessions as iCalendar, for one session or as a feed to subscribe to."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vText
from wagtail.models import Locale

from consultations.meetings import rules, selectors
from consultations.meetings.models import Organization
from consultations.meetings.pages import MeetingPage

KEPT = dt.timedelta(days=366)
_STATUS = {"cancelled": "CANCELLED", "confirmed": "CONFIRMED"}


def feed_meetings(
    locale: Locale, now: dt.datetime, organization: Organization | None = None
) -> list[MeetingPage]:
    """What a feed holds: the past year and everything to come."""
    meetings = selectors.visible(locale).filter(start__gte=now - KEPT)
    if organization is not None:
        meetings = meetings.filter(organization=organization)
    return list(meetings.order_by("start", "pk"))


def render(name: str, meetings: Sequence[MeetingPage], now: dt.datetime) -> bytes:
    """The calendar file; the same sessions give the same bytes until one of them is over."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{urlsplit(settings.SITE_URL).hostname}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    zone = timezone.get_default_timezone()
    calendar.add_component(_timezone(zone, meetings))
    spoken = translation.get_language()
    for meeting in meetings:
        with translation.override(meeting.locale.language_code):
            event = _event(meeting, zone, now)
        if meeting.locale.language_code != spoken:
            event["summary"].params["LANGUAGE"] = meeting.locale.language_code
            event["comment"] = vText(_("Only in German"))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def etag(content: bytes) -> str:
    """Identity of a calendar file."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def changed_at(meetings: Iterable[MeetingPage]) -> dt.datetime | None:
    """When the last of these sessions was published."""
    moments = [meeting.last_published_at for meeting in meetings if meeting.last_published_at]
    return max(moments, default=None)


def _timezone(zone: dt.tzinfo, meetings: Sequence[MeetingPage]) -> Timezone:
    years = [meeting.start.year for meeting in meetings] or [timezone.localdate().year]
    first, last = dt.date(min(years) - 1, 1, 1), dt.date(max(years) + 2, 1, 1)
    return Timezone.from_tzinfo(zone, first_date=first, last_date=last)


def _event(meeting: MeetingPage, zone: dt.tzinfo, now: dt.datetime) -> Event:
    event = Event()
    host = urlsplit(settings.SITE_URL).hostname
    changed = meeting.last_published_at or meeting.start
    event.add("uid", f"{meeting.translation_key}@{host}")
    event.add("sequence", meeting.ical_sequence)
    event.add("dtstamp", changed.astimezone(dt.UTC))
    event.add("last-modified", changed.astimezone(dt.UTC))
    event.add("summary", meeting.title)
    event.add("status", _STATUS.get(meeting.state, "TENTATIVE"))
    event.add("url", meeting.full_url or "")
    event.add("categories", [str(meeting.organization)])
    _add_times(event, meeting, zone)
    if meeting.public:
        _add_public(event, meeting, now)
    return event


def _add_times(event: Event, meeting: MeetingPage, zone: dt.tzinfo) -> None:
    start, end = meeting.times
    if rules.all_day(start, end):
        event.add("dtstart", start.date())
        if end is not None:
            # The day after the last one, as RFC 5545 wants it; without it, it is the one day.
            event.add("dtend", end.date())
        return
    start = start.astimezone(zone)
    event.add("dtstart", start)
    event.add("dtend", rules.ends_at(*meeting.times).astimezone(zone))


def _add_public(event: Event, meeting: MeetingPage, now: dt.datetime) -> None:
    if location := ", ".join(part for part in (meeting.place, meeting.address) if part):
        event.add("location", location)
    lines = [meeting.state_note, meeting.summary]
    if meeting.accessibility:
        lines.append(_("Accessibility: %(text)s") % {"text": meeting.accessibility})
    if meeting.stream_url and meeting.shown_at(now).stream:
        lines.append(_("Take part online: %(url)s") % {"url": meeting.stream_url})
    if description := "\n\n".join(line for line in lines if line):
        event.add("description", description)
