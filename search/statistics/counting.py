"""Counting questions without slowing them down: a line in a file, and the worker adds the lines up.

The database may be locked for seconds by an import; a line of a few bytes is appended at once by any number of
processes. The lines hold no address, no time of day and nothing that links two of them.
"""

import datetime as dt
import json
import logging
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from search.query import Answer
from search.request import SearchRequest
from search.statistics.models import AskedQuery
from search.statistics.rules import KEPT, counted_as, wants_no_counting

logger = logging.getLogger(__name__)

FOLDER = "questions"
WAITING = "waiting.jsonl"
# Nobody adds up: better no figures than a full disk.
MOST_BYTES = 2_000_000
_SALT = "search.clicked"
_CLICK_WITHIN = 3600
_COUNTS = ("asked", "without_hits", "clicked")


class _Key(NamedTuple):
    day: str
    language: str
    text: str


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
    """Move the waiting lines into the table and drop what is too old; answers how many lines.

    Killed in between, lines are counted once more at the worst; there is nobody they could harm.
    """
    lines = 0
    for path in _taken():
        counts = _read(path)
        with transaction.atomic():
            for (key, field), number in counts.items():
                _add(key, field, number)
        lines += sum(counts.values())
        path.unlink(missing_ok=True)
    AskedQuery.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
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
    line = json.dumps([*key, field], ensure_ascii=False, separators=(",", ":")) + "\n"
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


def _read(path: Path) -> Counter[tuple[_Key, str]]:
    return Counter(_lines(path))


def _lines(path: Path) -> Iterator[tuple[_Key, str]]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            day, language, text, field = json.loads(line)
            dt.date.fromisoformat(day)
        except ValueError:
            # Half a line of a full disk.
            continue
        if field in _COUNTS:
            yield _Key(day, language, text), field


def _add(key: _Key, field: str, number: int) -> None:
    row, _made = AskedQuery.objects.get_or_create(day=key.day, language=key.language, text=key.text)
    AskedQuery.objects.filter(pk=row.pk).update(**{field: F(field) + number})


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(exist_ok=True)
    return folder
