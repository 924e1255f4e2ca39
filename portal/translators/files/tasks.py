"""The background job that takes many files."""

import datetime as dt
import time
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from portal.translators.files import deliveries
from portal.translators.files.models import Delivery

# After this many seconds other jobs get their turn.
SLICE = 20.0


def request_work(delivery_id: int) -> None:
    """Queue the work in the open transaction; a backend without a queue begins at the commit."""
    if isinstance(work_on.get_backend(), DatabaseBackend):
        work_on.enqueue(delivery_id)
    else:
        transaction.on_commit(partial(work_on.enqueue, delivery_id))


@task(priority=-5)
def work_on(delivery_id: int) -> None:
    """A slice of a delivery.

    The next job is queued first and taken back at the end: when this process is killed, that one goes on.
    """
    waiting = Delivery.objects.filter(pk=delivery_id, finished__isnull=True)
    if not waiting.exists():
        return
    queued = isinstance(work_on.get_backend(), DatabaseBackend)
    if queued:
        after_lease = timezone.now() + deliveries.LEASE + dt.timedelta(seconds=5)
        safety = work_on.using(run_after=after_lease).enqueue(delivery_id)
    end = time.monotonic() + SLICE
    done = deliveries.work(delivery_id, lambda: queued and time.monotonic() > end)
    if queued:
        open_still = waiting.filter(until=None).exists()
        if done or open_still:
            DBTaskResult.objects.filter(pk=safety.id).delete()
        if open_still and not done:
            work_on.enqueue(delivery_id)
