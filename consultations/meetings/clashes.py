"""Other sessions of the same body at the same time."""

import datetime as dt

from django.db.models import Q

from consultations.meetings import rules
from consultations.meetings.pages import MeetingPage

# No session without a written end is longer; keeps the question to the database small.
LONGEST = dt.timedelta(days=2)


def clashing_titles(meeting: MeetingPage) -> list[str]:
    """Titles of the sessions, drafts included, that this one overlaps; cancelled ones do not count."""
    if meeting.state == MeetingPage.State.CANCELLED:
        return []
    start, end = meeting.times
    end = rules.ends_at(start, end)
    others = MeetingPage.objects.filter(
        organization_id=meeting.organization_id,
        locale_id=meeting.locale_id,
        start__lt=end,
    ).filter(Q(end__gt=start) | Q(start__gt=start - LONGEST))
    held = others.exclude(state=MeetingPage.State.CANCELLED).only("pk", "title", "start", "end")
    titles = {other.pk: other.title for other in held}
    spans = [rules.Span(other.pk, *other.times) for other in held]
    found = rules.clashes(rules.Span(meeting.pk or 0, *meeting.times), spans)
    return [titles[span.key] for span in found]
