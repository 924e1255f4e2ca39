"""Reading sessions for lists and feeds: live and public only, few queries, evaluated."""

import datetime as dt

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from consultations.meetings.models import AgendaItem, Organization
from consultations.meetings.pages import MeetingPage
from consultations.meetings.presentation import LOOKS, STATE_LABELS, Card, card
from consultations.meetings.protocols import protocol_shown
from consultations.meetings.rules import ASSUMED_DURATION, MeetingState, ends_at
from consultations.timeline.rules import TimelineEntry, Window
from portal.accounts.visibility import offered, offered_below
from portal.formats import dates
from portal.translation.languages import source_language
from portal.translation.readers import foreign, marked

# What is planned needs no words on a timeline, what changed does.
TOLD = (MeetingState.MOVED, MeetingState.CANCELLED)


def visible(locale: Locale) -> PageQuerySet:
    """Sessions that everybody may see, for readers of a language."""
    meetings: PageQuerySet = offered(MeetingPage.objects.live(), locale.language_code)
    return meetings.select_related("organization", "locale")


def upcoming(locale: Locale, now: dt.datetime, organization: Organization | None = None) -> PageQuerySet:
    """Sessions that are not over yet, cancelled ones too, the next one first."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    # As `rules.ends_at` has it: without an end three hours, or the day when only that is known.
    begun_lately = Q(start__gt=now - ASSUMED_DURATION) | Q(start=midnight)
    meetings = visible(locale).filter(Q(end__gt=now) | Q(begun_lately, end__isnull=True))
    if organization is not None:
        meetings = meetings.filter(organization=organization)
    return meetings.order_by("start", "pk")


def next_meeting(locale: Locale, now: dt.datetime, organization: Organization | None = None) -> Card | None:
    """The next public session, or the one that is running."""
    held = upcoming(locale, now, organization).filter(public=True).exclude(state=MeetingPage.State.CANCELLED)
    meeting = held.first()
    return card(meeting, now) if meeting else None


def newest_protocols(locale: Locale, limit: int) -> list[Card]:
    """The latest sessions whose protocol can be read, with the number of their decisions."""
    now = timezone.now()
    decided = AgendaItem.objects.filter(page=OuterRef("pk"), public=True).exclude(decision="").order_by()
    counted = Subquery(decided.values("page").annotate(number=Count("pk")).values("number"))
    found = visible(locale).filter(protocol_shown(now)).order_by("-start", "-pk")
    return [
        card(meeting, now, protocol_ready=True, decisions=meeting.decisions or 0)
        for meeting in found.annotate(decisions=counted)[:limit]
    ]


def appeared_protocols(locale: Locale, now: dt.datetime, limit: int) -> list[MeetingPage]:
    """Sessions whose protocol can be read, that which appeared last first."""
    known = Coalesce("protocol_since", "first_published_at", "start")
    found = visible(locale).filter(protocol_shown(now)).annotate(appeared=Greatest(known, "start"))
    return list(found.order_by("-appeared", "-pk")[:limit])


def timeline_entries(consultation: Page, now: dt.datetime) -> list[TimelineEntry]:
    """The sessions of a consultation and their protocols, as lines of its timeline."""
    meetings = offered_below(MeetingPage.objects.live(), consultation)
    meetings = meetings.select_related("organization", "locale").order_by("start", "pk")
    entries = []
    for meeting in meetings.annotate(protocol_shown=protocol_shown(now)):
        entries.append(_session_line(meeting))
        if meeting.protocol_shown:
            entries.append(_protocol_line(meeting))
    return entries


def _session_line(meeting: MeetingPage) -> TimelineEntry:
    state = MeetingState(meeting.state)
    body = marked(meeting.organization, source_language().code)
    place = marked(meeting.place, meeting.locale.language_code) if meeting.public else ""
    return TimelineEntry(
        kind="meeting",
        title=meeting.title,
        url=meeting.url or "",
        window=Window(meeting.start, ends_at(*meeting.times)),
        when_label=dates.brief(meeting.start, meeting.end),
        text=dates.listed_html([body, place]),
        status=str(STATE_LABELS[state]) if state in TOLD else "",
        badge=LOOKS[state] if state in TOLD else "",
        language=meeting.locale.language_code,
    )


def _protocol_line(meeting: MeetingPage) -> TimelineEntry:
    written = ends_at(*meeting.times)
    return TimelineEntry(
        kind="protocol",
        title=meeting.title if foreign(meeting) else _("Protocol: %(title)s") % {"title": meeting.title},
        url=f"{meeting.url}#protocol",
        window=Window(written, written),
        language=meeting.locale.language_code,
    )
