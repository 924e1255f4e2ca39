"""Which sessions have a protocol to read."""

from django.db.models import Exists, OuterRef, Q

from consultations.meetings.models import AgendaItem, MeetingDocument
from portal.files.kinds import DocumentKind

PROTOCOL_KINDS = (
    DocumentKind.RESULTS_PROTOCOL,
    DocumentKind.VERBATIM_PROTOCOL,
    DocumentKind.MINUTES,
    DocumentKind.TRANSCRIPT,
)


def has_protocol() -> Q:
    """Condition on sessions: something was recorded under a public item, or a protocol is attached."""
    told = ~Q(protocol_text="") | ~Q(decision="")
    items = AgendaItem.objects.filter(told, page=OuterRef("pk"), public=True)
    files = MeetingDocument.objects.filter(page=OuterRef("pk"), document__kind__in=PROTOCOL_KINDS)
    return Q(Exists(items) | Exists(files))
