"""When things happen: windows, their state at a moment, and the order of a timeline. No clock, no database."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Literal, NamedTuple

Kind = Literal["phase", "milestone", "meeting", "version", "protocol"]


# The kinds of phases in which citizens act; in all others something is done for them, and they can only follow it.
ACTING = frozenset({"comment", "workshop"})


class State(StrEnum):
    """State of a window at a moment; `ONGOING` is said of consultations only: under way, but nobody can take part."""

    UPCOMING = "upcoming"
    OPEN = "open"
    ONGOING = "ongoing"
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
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "erstes": 1, "zweites": 2, "drittes": 3, "viertes": 4}
_QUARTER = re.compile(r"(?:q ?|quartal )(\w+)\.?|(\w+)\.? ?quartal")
_DAY = re.compile(r"(\d{1,2})\. ?(?:(\d{1,2})\.|([^\W\d]+)\.?)")
_NUMBERED_MONTH = re.compile(r"(\d{1,2})[/.]((?:19|20)\d\d)")
# Say how sure or where in the span, and change nothing about the span itself.
_AROUND = re.compile(
    r"^(?:(?:im|in|am|ab|um|bis|ca\.|circa|etwa|geplant|voraussichtlich|spätestens|frühestens|anfang|mitte|ende"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|der|dem|den|des|das)[ ,:]+)+"
)


def read_fuzzy(words: str) -> Fuzzy | None:
    """The span that words such as "Herbst 2023", "29. März 2024", "I. Quartal 2024", "2024" name, or None.

    "Winter 2023/24" is the winter that begins in 2023.
    """
    text = _AROUND.sub("", " ".join(words.casefold().split()))
    if month := _NUMBERED_MONTH.fullmatch(text):
        return _fuzzy(int(month[2]), int(month[1]), Precision.MONTH)
    # A year may follow without a space: "29.03.2024", "Q1/2024".
    parts = re.fullmatch(r"(.*?)[ /]?((?:19|20)\d\d)(?:/\d\d(?:\d\d)?)?", text)
    if parts is None or not _YEAR.fullmatch(parts[2]):
        return None
    name, year = parts[1].strip(" ,"), int(parts[2])
    if not name:
        return _fuzzy(year, 1, Precision.YEAR)
    if name.rstrip(".") in _MONTH_NUMBERS:
        return _fuzzy(year, _MONTH_NUMBERS[name.rstrip(".")], Precision.MONTH)
    if name in _SEASONS:
        return _fuzzy(year, _SEASONS[name], Precision.SEASON)
    return _quarter(year, name) or _exact(year, name)


def _quarter(year: int, name: str) -> Fuzzy | None:
    found = _QUARTER.fullmatch(name)
    number = found and (found[1] or found[2])
    if not number:
        return None
    quarter = int(number) if number.isdecimal() else _NUMERALS.get(number, 0)
    return _fuzzy(year, 3 * quarter - 2, Precision.QUARTER) if 1 <= quarter <= 4 else None


def _exact(year: int, name: str) -> Fuzzy | None:
    found = _DAY.fullmatch(name)
    if found is None:
        return None
    month = int(found[2]) if found[2] else _MONTH_NUMBERS.get(found[3], 0)
    return _fuzzy(year, month, Precision.EXACT, int(found[1]))


def _fuzzy(year: int, month: int, precision: Precision, day: int = 1) -> Fuzzy | None:
    """None for what no calendar has."""
    try:
        return Fuzzy(dt.date(year, month, day), precision)
    except ValueError:
        return None


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


def consultation_state(acting: Iterable[Window], moment: dt.datetime, others: Iterable[Window] = ()) -> State:
    """Open while citizens can act, ongoing while another phase runs, else upcoming, else closed once one was.

    `acting` are the phases of an `ACTING` kind.
    """
    states = {window.state_at(moment) for window in acting}
    beside = {window.state_at(moment) for window in others}
    if State.OPEN in states:
        return State.OPEN
    if State.OPEN in beside:
        return State.ONGOING
    states |= beside
    return next((state for state in (State.UPCOMING, State.CLOSED) if state in states), State.UNDATED)


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
