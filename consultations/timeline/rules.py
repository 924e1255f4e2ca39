"""When things happen: windows, their state at a moment, and the order of a timeline. No clock, no database."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["phase", "milestone", "meeting", "version", "protocol"]


class State(StrEnum):
    """State of a window at a moment."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span [start, end) of aware datetimes; either end may be open, both None is undated."""

    start: dt.datetime | None = None
    end: dt.datetime | None = None

    def state_at(self, moment: dt.datetime) -> State:
        """The state at an aware moment; the end itself is already closed."""
        if self.start is None and self.end is None:
            return State.UNDATED
        if self.start is not None and moment < self.start:
            return State.UPCOMING
        if self.end is not None and moment >= self.end:
            return State.CLOSED
        return State.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a timeline, whatever it came from; `when_label` is set for fuzzy dates ("Herbst 2023")."""

    kind: Kind
    title: str
    url: str = ""
    window: Window = Window()
    text: str = ""
    status: str = ""
    when_label: str = ""
