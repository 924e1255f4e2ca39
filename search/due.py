"""Sources that say something else from a moment on without anybody changing them, see `Source.until`."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Min

from search.models import Change, Due, Operation


def keep(moments: Mapping[str, dt.datetime | None]) -> None:
    """Note when these sources are to be read again; None takes back what was noted."""
    with transaction.atomic():
        Due.objects.filter(source__in=list(moments)).delete()
        rows = [Due(source=source, moment=moment) for source, moment in moments.items() if moment]
        Due.objects.bulk_create(rows, batch_size=500)


def queue(now: dt.datetime) -> None:
    """Turn what is due into waiting changes.

    The clock only ever adds to what readers may see, so what is shown meanwhile stays, as in a repair.
    """
    with transaction.atomic():
        come = dict(Due.objects.filter(moment__lte=now).values_list("pk", "source")[:5_000])
        changes = [Change(source=source, operation=Operation.REPAIR) for source in come.values()]
        Change.objects.bulk_create(changes, batch_size=500)
        for start in range(0, len(come), 500):
            Due.objects.filter(pk__in=list(come)[start : start + 500]).delete()


def first() -> dt.datetime | None:
    """When the next one is due."""
    moment: dt.datetime | None = Due.objects.aggregate(first=Min("moment"))["first"]
    return moment
