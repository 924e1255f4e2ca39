"""The job that deletes uploaded texts nobody decided about."""

import datetime as dt

from django.utils import timezone
from django_tasks import task
from django_tasks_db.backend import DatabaseBackend

from consultations.guidelines.exchange.models import KEPT, GuidelineUpload


@task(priority=-10)
def forget_uploads() -> None:
    """Delete what is older than a day."""
    forget_old(timezone.now())


def forget_old(now: dt.datetime) -> None:
    """Delete what was uploaded more than a day before."""
    GuidelineUpload.objects.filter(created_at__lte=now - KEPT).delete()


def request_forgetting(now: dt.datetime) -> None:
    """Queue the deletion in a day; a backend without a queue leaves it to the next upload."""
    if isinstance(forget_uploads.get_backend(), DatabaseBackend):
        forget_uploads.using(run_after=now + KEPT).enqueue()
