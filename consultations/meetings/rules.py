"""What a session is at a moment and what of it may be shown. The clock is passed in."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class MeetingState(StrEnum):
    """What readers are told about a session; the last two follow from the clock."""

    SCHEDULED = "scheduled"
    CONFIRMED = "confirmed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    RUNNING = "running"
    OVER = "over"


# A session without a written end counts as running for this long.
ASSUMED_DURATION = dt.timedelta(hours=3)


def ends_at(start: dt.datetime, end: dt.datetime | None) -> dt.datetime:
    """The end a session is taken to have; one of which only the day is known lasts that day.

    Everywhere in here `start` is in local time, or else midnight is not recognised.
    """
    if end is not None and end > start:
        return end
    return start + ASSUMED_DURATION if time_known(start) else _day_after(start)


def time_known(local_start: dt.datetime) -> bool:
    """Whether more than the day is known: nobody meets at midnight, so that moment stands for the day."""
    return local_start.time() != dt.time()


def all_day(local_start: dt.datetime, local_end: dt.datetime | None) -> bool:
    """Whether a session is told by its days alone; then a written end is the midnight after the last one."""
    return not time_known(local_start) and (local_end is None or not time_known(local_end))


def state_at(state: str, start: dt.datetime, end: dt.datetime | None, moment: dt.datetime) -> MeetingState:
    """The state to show at an aware moment; what was cancelled stays cancelled."""
    planned = MeetingState(state)
    if planned is MeetingState.CANCELLED:
        return planned
    if moment >= ends_at(start, end):
        return MeetingState.OVER
    return MeetingState.RUNNING if moment >= start else planned


@dataclass(frozen=True, slots=True)
class Shown:
    """Which parts of a session readers get; `protocol` is texts, decisions, votes, speeches and its files."""

    agenda: bool
    protocol: bool
    documents: bool
    stream: bool


def shown_at(
    public: bool, state: str, start: dt.datetime, end: dt.datetime | None, moment: dt.datetime
) -> Shown:
    """Body and date of a session are never secret; everything else of a non-public one is.

    The stream is offered until the session is over, the protocol from its beginning.
    """
    if not public:
        return Shown(agenda=False, protocol=False, documents=False, stream=False)
    now = state_at(state, start, end, moment)
    begun = now in (MeetingState.RUNNING, MeetingState.OVER)
    stream = now not in (MeetingState.OVER, MeetingState.CANCELLED)
    return Shown(agenda=True, protocol=begun, documents=True, stream=stream)


def shown_until(
    public: bool, state: str, start: dt.datetime, end: dt.datetime | None, moment: dt.datetime
) -> dt.datetime | None:
    """The next moment at which `shown_at` answers differently without any edit; None when it never will."""
    now = shown_at(public, state, start, end, moment)
    turns = sorted({start, ends_at(start, end)})
    later = (turn for turn in turns if turn > moment)
    return next((turn for turn in later if shown_at(public, state, start, end, turn) != now), None)


@dataclass(frozen=True, slots=True)
class Span:
    """When a session takes place, and which one it is."""

    key: int
    start: dt.datetime
    end: dt.datetime | None = None


def clashes(span: Span, others: Iterable[Span]) -> list[Span]:
    """The other sessions that take place, at least partly, at the same time."""
    end = ends_at(span.start, span.end)
    return [
        other
        for other in others
        if other.key != span.key and other.start < end and span.start < ends_at(other.start, other.end)
    ]


def _day_after(local: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(), local.tzinfo)


def anchor_of(number: str, kind: str = "top") -> str:
    """The place of an agenda item in the page's address: "5.1.1" gives "top-5-1-1"."""
    words = re.findall(r"[0-9a-zäöüß]+", number.lower())
    return "-".join([kind, *words]) if words else kind


def unique_anchors(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Anchors for (already given, wished for) pairs: given ones stay, new ones get a suffix when taken."""
    taken = {given for given, _wish in wanted if given}
    seen: set[str] = set()
    anchors = []
    for given, wish in wanted:
        anchor = given if given and given not in seen else _free(given or wish, taken | seen)
        seen.add(anchor)
        anchors.append(anchor)
    return anchors


def _free(base: str, taken: set[str]) -> str:
    if base not in taken:
        return base
    count = 2
    while f"{base}-{count}" in taken:
        count += 1
    return f"{base}-{count}"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text; blank lines divide them."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if part.strip()]


def raised_sequence(known: str, current: str, sequence: int) -> int:
    """The iCalendar SEQUENCE of a published session: one more when a fact subscribers rely on changed."""
    return sequence + 1 if known and known != current else sequence
