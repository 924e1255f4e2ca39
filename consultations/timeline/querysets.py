"""`rules.Window.state_at` in SQL, for tables with the columns `start` and `end`."""

import datetime as dt
from typing import Self

from django.db.models import Q, QuerySet

from consultations.timeline.rules import State


def in_state(state: State, moment: dt.datetime) -> Q:
    """Rows whose window has this state at an aware moment."""
    begun = Q(start__isnull=True) | Q(start__lte=moment)
    unfinished = Q(end__isnull=True) | Q(end__gt=moment)
    undated = Q(start__isnull=True, end__isnull=True)
    return {
        State.UNDATED: undated,
        State.UPCOMING: Q(start__gt=moment),
        State.OPEN: begun & unfinished & ~undated,
        State.ONGOING: Q(pk__in=[]),
        State.CLOSED: begun & Q(end__lte=moment),
    }[state]


class WindowQuerySet(QuerySet):
    """Rows by the state of their window."""

    def in_state_at(self, state: State, moment: dt.datetime) -> Self:
        """Rows with this state at an aware moment."""
        return self.filter(in_state(state, moment))
