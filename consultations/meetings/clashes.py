"""Other sessions of the same body at the same time."""

import datetime as dt

from consultations.meetings import rules
from consultations.meetings.pages import MeetingPage

# No session is longer; keeps the question to the database small.
LONGEST = dt.timedelta(days=2)


def clashing_titles(meeting: MeetingPage) -> list[str]:
    """Titles of the sessions, drafts included, that this one overlaps; cancelled ones do not count."""
    if meeting.state == MeetingPage.State.CANCELLED:
        return []
    end = rules.ends_at(meeting.start, meeting.end)
    others = MeetingPage.objects.filter(
        organization_id=meeting.organization_id,
        locale_id=meeting.locale_id,
        start__gt=meeting.start - LONGEST,
        start__lt=end,
    )
    titles = dict(others.exclude(state=MeetingPage.State.CANCELLED).values_list("pk", "title"))
    spans = [rules.Span(*row) for row in others.filter(pk__in=titles).values_list("pk", "start", "end")]
    found = rules.clashes(rules.Span(meeting.pk or 0, meeting.start, meeting.end), spans)
    return [titles[span.key] for span in found]
