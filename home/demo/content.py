"""Reads the demo content files; their times are local to the city."""

import datetime as dt
import tomllib
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

FOLDER = Path(__file__).with_name("content")


@cache
def content(name: str) -> dict[str, Any]:
    """One content file by its name without ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def aware(moment: dt.datetime | None) -> dt.datetime | None:
    """A local time of the content files as aware datetime."""
    return None if moment is None else timezone.make_aware(moment)


def days_from(now: dt.datetime, days: int, hour: int = 0) -> dt.datetime:
    """Local midnight (or full hour) so many days from now."""
    day = timezone.localtime(now).date() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def body(sections: list[list[str]]) -> list[dict[str, Any]]:
    """Pairs of heading and HTML as StreamField data."""
    blocks: list[dict[str, Any]] = []
    for heading, html in sections:
        if heading:
            blocks.append({"type": "heading", "value": {"text": heading, "level": "h2", "anchor": ""}})
        blocks.append({"type": "text", "value": html})
    return blocks


def block_id(place: str) -> str:
    """The identity of a piece of the demo guidelines, made from its place so that it is the same everywhere."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"stadtdialog/leitlinien/{place}"))
