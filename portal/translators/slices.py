"""Long work as background jobs of a few seconds each, which goes on when its worker is killed."""

import datetime as dt
import time
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from portal.translators.leases import LEASE, Leased

# After this many seconds other jobs get their turn.
SLICE = 20.0
# A row, and what asks whether to stop; answers whether all is done.
Work = Callable[[int, Callable[[], bool]], bool]


def request(job: Task, number: int) -> None:
    """Queue the work in the open transaction; a backend without a queue begins at the commit."""
    if isinstance(job.get_backend(), DatabaseBackend):
        job.enqueue(number)
    else:
        transaction.on_commit(partial(job.enqueue, number))


def work_on(job: Task, rows: type[Leased], number: int, work: Work) -> None:
    """A slice of the work.

    The next job is queued first and taken back at the end: when this process is killed, that one goes on.
    """
    if not rows.unfinished(number).exists():
        return
    queued = isinstance(job.get_backend(), DatabaseBackend)
    if queued:
        after_lease = timezone.now() + LEASE + dt.timedelta(seconds=5)
        safety = job.using(run_after=after_lease).enqueue(number)
    end = time.monotonic() + SLICE
    done = work(number, lambda: queued and time.monotonic() > end)
    if queued:
        open_still = rows.unfinished(number).filter(until=None).exists()
        if done or open_still:
            DBTaskResult.objects.filter(pk=safety.id).delete()
        if open_still and not done:
            job.enqueue(number)
