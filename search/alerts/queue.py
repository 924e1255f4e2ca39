"""When the worker next looks at the alerts: one waiting job at a time."""

import datetime as dt
from functools import partial

from django.db import models, transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from search.alerts.models import Alert
from search.alerts.rules import SETTLE, Frequency


def request_run(moment: dt.datetime) -> None:
    """See to it that the alerts are looked at soon after this moment, in the open transaction.

    Later jobs go, an earlier one that cannot have begun yet serves as well. Without a queue the job runs when
    the transaction has ended, and nothing runs later.
    """
    job = _job()
    now = timezone.now()
    if not isinstance(job.get_backend(), DatabaseBackend):
        if moment <= now:
            transaction.on_commit(partial(job.enqueue))
        return
    with transaction.atomic():
        waiting = DBTaskResult.objects.filter(task_path=job.module_path, status="READY", run_after__gt=now)
        later = models.Q(run_after__gte=moment) & models.Q(run_after__year__lt=9999)
        waiting.filter(later).delete()
        if moment <= now:
            job.enqueue()
        elif not waiting.filter(run_after__lt=moment).exists():
            job.using(run_after=moment).enqueue()


def cancel_runs() -> None:
    """Forget all later runs; whoever calls this asks for the next one."""
    job = _job()
    if isinstance(job.get_backend(), DatabaseBackend):
        later = models.Q(run_after__gt=timezone.now()) & models.Q(run_after__year__lt=9999)
        DBTaskResult.objects.filter(later, task_path=job.module_path, status="READY").delete()


def news_are_written(**signal: object) -> None:
    """The index has changed: look at what is to be told at once, when the editors have settled.

    An alert that is being looked at in this moment keeps its claim; `wanted` says that it is to be looked at
    again.
    """
    now = timezone.now()
    instant = Alert.objects.filter(frequency=Frequency.AT_ONCE.value, confirmed__isnull=False)
    if instant.update(wanted=now):
        instant.filter(next_run=None).update(next_run=now + SETTLE)
        request_run(now + SETTLE)


def _job() -> Task:
    from search.alerts.tasks import run

    return run
