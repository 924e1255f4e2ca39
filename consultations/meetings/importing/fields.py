"""Typed values out of a JSON object; a wrong one says which field it is."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from consultations.meetings.importing.records import BadRecordError

CITY_TIME = ZoneInfo("Europe/Berlin")
# Councils of cities have kept minutes for some two hundred years; what lies outside is a slip of the key.
EARLIEST, LATEST = 1800, 2100
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CLOCK = re.compile(r"(?:um )?(\d{1,2})(?:[:.h](\d\d)(?:[:.]\d\d)?)?(?: ?(?:uhr|h))?", re.IGNORECASE)
# All but tab and line end. One pass of a pattern, for a collection holds fifty million characters.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def text(data: Mapping[str, Any], name: str, most: int | None = None) -> str:
    """A string without control characters, shortened at a word when it is longer than `most`."""
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecordError(f"“{name}” is not a text")
    return shortened(_CONTROL.sub("", value).strip(), most)


def required(data: Mapping[str, Any], name: str, most: int | None = None) -> str:
    """A string that must not be empty."""
    value = text(data, name, most)
    if not value:
        raise BadRecordError(f"“{name}” is missing")
    return value


def shortened(value: str, most: int | None) -> str:
    """The text, or as many whole words as fit, with an ellipsis."""
    if most is None or len(value) <= most:
        return value
    cut = value[: most - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def flag(data: Mapping[str, Any], name: str, default: bool) -> bool:
    """A truth value."""
    value = data.get(name, default)
    if not isinstance(value, bool):
        raise BadRecordError(f"“{name}” is neither true nor false")
    return value


def number(data: Mapping[str, Any], name: str) -> int | None:
    """A number from zero on, or none."""
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadRecordError(f"“{name}” is not a number")
    return value


def texts(data: Mapping[str, Any], name: str) -> list[str]:
    """A list of strings."""
    value = data.get(name) or []
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise BadRecordError(f"“{name}” is not a list of texts")
    return [entry.strip() for entry in value if entry.strip()]


def objects(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of JSON objects."""
    value = data.get(name) or []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise BadRecordError(f"“{name}” is not a list of objects")
    return value


def day(data: Mapping[str, Any], name: str) -> dt.date:
    """A date that must be there: "2023-09-06" or "6.9.2023", and of a time from which there are minutes."""
    value = required(data, name)
    german = _GERMAN_DAY.fullmatch(value)
    try:
        found = dt.date(*map(int, german.group(3, 2, 1))) if german else dt.date.fromisoformat(value)
    except ValueError:
        raise BadRecordError(f"“{name}” is not a date: {value[:40]}") from None
    if not EARLIEST <= found.year <= LATEST:
        raise BadRecordError(
            f"“{name}” is not plausible: the year {found.year} is not between {EARLIEST} and {LATEST} ({value[:40]})"
        )
    return found


def moment(date: dt.date, data: Mapping[str, Any], name: str) -> dt.datetime | None:
    """An aware moment of the day from a clock time such as "9:00", "18.00 Uhr", "18 Uhr", "24:00", or none."""
    value = text(data, name)
    if not value:
        return None
    found = _CLOCK.fullmatch(value)
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if (hours, minutes) == (24, 0):
        return dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), CITY_TIME)
    try:
        clock = dt.time(hours, minutes)
    except ValueError:
        raise BadRecordError(f"“{name}” is not a time: {value[:40]}") from None
    return dt.datetime.combine(date, clock, CITY_TIME)


def address(value: str) -> str:
    """A web address readers may follow, or nothing."""
    return value if value.startswith(("https://", "http://")) and len(value) <= 500 else ""
