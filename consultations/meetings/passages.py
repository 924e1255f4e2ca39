"""What search is given of a session: its head, its agenda items and its files, each with its place."""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consultations.meetings.presentation import files_shown
from portal.files.entries import file_entries
from portal.findable import Entry
from portal.formats import dates

if TYPE_CHECKING:
    from consultations.meetings.models import AgendaItem
    from consultations.meetings.pages import MeetingPage


def entries(meeting: "MeetingPage", now: dt.datetime) -> list[Entry]:
    """Entries in reading order, of what the page shows at a moment and of nothing else.

    The labels speak the page's language, whoever asks: the worker has none of its own.
    """
    shown = meeting.shown_at(now)
    with translation.override(meeting.locale.language_code):
        found = [Entry(text=_head(meeting))]
        if shown.agenda:
            items = (item for item in meeting.agenda_items.all() if item.public)
            found += [
                _item_entry(item, recorded=shown.protocol)
                for item in items
                if shown.protocol or item.kind == item.Kind.ITEM
            ]
    for attached in files_shown(meeting, now):
        found += file_entries(attached.document, heading=attached.title)
    return found


def _head(meeting: "MeetingPage") -> str:
    parts = [dates.listed([str(meeting.organization), _days(meeting)])]
    if meeting.public:
        place = ", ".join(part for part in (meeting.place, meeting.address) if part)
        parts.append(place)
    return "\n\n".join(part for part in parts if part)


def _days(meeting: "MeetingPage") -> str:
    start, end = meeting.times
    first = start.date()
    last = dates.last_day(end) if end else first
    if last <= first:
        return dates.day(first)
    return pgettext("days", "%(first)s to %(last)s") % {"first": dates.day(first), "last": dates.day(last)}


def _item_entry(item: "AgendaItem", *, recorded: bool) -> Entry:
    # Context only ranks, and a reader who types the number of a paper must find its item.
    named = " · ".join(part for part in (item.references, item.submitted_by) if part)
    parts = (item.text, item.decision, item.result, item.protocol_text, named) if recorded else (item.text,)
    return Entry(
        text="\n\n".join(part for part in parts if part) or item.title,
        place=item.anchor,
        label=item_label(item),
        heading=item.title,
    )


def item_label(item: "AgendaItem") -> str:
    """How readers call the item: "TOP 5", or the moment of a speech."""
    if item.kind == item.Kind.SPEECH:
        return _("Speech at %(moment)s") % {"moment": item.number}
    return _("Item %(number)s") % {"number": item.number} if item.number else _("Agenda item")
