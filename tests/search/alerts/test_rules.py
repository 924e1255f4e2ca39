"""When somebody is written to, without a database."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from search.alerts.rules import (
    ITEM_BYTES,
    LONGEST_TOLD,
    LONGEST_WAIT,
    MOST_ITEMS,
    Frequency,
    item,
    mail_number,
    may_send_letter,
    next_digest,
    packed,
    told_to_strangers,
    unpacked,
    wait_after_failure,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("frequency", "now", "expected"),
    [
        ("daily", "2026-11-23T12:00+01:00", "2026-11-24T06:00+01:00"),
        ("daily", "2026-11-23T05:59+01:00", "2026-11-23T06:00+01:00"),
        ("daily", "2026-11-23T06:00+01:00", "2026-11-24T06:00+01:00"),
        # The clocks go back on the 25th of October 2026 and forward on the 29th of March 2026.
        ("daily", "2026-10-24T12:00+02:00", "2026-10-25T06:00+01:00"),
        ("daily", "2026-03-28T12:00+01:00", "2026-03-29T06:00+02:00"),
        ("weekly", "2026-11-23T05:00+01:00", "2026-11-23T06:00+01:00"),
        ("weekly", "2026-11-23T06:00+01:00", "2026-11-30T06:00+01:00"),
        ("weekly", "2026-11-29T23:59+01:00", "2026-11-30T06:00+01:00"),
        ("weekly", "2026-12-29T12:00+01:00", "2027-01-04T06:00+01:00"),
    ],
)
def test_digests_come_in_the_morning_of_the_city(frequency: str, now: str, expected: str) -> None:
    found = next_digest(Frequency(frequency), dt.datetime.fromisoformat(now), BERLIN)
    assert found == dt.datetime.fromisoformat(expected)


def test_at_once_waits_for_the_index() -> None:
    assert next_digest(Frequency.AT_ONCE, NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("sent", "minutes", "known", "allowed"),
    [
        (0, None, False, True),
        (1, 59, False, False),
        (1, 60, False, True),
        (2, 60, False, False),
        (3, 24 * 60, False, True),
        (4, 10**6, False, False),
        (4, 24 * 60, True, True),
        (4, 60, True, False),
    ],
)
def test_strangers_get_few_letters(sent: int, minutes: int | None, known: bool, allowed: bool) -> None:
    last = None if minutes is None else NOW - dt.timedelta(minutes=minutes)
    assert may_send_letter(sent, last, NOW, known=known) is allowed


def test_waits_grow_and_end() -> None:
    waits = [wait_after_failure(n).total_seconds() / 60 for n in range(4)]
    assert waits == [5, 10, 20, 40]
    assert wait_after_failure(10**6) == LONGEST_WAIT


def test_items_stand_for_a_source_or_one_of_its_files() -> None:
    assert len({item("page:1"), item("page:2"), item("page:1", "3"), item("page:13")}) == 4
    assert len(item("page:1")) == ITEM_BYTES


def test_packing_keeps_each_item_once_and_forgets_the_oldest() -> None:
    first = packed(b"", [item("a"), item("b"), item("a")])
    assert unpacked(first) == {item("a"), item("b")}
    assert packed(first, [item("b")]) == first
    many = packed(first, (item(str(n)) for n in range(MOST_ITEMS)))
    assert len(many) == MOST_ITEMS * ITEM_BYTES
    assert item("a") not in unpacked(many)
    assert item(str(MOST_ITEMS - 1)) in unpacked(many)


def test_a_repeated_mail_has_the_same_number() -> None:
    assert mail_number("k", [item("a"), item("b")]) == mail_number("k", [item("b"), item("a")])
    assert mail_number("k", [item("a")]) != mail_number("k", [item("b")])
    assert mail_number("k", [item("a")]) != mail_number("l", [item("a")])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Words: Radweg an der Elbe; Type: Page", "Words: Radweg an der Elbe; Type: Page"),
        ("Vorlage 2021/0975 vom 1.2.2021, § 10 Abs. 3, z. B. Nr. 4", None),
        ("Gewonnen! https://evil.example/x?y=1 klicken", "Gewonnen! … klicken"),
        ("www.evil jetzt", "… jetzt"),
        ("evil.example/pfad jetzt", "… jetzt"),
        ("(evil.example)", "…"),
        ("evil。example und ｅｖｉｌ．ｅｘａｍｐｌｅ", "… und …"),
        ("schreib an boss@evil.example", "schreib an …"),
        ("HTTP://EVIL", "…"),
        ("ruf an: +49 (0) 631 / 365-0000 heute", "ruf an: …heute"),
    ],
)
def test_what_strangers_type_leads_nowhere(typed: str, told: str | None) -> None:
    assert told_to_strangers(typed) == (typed if told is None else told)


def test_what_strangers_type_is_short() -> None:
    told = told_to_strangers("Viel Text " * 100)
    assert len(told) <= LONGEST_TOLD
    assert told.endswith("Viel Text…")
