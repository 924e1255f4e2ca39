"""When things happen: windows, their state at a moment, and the order of a timeline. No clock, no database."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Literal, NamedTuple

Kind = Literal["phase", "milestone", "meeting", "version", "protocol"]


class State(StrEnum):
    """State of a window at a moment."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    UNDATED = "undated"


class Tense(StrEnum):
    """Where a line of a timeline stands seen from a moment."""

    PAST = "past"
    NOW = "now"
    FUTURE = "future"
    UNDATED = "undated"


class Precision(StrEnum):
    """How exactly a date is known."""

    EXACT = "exact"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    TEXT = "text"


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

    def overlaps(self, other: "Window") -> bool:
        """Whether some moment lies in both; undated windows overlap with nothing."""
        if State.UNDATED in (self.state_at(_ANY), other.state_at(_ANY)):
            return False
        return _before(self.start, other.end) and _before(other.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a timeline, whatever it came from; `when_label` is set for fuzzy dates ("Herbst 2023").

    `status` is what editors say about the date, in the reader's language; `badge` is its look ("cancelled").
    `language` is the code of the language the title is written in.
    """

    kind: Kind
    title: str
    url: str = ""
    window: Window = Window()
    text: str = ""
    status: str = ""
    when_label: str = ""
    badge: str = ""
    language: str = ""


class Fuzzy(NamedTuple):
    """A date read from words: the first day of the span, and how long the span is."""

    date: dt.date
    precision: Precision


_ANY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_TENSES = {
    State.CLOSED: Tense.PAST,
    State.OPEN: Tense.NOW,
    State.UPCOMING: Tense.FUTURE,
    State.UNDATED: Tense.UNDATED,
}
_LENGTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.SEASON: 3, Precision.YEAR: 12}
_MONTHS = (
    ("januar", "jan", "january", "jänner"),
    ("februar", "feb", "february"),
    ("märz", "maerz", "mär", "mar", "march"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("dezember", "dez", "december", "dec"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
# Meteorological seasons: whole months, and winter belongs to the year in which it begins.
_SEASONS = {
    "frühjahr": 3,
    "frühling": 3,
    "spring": 3,
    "sommer": 6,
    "summer": 6,
    "herbst": 9,
    "autumn": 9,
    "winter": 12,
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(r"(?:q|quartal )?([1-4])(?:\. quartal)?")


def read_fuzzy(words: str) -> Fuzzy | None:
    """The span that words such as "Herbst 2023", "März 2024", "Q1 2024", "2024" name, or None.

    "Winter 2023/24" is the winter that begins in 2023.
    """
    parts = re.sub(r"/\d\d(\d\d)?$", "", words.strip().casefold()).split()
    if not parts or not _YEAR.fullmatch(parts[-1]):
        return None
    year, name = int(parts[-1]), " ".join(parts[:-1])
    if not name:
        return Fuzzy(dt.date(year, 1, 1), Precision.YEAR)
    if name.rstrip(".") in _MONTH_NUMBERS:
        return Fuzzy(dt.date(year, _MONTH_NUMBERS[name.rstrip(".")], 1), Precision.MONTH)
    if name in _SEASONS:
        return Fuzzy(dt.date(year, _SEASONS[name], 1), Precision.SEASON)
    quarter = _QUARTER.fullmatch(name)
    if quarter is None or name.isdigit():
        return None
    return Fuzzy(dt.date(year, 3 * int(quarter[1]) - 2, 1), Precision.QUARTER)


def first_day(date: dt.date, precision: Precision) -> dt.date:
    """First day of the month, quarter, season or year a date lies in; January and February end a winter."""
    month = date.month
    match precision:
        case Precision.MONTH:
            return date.replace(day=1)
        case Precision.QUARTER:
            return date.replace(month=month - (month - 1) % 3, day=1)
        case Precision.SEASON if month < 3:
            return dt.date(date.year - 1, 12, 1)
        case Precision.SEASON:
            return date.replace(month=month - month % 3, day=1)
        case Precision.YEAR:
            return date.replace(month=1, day=1)
    return date


def fuzzy_window(date: dt.date | None, precision: Precision, tz: dt.tzinfo) -> Window:
    """The local days a date of this precision covers; undated without a date or when known in words only."""
    if date is None or precision is Precision.TEXT:
        return Window()
    first = first_day(date, precision)
    if precision is Precision.EXACT:
        return Window(_midnight(first, tz), _midnight(first + dt.timedelta(days=1), tz))
    years, month = divmod(first.month - 1 + _LENGTHS[precision], 12)
    after = dt.date(first.year + years, month + 1, 1)
    return Window(_midnight(first, tz), _midnight(after, tz))


def overlapping(windows: Sequence[Window]) -> list[tuple[int, int]]:
    """Positions of all pairs that overlap."""
    pairs = combinations(range(len(windows)), 2)
    return [(one, two) for one, two in pairs if windows[one].overlaps(windows[two])]


def tense_at(window: Window, moment: dt.datetime) -> Tense:
    """Past, now or future, seen from an aware moment."""
    return _TENSES[window.state_at(moment)]


def ordered(entries: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """By start (or end, where only that is known); the longer first, undated last, else as given."""
    return sorted(entries, key=_order)


def consultation_state(phases: Iterable[Window], moment: dt.datetime) -> State:
    """Open while a phase is open, else upcoming while one is to come, else closed once one was."""
    states = {window.state_at(moment) for window in phases}
    for state in (State.OPEN, State.UPCOMING, State.CLOSED):
        if state in states:
            return state
    return State.UNDATED


def current(windows: Sequence[Window], moment: dt.datetime) -> list[int]:
    """Positions of the open windows, the one that ends first at the front, open ends last."""
    found = [place for place, window in enumerate(windows) if window.state_at(moment) is State.OPEN]
    return sorted(found, key=lambda place: windows[place].end or _LAST)


def upcoming(windows: Sequence[Window], moment: dt.datetime) -> list[int]:
    """Positions of the windows to come, the next one at the front."""
    found = [place for place, window in enumerate(windows) if window.state_at(moment) is State.UPCOMING]
    return sorted(found, key=lambda place: windows[place].start or _LAST)


_LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def _order(entry: TimelineEntry) -> tuple[bool, dt.datetime, float]:
    start, end = entry.window.start, entry.window.end
    return (start is None and end is None, start or end or _LAST, -(end or _LAST).timestamp())


def _before(start: dt.datetime | None, end: dt.datetime | None) -> bool:
    return start is None or end is None or start < end


def _midnight(day: dt.date, tz: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=tz)
