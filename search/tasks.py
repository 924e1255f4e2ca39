"""The background jobs: bring the index up to date, build it anew, compare it with the database."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from search import due, indexing, outbox, upkeep
from search.configured import engine_in_use
from search.engines.base import Engine, EngineBusy, EngineError
from search.lease import LIFETIME, LeaseTaken
from search.models import Change

logger = logging.getLogger(__name__)

AFTER_ENGINE_ERROR = dt.timedelta(seconds=60)
AFTER_ANOTHER_WRITER = dt.timedelta(seconds=5)


@task()
def drain() -> None:
    """Write what is waiting.

    A later job is queued first and taken back at the end: when this process is killed, that one finishes its
    work.
    """
    outbox.request_drain_later(timezone.now() + LIFETIME)
    engine = engine_in_use()
    try:
        look_after(engine)
        indexing.drain(engine)
    except LeaseTaken:
        outbox.request_drain_later(timezone.now() + AFTER_ANOTHER_WRITER)
        return
    except EngineError as error:
        logger.exception("The search index cannot be written; all changes stay and are tried again")
        outbox.tell_error(str(error), timezone.now())
        outbox.request_drain_later(timezone.now() + AFTER_ENGINE_ERROR)
        return
    outbox.cancel_later_drains()
    next_try = Change.objects.aggregate(first=Min("next_try"))["first"]
    moments = [moment for moment in (next_try, due.first()) if moment is not None]
    if moments:
        outbox.request_drain_later(max(min(moments), timezone.now() + AFTER_ANOTHER_WRITER))


@task(priority=-10)
def rebuild() -> None:
    """Build the index anew; changes that come meanwhile go first."""
    try:
        upkeep.rebuild(engine_in_use())
    except EngineBusy:
        logger.warning("The search index is being rebuilt already")
    except EngineError:
        logger.exception("The search index cannot be rebuilt; the old one stays")


@task(priority=-10)
def reconcile() -> None:
    """Compare index and database and repair, once a night; the next night is queued first."""
    request_nightly()
    if not upkeep.compared_lately(timezone.now()):
        _compare()


@task(priority=-10)
def compare_now() -> None:
    """The same when somebody asks for it."""
    _compare()


def look_after(engine: Engine) -> None:
    """See to it that the index is rebuilt when its versions changed, and compared every night; raises
    EngineError."""
    request_nightly()
    if upkeep.rebuild_is_due(engine, timezone.now()):
        request_rebuild()


def look_around(**kwargs: object) -> None:
    """While the worker has nothing to do: an index that was removed, or a reserve that was added, is not waited
    for until somebody changes a page. A rebuild does not wait for other jobs of low priority."""
    try:
        if upkeep.rebuild_is_due(engine_in_use(), timezone.now()):
            request_rebuild()
    except (EngineError, OSError) as error:
        logger.warning("The search index cannot be looked at: %s", error)


def request_rebuild() -> None:
    """Queue a rebuild, unless one is waiting."""
    if not _waits(rebuild):
        rebuild.enqueue()


def request_comparison() -> None:
    """Queue a comparison at once, unless one is waiting."""
    if not _waits(compare_now):
        compare_now.enqueue()


def request_nightly() -> None:
    """Queue the comparison of the coming night; a backend without a queue has nothing to look at later."""
    if isinstance(reconcile.get_backend(), DatabaseBackend) and not _waits(reconcile):
        reconcile.using(run_after=upkeep.next_night(timezone.now())).enqueue()


def retry_now() -> None:
    """Do not wait for the next try of what failed."""
    with transaction.atomic():
        Change.objects.filter(attempts__gt=0).update(next_try=timezone.now())
        outbox.request_drain()


def _waits(job: Task) -> bool:
    return DBTaskResult.objects.filter(task_path=job.module_path, status="READY").exists()


def _compare() -> None:
    try:
        upkeep.reconcile(engine_in_use())
    except EngineError:
        logger.exception("The search index cannot be compared with the database")
