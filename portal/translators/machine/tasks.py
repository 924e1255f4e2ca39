"""The background job of machine translation: a web process never waits for a foreign service."""

import datetime as dt
import time
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from portal.translators.machine import drafts
from portal.translators.machine.models import MachineRun

SLICE = 20.0


def request_work(run_id: int) -> None:
    """Queue the work in the open transaction; a backend without a queue begins at the commit."""
    if isinstance(work_on.get_backend(), DatabaseBackend):
        work_on.enqueue(run_id)
    else:
        transaction.on_commit(partial(work_on.enqueue, run_id))


@task(priority=-5)
def work_on(run_id: int) -> None:
    """A slice of a run; its successor is queued first, so that a killed worker is followed by another."""
    if not MachineRun.objects.filter(pk=run_id, finished__isnull=True).exists():
        return
    queued = isinstance(work_on.get_backend(), DatabaseBackend)
    if queued:
        after_lease = timezone.now() + drafts.LEASE + dt.timedelta(seconds=5)
        safety = work_on.using(run_after=after_lease).enqueue(run_id)
    end = time.monotonic() + SLICE
    done = drafts.work(run_id, lambda: queued and time.monotonic() > end)
    if queued:
        open_still = MachineRun.objects.filter(pk=run_id, finished__isnull=True, until=None).exists()
        if done or open_still:
            DBTaskResult.objects.filter(pk=safety.id).delete()
        if open_still and not done:
            work_on.enqueue(run_id)
