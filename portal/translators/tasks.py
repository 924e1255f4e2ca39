"""Background jobs of the translators' desk: submissions, the nightly look at the tree, the weekly mail."""

import datetime as dt

from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from portal.translators import slices, submission, tree, weekly
from portal.translators.models import DigestReader, Submission

NIGHT = dt.time(3, 15)
AFTER_FAILURE = dt.timedelta(hours=1)


def request_work(submission_id: int) -> None:
    """Queue the work in the open transaction, and the look of the night behind it."""
    slices.request(work_on, submission_id)
    request_nightly()


@task(priority=-5)
def work_on(submission_id: int) -> None:
    """A slice of a submission."""
    slices.work_on(work_on, Submission, submission_id, submission.work)


@task(priority=-10)
def check_tree() -> None:
    """Look at the page tree once a night; the next night is queued first."""
    request_nightly()
    request_weekly()
    tree.check()


def request_nightly() -> None:
    """Queue the look of the coming night, unless it waits already."""
    if isinstance(check_tree.get_backend(), DatabaseBackend) and not _waits(check_tree):
        check_tree.using(run_after=next_night(timezone.now())).enqueue()


@task(priority=-10)
def tell_translators() -> None:
    """Send what is due; the next run is queued first, and a sooner one when the mail server is down."""
    now = timezone.now()
    request_weekly()
    if not weekly.send(now):
        tell_translators.using(run_after=now + AFTER_FAILURE).enqueue()


def request_weekly() -> None:
    """Queue the mail of the next Monday, unless it waits or nobody wants it; a backend without a queue has
    nothing to look at later."""
    if not isinstance(tell_translators.get_backend(), DatabaseBackend) or not DigestReader.objects.exists():
        return
    if not _waits(tell_translators):
        tell_translators.using(run_after=weekly.next_monday(timezone.now())).enqueue()


def next_night(now: dt.datetime) -> dt.datetime:
    """When the tree is looked at next, in local time."""
    local = timezone.localtime(now)
    tonight = local.replace(hour=NIGHT.hour, minute=NIGHT.minute, second=0, microsecond=0)
    return tonight if tonight > local else tonight + dt.timedelta(days=1)


def _waits(job: Task) -> bool:
    return DBTaskResult.objects.filter(task_path=job.module_path, status="READY").exists()
