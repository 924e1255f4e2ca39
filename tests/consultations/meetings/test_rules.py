"""Tables of cases for the rules of sessions."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from consultations.meetings import rules
from consultations.meetings.rules import MeetingState, Span

BERLIN = ZoneInfo("Europe/Berlin")
START = dt.datetime(2025, 3, 29, 18, tzinfo=BERLIN)
END = START + dt.timedelta(hours=2)
MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("state", "end", "moment", "expected"),
    [
        ("scheduled", END, START - MINUTE, MeetingState.SCHEDULED),
        ("confirmed", END, START - MINUTE, MeetingState.CONFIRMED),
        ("moved", END, START - MINUTE, MeetingState.MOVED),
        ("scheduled", END, START, MeetingState.RUNNING),
        ("moved", END, END - MINUTE, MeetingState.RUNNING),
        ("confirmed", END, END, MeetingState.OVER),
        ("scheduled", None, START + dt.timedelta(hours=2, minutes=59), MeetingState.RUNNING),
        ("scheduled", None, START + dt.timedelta(hours=3), MeetingState.OVER),
        ("cancelled", END, START - MINUTE, MeetingState.CANCELLED),
        ("cancelled", END, END + MINUTE, MeetingState.CANCELLED),
    ],
)
def test_state_follows_the_clock(
    state: str, end: dt.datetime | None, moment: dt.datetime, expected: MeetingState
) -> None:
    assert rules.state_at(state, START, end, moment) is expected


def test_an_evening_over_the_change_to_summer_time_lasts_as_long_as_any_other() -> None:
    start = dt.datetime(2025, 3, 30, 1, 30, tzinfo=BERLIN).astimezone(dt.UTC)
    assert rules.state_at("confirmed", start, None, start + dt.timedelta(minutes=179)) is MeetingState.RUNNING
    assert rules.state_at("confirmed", start, None, start + dt.timedelta(minutes=180)) is MeetingState.OVER


@pytest.mark.parametrize(
    ("public", "state", "moment", "expected"),
    [
        (True, "confirmed", START - MINUTE, (True, False, True, True)),
        (True, "confirmed", START, (True, True, True, True)),
        (True, "confirmed", END, (True, True, True, False)),
        (True, "cancelled", START, (True, False, True, False)),
        (False, "confirmed", START - MINUTE, (False, False, False, False)),
        (False, "confirmed", END, (False, False, False, False)),
    ],
)
def test_what_is_shown(public: bool, state: str, moment: dt.datetime, expected: tuple[bool, ...]) -> None:
    shown = rules.shown_at(public, state, START, END, moment)
    assert (shown.agenda, shown.protocol, shown.documents, shown.stream) == expected


@pytest.mark.parametrize(
    ("public", "state", "end", "moment", "expected"),
    [
        (True, "confirmed", END, START - MINUTE, START),
        (True, "confirmed", END, START, END),
        (True, "confirmed", None, START, START + dt.timedelta(hours=3)),
        (True, "confirmed", END, END, None),
        (True, "cancelled", END, START - MINUTE, None),
        (False, "confirmed", END, START - MINUTE, None),
    ],
)
def test_until_when_that_is_shown(
    public: bool, state: str, end: dt.datetime | None, moment: dt.datetime, expected: dt.datetime | None
) -> None:
    assert rules.shown_until(public, state, START, end, moment) == expected


def test_a_session_of_which_only_the_day_is_known_lasts_that_day() -> None:
    summer = dt.datetime(2025, 3, 30, tzinfo=BERLIN)
    assert rules.ends_at(summer, None) == dt.datetime(2025, 3, 31, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (START, END, True),
        (END, None, False),
        (END - MINUTE, None, True),
        (START - dt.timedelta(hours=3), None, False),
        (START - dt.timedelta(hours=2), None, True),
    ],
)
def test_same_time_is_an_overlap_not_a_touch(
    start: dt.datetime, end: dt.datetime | None, expected: bool
) -> None:
    other = Span(2, start, end)
    assert (rules.clashes(Span(1, START, END), [other]) == [other]) is expected


def test_a_session_does_not_clash_with_itself() -> None:
    assert rules.clashes(Span(1, START, END), [Span(1, START, END)]) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("5", "top-5"),
        ("5.1.1", "top-5-1-1"),
        ("ZP 1", "top-zp-1"),
        ("Ö 3", "top-ö-3"),
        ("", "top"),
        ("<x>", "top-x"),
    ],
)
def test_anchor(number: str, expected: str) -> None:
    assert rules.anchor_of(number) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([("", "top-1"), ("", "top-1"), ("", "top-1")], ["top-1", "top-1-2", "top-1-3"]),
        ([("", "top-1"), ("top-1", "top-1")], ["top-1-2", "top-1"]),
        ([("top-1", "top-2"), ("", "top-2")], ["top-1", "top-2"]),
        ([("top-1", "top-1"), ("top-1", "top-1")], ["top-1", "top-1-2"]),
        ([("", "top-1-2"), ("", "top-1"), ("", "top-1")], ["top-1-2", "top-1", "top-1-3"]),
    ],
)
def test_anchors_are_unique_and_given_ones_stay(wanted: list[tuple[str, str]], expected: list[str]) -> None:
    assert rules.unique_anchors(wanted) == expected


def test_paragraphs_are_divided_by_blank_lines() -> None:
    assert rules.paragraphs("eins\nnoch eins\r\n\r\nzwei\n \n\ndrei\n") == ["eins\nnoch eins", "zwei", "drei"]


@pytest.mark.parametrize(("known", "current", "expected"), [("", "a", 3), ("a", "a", 3), ("a", "b", 4)])
def test_sequence_is_raised_on_change_only(known: str, current: str, expected: int) -> None:
    assert rules.raised_sequence(known, current, 3) == expected
