"""One at a time, on every database: a row that names its holder and runs out."""

import datetime as dt
import uuid

from django.db.models import Q
from django.utils import timezone

from search.models import Lease

# Longer than any one batch; a killed worker holds up the next one no longer than this.
LIFETIME = dt.timedelta(minutes=2)
NAME = "index"


class LeaseTaken(Exception):
    """Another process is at work, or took over because this one was too slow."""


class Writing:
    """Context manager: inside, no other process does the same work; by default that is to load sources for the
    index.

    Two workers could otherwise load an old and a new state of one page and write them in the wrong order.
    """

    def __init__(self, name: str = NAME) -> None:
        self._name = name
        self._holder = uuid.uuid4().hex

    def __enter__(self) -> "Writing":
        Lease.objects.get_or_create(name=self._name)
        self.renew()
        return self

    def __exit__(self, *exception: object) -> None:
        Lease.objects.filter(name=self._name, holder=self._holder).update(holder="", until=timezone.now())

    def renew(self) -> None:
        """Take or keep the lease; call it before every write."""
        now = timezone.now()
        free = Q(holder=self._holder) | Q(until__lte=now)
        taken = Lease.objects.filter(free, name=self._name).update(holder=self._holder, until=now + LIFETIME)
        if not taken:
            raise LeaseTaken
