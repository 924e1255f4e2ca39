"""Counting questions without slowing them down: a line in a file, and the worker adds the lines up.

The database may be locked for seconds by an import; a line of a few bytes is appended at once by any number of
processes. The lines hold no address, of the time only day and hour, and nothing that links two of them.
"""

import datetime as dt
import json
import logging
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from search.lease import LeaseTaken, Writing
from search.query import Answer
from search.request import SearchRequest
from search.statistics.models import AskedQuery
from search.statistics.rules import KEPT, MOST_A_DAY, counted_as, wants_no_counting

logger = logging.getLogger(__name__)

FOLDER = "questions"
WAITING = "waiting.jsonl"
# Nobody adds up: better no figures than a full disk.
MOST_BYTES = 2_000_000
_SALT = "search.clicked"
_CLICK_WITHIN = 3600
_COUNTS = ("asked", "without_hits", "clicked")
_LEASE = "questions"
# So many questions are written at once; others who write wait for that long only.
BATCH = 200


class _Key(NamedTuple):
    day: str
    language: str
    text: str


@dataclass(slots=True)
class _Sums:
    """What the lines of one question say, and the hours in which it was asked."""

    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_COUNTS, 0))
    hours: set[int] = field(default_factory=set)


def count_question(request: HttpRequest, answer: Answer) -> str:
    """Count a plain question; answers what a click on a hit is counted with, or nothing.

    Only the first page without filters counts: everything else is a step on the way to the same answer.
    """
    text = _counted(request, answer.request)
    if not text:
        return ""
    key = _Key(timezone.localdate().isoformat(), answer.request.language, text)
    _append(key, "asked")
    if not answer.total:
        _append(key, "without_hits")
        return ""
    return signing.dumps([*key, secrets.token_hex(4)], salt=_SALT, compress=True)


def count_click(request: HttpRequest, value: str) -> None:
    """Count one click for each shown page of hits; a forged or old value counts nothing."""
    if wants_no_counting(request.headers):
        return
    try:
        *key, number = signing.loads(value, salt=_SALT, max_age=_CLICK_WITHIN)
    except signing.BadSignature:
        return
    if cache.add(f"search-clicked-{number}", 1, _CLICK_WITHIN):
        _append(_Key(*key), "clicked")


def add_up() -> int:
    """Move the waiting lines into the table and drop what is too old; answers how many lines. While another
    process does the same, nothing.

    Killed in between, lines are counted once more at the worst; there is nobody they could harm.
    """
    lines = 0
    try:
        with Writing(_LEASE) as lease:
            for path in _taken():
                lines += _move(path, lease)
            AskedQuery.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    except LeaseTaken:
        return lines
    return lines


def questions_wait(**signal: object) -> None:
    """The worker has written anyway, so it adds up as well."""
    add_up()


def _counted(request: HttpRequest, asked: SearchRequest) -> str:
    if request.method != "GET" or wants_no_counting(request.headers):
        return ""
    if asked.page != 1 or asked.filters or asked.date_from or asked.date_to or asked.sort != "relevance":
        return ""
    return counted_as(asked.text)


def _append(key: _Key, field: str) -> None:
    hour = timezone.localtime().hour
    line = json.dumps([*key, hour, field], ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        path = _folder() / WAITING
        # One write in append mode is one piece, however many processes write.
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            if os.fstat(file).st_size < MOST_BYTES:
                os.write(file, line.encode())
        finally:
            os.close(file)
    except OSError:
        logger.exception("A question could not be counted")


def _taken() -> list[Path]:
    """The waiting file under a name of its own, and those a killed process has left."""
    folder = _folder()
    waiting = folder / WAITING
    if waiting.exists():
        waiting.rename(folder / f"taken-{secrets.token_hex(8)}.jsonl")
    return sorted(folder.glob("taken-*.jsonl"))


def _move(path: Path, lease: Writing) -> int:
    """One file, a batch at a time."""
    sums = _read(path)
    keys = iter(sums)
    while batch := list(islice(keys, BATCH)):
        lease.renew()
        with transaction.atomic():
            _add({key: sums[key] for key in batch})
    path.unlink(missing_ok=True)
    return sum(sum(one.numbers.values()) for one in sums.values())


def _read(path: Path) -> dict[_Key, _Sums]:
    sums: dict[_Key, _Sums] = {}
    for key, hour, counted in _lines(path):
        one = sums.setdefault(key, _Sums())
        one.numbers[counted] += 1
        if counted == "asked":
            one.hours.add(hour)
    return sums


def _lines(path: Path) -> Iterator[tuple[_Key, int, str]]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            day, language, text, hour, counted = json.loads(line)
            dt.date.fromisoformat(day)
            hour = int(hour)
        except (ValueError, TypeError):
            # Half a line of a full disk, or one of an older version.
            continue
        if counted in _COUNTS:
            yield _Key(day, language, text), hour, counted


def _add(sums: Mapping[_Key, _Sums]) -> None:
    """Of questions that are new on a full day nothing is kept."""
    days = {key.day for key in sums}
    stored = AskedQuery.objects.filter(day__in=days)
    rows = {
        _Key(row.day.isoformat(), row.language, row.text): row
        for row in stored.filter(text__in={key.text for key in sums})
    }
    room = {day: MOST_A_DAY - stored.filter(day=day).count() for day in days}
    fresh = []
    for key, one in sums.items():
        row = rows.get(key)
        if row is None:
            if room[key.day] <= 0:
                continue
            room[key.day] -= 1
            row = AskedQuery(day=key.day, language=key.language, text=key.text)
            fresh.append(row)
        _count(row, one)
    AskedQuery.objects.bulk_create(fresh)
    AskedQuery.objects.bulk_update(
        [rows[key] for key in sums if key in rows], [*_COUNTS, "moments", "last_hour"]
    )


def _count(row: AskedQuery, one: _Sums) -> None:
    for name, number in one.numbers.items():
        setattr(row, name, getattr(row, name) + number)
    for hour in sorted(one.hours):
        if row.last_hour is None or hour > row.last_hour:
            row.moments, row.last_hour = row.moments + 1, hour


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(exist_ok=True)
    return folder
