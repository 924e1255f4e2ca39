"""Uploads from their arrival to the answer for each file."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.translators.files import taking, zips
from portal.translators.files.answers import Answer
from portal.translators.files.models import DeliveredFile, Delivery
from portal.translators.files.rules import Problem

logger = logging.getLogger(__name__)

# A file that killed the worker so often is passed over and named.
ATTEMPTS = 3
KEPT = dt.timedelta(days=60)


def receive(name: str, data: bytes, user: Any, only: int | None = None) -> Delivery:
    """Note one file, or all of a zip file, for `work`; raises rules.Refused for a zip file that cannot be opened."""
    single = only is not None or not name.lower().endswith(".zip")
    unpacked = [zips.Unpacked(name[-200:], data)] if single else zips.unpack(data)
    now = timezone.now()
    Delivery.objects.filter(created__lt=now - KEPT).delete()
    with transaction.atomic():
        made = Delivery.objects.create(name=name[-200:], user=user, created=now)
        files = [
            DeliveredFile(
                delivery=made,
                name=one.name,
                content=one.content,
                only=only,
                answer=Answer(problem=one.problem.value).as_values() if one.problem else None,
            )
            for one in unpacked
        ]
        DeliveredFile.objects.bulk_create(files, batch_size=10)
    return made


def work(delivery_id: int, stop: Callable[[], bool] = lambda: False) -> bool:
    """Take file by file until all are done or `stop` says so; answers whether all are done.

    Returns False at once when another process is at work.
    """
    lease = Delivery.claim(delivery_id)
    if lease is None:
        return False
    delivery = Delivery.objects.select_related("user").get(pk=delivery_id)
    waiting = delivery.files.filter(answer__isnull=True)
    for number in list(waiting.values_list("pk", flat=True)):
        lease = Delivery.claim(delivery_id, lease)
        if lease is None:
            # A file took longer than the lease, and another process goes on.
            return False
        _work_off(number, delivery.user)
        if stop():
            break
    finished = not waiting.exists()
    end = timezone.now() if finished else None
    Delivery.objects.filter(pk=delivery_id, until=lease).update(until=None, finished=end)
    return finished


def _work_off(number: int, user: Any) -> None:
    """Translations and answer in one transaction, so nothing is taken that is not told."""
    row = DeliveredFile.objects.filter(pk=number, answer__isnull=True)
    row.update(attempts=F("attempts") + 1)
    with transaction.atomic():
        file = row.select_for_update().first()
        if file is None:
            return
        if file.attempts > ATTEMPTS:
            logger.warning("Translated file %s of delivery %s stopped the work.", number, file.delivery_id)
            answer = Answer(problem=Problem.STOPPED.value)
        else:
            answer = taking.take(file.name, bytes(file.content), user, file.only)
        row.update(answer=answer.as_values(), content=b"")
