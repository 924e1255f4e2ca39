"""Work that one process at a time may do: a row is held until a moment, and free again when that has passed."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

# Longer than any one step; what a killed worker held is taken up again after this time.
LEASE = dt.timedelta(minutes=2)


class Leased(models.Model):
    """A row with work to do; `until` is the lease of the process at work, `finished` when all was done."""

    until = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @classmethod
    def unfinished(cls, number: Any) -> models.QuerySet[Self]:
        """The row, as long as there is work to do."""
        return cls._default_manager.filter(pk=number, finished__isnull=True)

    @classmethod
    def claim(cls, number: Any, lease: dt.datetime | None = None) -> dt.datetime | None:
        """Take the lease, or renew one's own, which is known by its end; answers the new end, None when it is not
        free."""
        now = timezone.now()
        free = Q(until=lease) if lease else Q(until__isnull=True) | Q(until__lte=now)
        return now + LEASE if cls.unfinished(number).filter(free).update(until=now + LEASE) else None

    def running(self, now: dt.datetime) -> bool:
        """Whether a process holds it."""
        return self.finished is None and self.until is not None and self.until > now
