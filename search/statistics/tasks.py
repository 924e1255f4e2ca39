"""The background job of the weekly mail."""

import datetime as dt

from django.utils import timezone
from django_tasks import task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from search.statistics import weekly
from search.statistics.models import WeeklyReader

AFTER_FAILURE = dt.timedelta(hours=1)


@task(priority=-10)
def tell_editors() -> None:
    """Send what is due; the next run is queued first, and a sooner one when the mail server is down."""
    now = timezone.now()
    request_weekly()
    if not weekly.send(now):
        _queue(now + AFTER_FAILURE)


def request_weekly(**signal: object) -> None:
    """Queue the mail of the next Monday, unless it waits or nobody wants it; a backend without a queue has
    nothing to look at later."""
    job = tell_editors
    if not isinstance(job.get_backend(), DatabaseBackend) or not WeeklyReader.objects.exists():
        return
    if not DBTaskResult.objects.filter(task_path=job.module_path, status="READY").exists():
        _queue(weekly.next_monday(timezone.now()))


def _queue(moment: dt.datetime) -> None:
    tell_editors.using(run_after=moment).enqueue()
