"""What the tests of a search engine that is down have in common."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from search import tasks
from search.models import Change, Lease

URL = "/de/search/"
DOWN = gettext_lazy("The search does not work at the moment")
RESERVE = gettext_lazy(
    "This answer comes from the reserve index, because the main one does not respond at the moment. "
    "Single hits may be missing."
)
# Readers are promised an answer within two seconds.
PROMISED = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader got, and after how many seconds."""

    status: int
    text: str
    seconds: float

    def says(self, text: Promise) -> bool:
        """Whether it is on the German page."""
        with translation.override("de"):
            return str(text) in self.text


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
