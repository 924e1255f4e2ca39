"""Uploads from their arrival to the answer for each file."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.translators.files import taking, zips
from portal.translators.files.answers import Answer
from portal.translators.files.models import DeliveredFile, Delivery
from portal.translators.files.rules import Problem

logger = logging.getLogger(__name__)

# Longer than any one file; what a killed worker held is taken up again after this time.
LEASE = dt.timedelta(minutes=2)
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
    if not _claim(delivery_id):
        return False
    delivery = Delivery.objects.select_related("user").get(pk=delivery_id)
    waiting = delivery.files.filter(answer__isnull=True)
    for number in list(waiting.values_list("pk", flat=True)):
        _claim(delivery_id, held=True)
        _work_off(number, delivery.user)
        if stop():
            break
    finished = not waiting.exists()
    if finished:
        delivery.finished = timezone.now()
    delivery.until = None
    delivery.save(update_fields=["finished", "until"])
    return finished


def _work_off(number: int, user: Any) -> None:
    """Translations and answer in one transaction, so nothing is taken that is not told."""
    row = DeliveredFile.objects.filter(pk=number)
    row.update(attempts=F("attempts") + 1)
    file = row.get()
    if file.attempts > ATTEMPTS:
        logger.warning("Translated file %s of delivery %s stopped the work.", number, file.delivery_id)
        answer = Answer(problem=Problem.STOPPED.value)
        row.update(answer=answer.as_values(), content=b"")
        return
    with transaction.atomic():
        answer = taking.take(file.name, bytes(file.content), user, file.only)
        row.update(answer=answer.as_values(), content=b"")


def _claim(delivery_id: int, *, held: bool = False) -> bool:
    now = timezone.now()
    free = Q() if held else Q(until__isnull=True) | Q(until__lte=now)
    rows = Delivery.objects.filter(free, pk=delivery_id, finished__isnull=True)
    return bool(rows.update(until=now + LEASE))
