"""The background job that brings the index up to date."""

import datetime as dt
import logging

from django.db.models import Min
from django.utils import timezone
from django_tasks import task

from search import indexing, outbox
from search.configured import engine_in_use
from search.engines.base import EngineError
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
    try:
        indexing.drain(engine_in_use())
    except LeaseTaken:
        outbox.request_drain_later(timezone.now() + AFTER_ANOTHER_WRITER)
        return
    except EngineError:
        logger.exception("The search index cannot be written; all changes stay and are tried again")
        outbox.request_drain_later(timezone.now() + AFTER_ENGINE_ERROR)
        return
    outbox.cancel_later_drains()
    next_try = Change.objects.aggregate(first=Min("next_try"))["first"]
    if next_try is not None:
        outbox.request_drain_later(max(next_try, timezone.now() + AFTER_ANOTHER_WRITER))
