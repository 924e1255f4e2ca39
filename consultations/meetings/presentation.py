"""A session as readers see it at a moment: plain values for the templates."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.meetings import rules
from portal.files.downloads import Download, download
from portal.files.kinds import PROTOCOL_KINDS
from portal.formats import dates
from portal.translation.readers import foreign

if TYPE_CHECKING:
    from consultations.meetings.models import AgendaItem, MeetingDocument
    from consultations.meetings.pages import MeetingPage

STATE_LABELS: dict[rules.MeetingState, Any] = {
    rules.MeetingState.SCHEDULED: _("Scheduled"),
    rules.MeetingState.CONFIRMED: _("Confirmed"),
    rules.MeetingState.MOVED: _("Moved"),
    rules.MeetingState.CANCELLED: _("Cancelled"),
    rules.MeetingState.RUNNING: _("Now"),
    rules.MeetingState.OVER: _("Over"),
}
LOOKS: dict[rules.MeetingState, str] = {
    rules.MeetingState.SCHEDULED: "upcoming",
    rules.MeetingState.CONFIRMED: "upcoming",
    rules.MeetingState.MOVED: "moved",
    rules.MeetingState.CANCELLED: "cancelled",
    rules.MeetingState.RUNNING: "open",
    rules.MeetingState.OVER: "done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A session in a list; `state` is the look of its badge, `state_label` the words on it.

    `language` is the code of its words where they are not in the reader's language.
    """

    title: str
    url: str
    start: dt.datetime
    end: dt.datetime | None
    iso: str
    body: str
    place_name: str
    format_label: str
    public: bool
    state: str
    state_label: Any
    summary: str
    protocol_ready: bool = False
    decisions: int = 0
    language: str = ""

    @property
    def when(self) -> str:
        """Day, and clock times as far as they are known, in the reader's language."""
        return dates.session(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """An agenda item before the session, and in the overview after it."""

    number: str
    title: str
    text: str
    anchor: str
    documents: tuple[Download, ...] = ()
    decision: str = ""
    result: str = ""
    vote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolSection:
    """What was said and decided under one item."""

    number: str
    title: str
    anchor: str
    paragraphs: tuple[str, ...]
    decision: str
    vote: str
    submitted_by: str
    references: str
    page_from: int | None
    page_to: int | None
    documents: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """Everything the page of a session shows at a moment; what may not be shown is not in here."""

    card: Card
    shown: rules.Shown
    state_note: str
    address: str
    accessibility: str
    stream_url: str
    calendar_url: str
    agenda: tuple[AgendaLine, ...]
    protocol: tuple[ProtocolSection, ...]
    documents: tuple[Download, ...]


def card(meeting: "MeetingPage", now: dt.datetime, protocol_ready: bool = False, decisions: int = 0) -> Card:
    """A session as a line of a list; `organization` and `locale` should be selected along."""
    state = meeting.state_at(now)
    return Card(
        title=meeting.title,
        url=meeting.url or "",
        start=meeting.start,
        end=meeting.end,
        iso=start_iso(meeting),
        body=str(meeting.organization),
        place_name=meeting.place if meeting.public else "",
        format_label=meeting.get_format_display() if meeting.public else "",
        public=meeting.public,
        state=LOOKS[state],
        state_label=STATE_LABELS[state],
        summary=meeting.summary if meeting.public else "",
        protocol_ready=protocol_ready and meeting.public,
        decisions=decisions if meeting.public else 0,
        language=foreign(meeting),
    )


def start_iso(meeting: "MeetingPage") -> str:
    """Its begin for machines: only the day where only that is known."""
    start, _end = meeting.times
    return start.isoformat() if rules.time_known(start) else start.date().isoformat()


def present(meeting: "MeetingPage", now: dt.datetime) -> MeetingView:
    """The page of a session at a moment."""
    shown = meeting.shown_at(now)
    items = list(meeting.agenda_items.all()) if shown.agenda else []
    attached = files_shown(meeting, now, items)
    protocol = _protocol(items, attached) if shown.protocol else ()
    return MeetingView(
        card=card(meeting, now, protocol_ready=bool(protocol)),
        shown=shown,
        state_note=meeting.state_note,
        address=meeting.address if meeting.public else "",
        accessibility=meeting.accessibility if meeting.public else "",
        stream_url=meeting.stream_url if shown.stream else "",
        calendar_url=reverse("consultations:meeting_calendar", args=[meeting.pk]),
        agenda=() if protocol else _agenda(items, attached),
        protocol=protocol,
        documents=tuple(_download(entry) for entry in attached),
    )


def holds_protocol(meeting: "MeetingPage") -> bool:
    """Whether there is anything that only a session that took place has, as text or as file."""
    if any(map(_has_protocol, meeting.agenda_items.all())):
        return True
    return any(entry.document.kind in PROTOCOL_KINDS for entry in meeting.documents.all())


def files_shown(
    meeting: "MeetingPage", now: dt.datetime, items: "Iterable[AgendaItem] | None" = None
) -> "list[MeetingDocument]":
    """The files readers get at a moment: none of a non-public session, none filed under a non-public item.

    Those that hold the protocol come with the protocol.
    """
    shown = meeting.shown_at(now)
    if not shown.documents:
        return []
    items = meeting.agenda_items.all() if items is None else items
    hidden = {item.number for item in items if not item.public} - {""}
    attached = meeting.documents.all()
    if "documents" not in getattr(meeting, "_prefetched_objects_cache", {}):
        attached = attached.select_related("document__collection")
    return [
        entry
        for entry in attached
        if entry.agenda_number not in hidden and (shown.protocol or entry.document.kind not in PROTOCOL_KINDS)
    ]


def read_files_of(meetings: "Sequence[MeetingPage]") -> None:
    """The files and agendas of many sessions with two questions."""
    rows = meetings[0].documents.model._default_manager.select_related("document__collection")
    prefetch_related_objects(meetings, Prefetch("documents", queryset=rows), "agenda_items")


def shows_file(meeting: "MeetingPage", document: int, now: dt.datetime) -> bool:
    """Whether the session offers this file at a moment; one that only its texts name follows the texts."""
    if any(entry.document_id == document for entry in meeting.documents.all()):
        return any(entry.document_id == document for entry in files_shown(meeting, now))
    return bool(meeting.shown_at(now).documents)


def _agenda(items: "Iterable[AgendaItem]", attached: "list[MeetingDocument]") -> tuple[AgendaLine, ...]:
    return tuple(_line(item, attached) for item in items if item.kind == item.Kind.ITEM)


def _line(item: "AgendaItem", attached: "list[MeetingDocument]") -> AgendaLine:
    if not item.public:
        return AgendaLine(number=item.number, title=str(_("Non-public item")), text="", anchor=item.anchor)
    return AgendaLine(
        number=item.number,
        title=item.title,
        text=item.text,
        anchor=item.anchor,
        documents=_documents(item, attached),
    )


def _has_protocol(item: "AgendaItem") -> bool:
    return item.public and bool(item.protocol_text or item.decision or item.result)


def _protocol(items: "list[AgendaItem]", attached: "list[MeetingDocument]") -> tuple[ProtocolSection, ...]:
    """All that was on the agenda as soon as one item has text: an item without text was on it nevertheless."""
    if not any(map(_has_protocol, items)):
        return ()
    return tuple(_section(item, attached) for item in items if item.public or item.kind == item.Kind.ITEM)


def _section(item: "AgendaItem", attached: "list[MeetingDocument]") -> ProtocolSection:
    if not item.public:
        return _silent_section(item)
    # The number of a speech is a moment, which must not be read out as the number of an item.
    speech = item.kind == item.Kind.SPEECH
    return ProtocolSection(
        number="" if speech else item.number,
        title=f"{item.number} {item.title}" if speech else item.title,
        anchor=item.anchor,
        paragraphs=tuple(rules.paragraphs("\n\n".join(filter(None, (item.text, item.protocol_text))))),
        decision=item.decision,
        vote=item.result,
        submitted_by=item.submitted_by,
        references=item.references,
        page_from=item.page_from,
        page_to=item.page_to,
        documents=_documents(item, attached),
    )


def _silent_section(item: "AgendaItem") -> ProtocolSection:
    return ProtocolSection(
        number=item.number,
        title=str(_("Non-public item")),
        anchor=item.anchor,
        paragraphs=(),
        decision="",
        vote="",
        submitted_by="",
        references="",
        page_from=None,
        page_to=None,
    )


def _documents(item: "AgendaItem", attached: "list[MeetingDocument]") -> tuple[Download, ...]:
    mine = (entry for entry in attached if entry.agenda_number and entry.agenda_number == item.number)
    return tuple(_download(entry) for entry in mine)


def _download(entry: "MeetingDocument") -> Download:
    return download(entry.document, entry.title)
