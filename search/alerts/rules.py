"""When a subscriber is written to, and what counts as told: plain Python, the clock is passed in."""

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

HOUR = 6
MONDAY = 0
# Edits come in bundles: a page is often corrected within a minute of its publication.
SETTLE = dt.timedelta(minutes=1)
# A day of publishing must not become a mail every minute.
BETWEEN_MAILS = dt.timedelta(minutes=15)
# Longer than a run may work on one alert; a killed run holds it up no longer than this.
CLAIM = dt.timedelta(minutes=10)
CONFIRM_WITHIN = dt.timedelta(days=3)
MANAGE_WITHIN = dt.timedelta(days=30)
FIRST_WAIT = dt.timedelta(minutes=5)
LONGEST_WAIT = dt.timedelta(hours=6)
# So often in a row the server of the address has said that it does not exist.
MOST_REFUSALS = 8
# Anybody can type in an address, so few letters about that, and further and further apart.
PAUSES = (dt.timedelta(hours=1), dt.timedelta(hours=1), dt.timedelta(hours=6), dt.timedelta(hours=24))
# Longer than anybody remembers an unwanted letter; after that an address is new again.
HASH_KEPT = dt.timedelta(days=90)
# New addresses of the whole portal: many times what a city sees, and nothing a mail server minds.
MOST_NEW_AN_HOUR = 100
# A letter to somebody who has not asked for it must be of no use to whoever typed in that address.
LONGEST_TOLD = 100
_LEADS_AWAY = (
    # Addresses of pages and of people, and what mail programs take for one: a dot between letters.
    re.compile(r"\S*(?:://|@|\bwww\.)\S*", re.IGNORECASE),
    re.compile(r"\S*\w[.。][^\W\d_]{2,}\S*"),
    # Telephone numbers; file references and days are shorter.
    re.compile(r"\+?(?:\d[\s/().+-]*){9,}"),
)
ITEM_BYTES = 8
MOST_ITEMS = 20_000


class Frequency(StrEnum):
    """How often a subscriber wants to be written to."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


def next_digest(frequency: Frequency, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """The next morning or Monday morning in the city's time; None for an alert that waits for the index."""
    if frequency is Frequency.AT_ONCE:
        return None
    here = now.astimezone(zone)
    day = here.date() + dt.timedelta(days=0 if here.hour < HOUR else 1)
    if frequency is Frequency.WEEKLY:
        day += dt.timedelta(days=(MONDAY - day.weekday()) % 7)
    return dt.datetime.combine(day, dt.time(HOUR), zone)


def wait_after_failure(attempts: int) -> dt.timedelta:
    """Doubles from failure to failure; `attempts` counts those before this one."""
    return min(FIRST_WAIT * 2 ** min(attempts, 20), LONGEST_WAIT)


def may_send_letter(sent: int, last: dt.datetime | None, now: dt.datetime, *, known: bool) -> bool:
    """Whether an address may get one more letter that somebody asked for in its name.

    `sent` counts those nobody reacted to; an address that never agreed to anything gets no fifth one.
    """
    if sent >= len(PAUSES) and not known:
        return False
    return last is None or now - last >= PAUSES[min(sent, len(PAUSES) - 1)]


def told_to_strangers(text: str) -> str:
    """What a stranger has typed, short and without anything that could lead somewhere."""
    text = unicodedata.normalize("NFKC", text)
    for pattern in _LEADS_AWAY:
        text = pattern.sub("…", text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_TOLD else f"{text[: LONGEST_TOLD - 1].rstrip()}…"


def item(source: str, file: str = "") -> bytes:
    """Stands for a source, or for a file that belongs to one; its text and title do not matter."""
    return hashlib.blake2b(f"{source}|{file}".encode(), digest_size=ITEM_BYTES).digest()


def unpacked(items: bytes) -> set[bytes]:
    """The items of one packed field."""
    return {items[start : start + ITEM_BYTES] for start in range(0, len(items), ITEM_BYTES)}


def packed(known: bytes, added: Iterable[bytes]) -> bytes:
    """The field with more items at its end; the oldest are forgotten when there are too many."""
    has = unpacked(known)
    new = [item for item in dict.fromkeys(added) if item not in has]
    return (known + b"".join(new))[-MOST_ITEMS * ITEM_BYTES :]


def mail_number(key: str, items: Sequence[bytes]) -> str:
    """The same for the same news to the same alert, so that mail servers see a repeated mail as one."""
    return hashlib.blake2b(key.encode() + b"".join(sorted(items)), digest_size=16).hexdigest()
