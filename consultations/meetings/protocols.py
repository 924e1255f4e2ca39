"""Which sessions have a protocol to read."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from consultations.meetings.models import AgendaItem, MeetingDocument
from consultations.meetings.rules import MeetingState
from portal.files.kinds import PROTOCOL_KINDS


def protocol_shown(now: dt.datetime) -> Q:
    """Condition on sessions: there is a protocol, and `rules.shown_at` lets readers see it at this moment."""
    return Q(_has_protocol(), public=True, start__lte=now) & ~Q(state=MeetingState.CANCELLED.value)


def _has_protocol() -> Q:
    """Something was recorded under a public item, or a protocol is attached."""
    told = ~Q(protocol_text="") | ~Q(decision="") | ~Q(result="")
    items = AgendaItem.objects.filter(told, page=OuterRef("pk"), public=True)
    files = MeetingDocument.objects.filter(page=OuterRef("pk"), document__kind__in=PROTOCOL_KINDS)
    return Q(Exists(items) | Exists(files))
