"""A session as readers see it at a moment: plain values for the templates."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from consultations.meetings import rules

if TYPE_CHECKING:
    from consultations.meetings.pages import MeetingPage

STATE_LABELS: dict[rules.MeetingState, Any] = {
    rules.MeetingState.SCHEDULED: _("Scheduled"),
    rules.MeetingState.CONFIRMED: _("Confirmed"),
    rules.MeetingState.MOVED: _("Moved"),
    rules.MeetingState.CANCELLED: _("Cancelled"),
    rules.MeetingState.RUNNING: _("Now"),
    rules.MeetingState.OVER: _("Over"),
}
_BADGES: dict[rules.MeetingState, str] = {
    rules.MeetingState.SCHEDULED: "upcoming",
    rules.MeetingState.CONFIRMED: "upcoming",
    rules.MeetingState.MOVED: "moved",
    rules.MeetingState.CANCELLED: "cancelled",
    rules.MeetingState.RUNNING: "open",
    rules.MeetingState.OVER: "done",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """The state in words and its look."""

    label: Any
    look: str


@dataclass(frozen=True, slots=True)
class Card:
    """A session in a list."""

    title: str
    url: str
    start: dt.datetime
    end: dt.datetime | None
    body: str
    place: str
    format_label: str
    public: bool
    badge: Badge
    summary: str


def badge(meeting: "MeetingPage", now: dt.datetime) -> Badge:
    """The badge of a session at a moment."""
    state = meeting.state_at(now)
    return Badge(STATE_LABELS[state], _BADGES[state])


def card(meeting: "MeetingPage", now: dt.datetime) -> Card:
    """A session as a line of a list; `organization` and `locale` should be selected along."""
    return Card(
        title=meeting.title,
        url=meeting.url or "",
        start=meeting.start,
        end=meeting.end,
        body=str(meeting.organization),
        place=meeting.place if meeting.public else "",
        format_label=meeting.get_format_display(),
        public=meeting.public,
        badge=badge(meeting, now),
        summary=meeting.summary,
    )
