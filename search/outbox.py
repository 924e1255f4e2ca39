"""Changes that wait for the index: written with the change itself, taken by the worker."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial

from django.db import models, transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from search.models import Change, Operation

USES = "uses"
FIRST_WAIT = dt.timedelta(seconds=30)
LONGEST_WAIT = dt.timedelta(hours=6)


def record(sources: Iterable[str], operation: Operation = Operation.UPSERT, *, urgent: bool = False) -> None:
    """Note that these sources changed and see to it that a worker will come, both in the open transaction."""
    rows = [Change(source=source, operation=operation, urgent=urgent) for source in dict.fromkeys(sources)]
    if not rows:
        return
    with transaction.atomic():
        Change.objects.bulk_create(rows, batch_size=500)
        request_drain()


def uses_key(instance: models.Model) -> str:
    """Stands for everything that shows this object; looked up by the worker, when all references are
    known."""
    return f"{USES}:{instance._meta.label_lower}:{instance.pk}"


def request_drain() -> None:
    """Enqueue the job in the open transaction, or one of its own, unless one is waiting that is sure to see it.

    A waiting job is locked until this transaction ends, so no worker can take it, find nothing and go away
    first.
    SQLite has no row locks; there the transaction itself holds the one write lock that a worker needs to take
    the job.
    """
    job = _job()
    if not _has_queue(job):
        transaction.on_commit(partial(job.enqueue))
        return
    with transaction.atomic():
        if _ready(job).select_for_update(skip_locked=True).first() is None:
            job.enqueue()


def request_drain_later(moment: dt.datetime) -> None:
    """Replace all later jobs by one at this moment; a backend without a queue has nothing to look at
    later."""
    job = _job()
    if _has_queue(job):
        with transaction.atomic():
            cancel_later_drains()
            job.using(run_after=moment).enqueue()


def cancel_later_drains() -> None:
    """Nothing is waiting any more, so nobody needs to look."""
    job = _job()
    if _has_queue(job):
        later = models.Q(run_after__gt=timezone.now()) & models.Q(run_after__lt=get_date_max())
        _waiting(job).filter(later).delete()


def due(now: dt.datetime, limit: int) -> list[str]:
    """The next sources to work on, each once, deletes and privacy changes first."""
    rows = Change.objects.filter(next_try__lte=now).order_by("-urgent", "pk")
    found: dict[str, None] = {}
    for source in rows.values_list("source", flat=True).iterator(chunk_size=200):
        found[source] = None
        if len(found) == limit:
            break
    return list(found)


def rows_of(sources: Iterable[str]) -> dict[str, list[Change]]:
    """All rows of these sources, also those that wait for their next try: one look at the source serves
    them all."""
    rows: dict[str, list[Change]] = {}
    for row in Change.objects.filter(source__in=list(sources)).order_by("pk"):
        rows.setdefault(row.source, []).append(row)
    return rows


def keep_with_error(
    rows: Iterable[Change], error: str, now: dt.datetime, longest: dt.timedelta = LONGEST_WAIT
) -> None:
    """The rows stay, with the reason, and are tried again after a growing pause."""
    for row in rows:
        wait = min(FIRST_WAIT * 2 ** min(row.attempts, 20), longest)
        row.attempts, row.error, row.next_try = row.attempts + 1, error[:2000], now + wait
        # Not `save`: a rebuild may have served and removed the row meanwhile.
        told = {"attempts": row.attempts, "error": row.error, "next_try": row.next_try}
        Change.objects.filter(pk=row.pk).update(**told)


def tell_error(error: str, now: dt.datetime) -> None:
    """Why nothing can be written; nothing is wrong with the rows, so they stay due."""
    Change.objects.filter(next_try__lte=now).update(error=error[:2000])


def finish(rows: Iterable[Change]) -> None:
    """Their state is committed to the index."""
    forget([row.pk for row in rows])


def forget(pks: Sequence[int]) -> None:
    """Remove these rows; a database takes only so many numbers at once."""
    for start in range(0, len(pks), 500):
        Change.objects.filter(pk__in=pks[start : start + 500]).delete()


def _job() -> Task:
    from search.tasks import drain

    return drain


def _has_queue(job: Task) -> bool:
    return isinstance(job.get_backend(), DatabaseBackend)


def _ready(job: Task) -> models.QuerySet:
    """Those a worker may take now; the queue marks "at once" by the end of time."""
    at_once = models.Q(run_after=get_date_max()) | models.Q(run_after__lte=timezone.now())
    return _waiting(job).filter(at_once)


def _waiting(job: Task) -> models.QuerySet:
    return DBTaskResult.objects.filter(task_path=job.module_path, status="READY")
