"""What the tests of a search engine that is down have in common."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from search import tasks
from search.models import Change, Lease

URL = "/de/search/"
DOWN = "Die Suche funktioniert im Moment nicht"
RESERVE = "Reserve-Index"
# Readers are promised an answer within two seconds.
PROMISED = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader got, and after how many seconds."""

    status: int
    text: str
    seconds: float


def look(words: str) -> Seen:
    """Ask as a reader does."""
    start = time.monotonic()
    response: Any = Client().get(URL, {"q": words})
    return Seen(response.status_code, response.content.decode(), time.monotonic() - start)


def work_now() -> None:
    """What the worker does next; nothing waits for its pause."""
    Change.objects.update(next_try=timezone.now() - timedelta(seconds=1))
    Lease.objects.update(until=timezone.now())
    tasks.drain.func()
