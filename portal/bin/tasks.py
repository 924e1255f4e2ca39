"""The bin empties itself: each deletion asks for a run thirty days later."""

from django.utils import timezone
from django_tasks import task

from portal.bin import actions


@task(priority=-20)
def purge_bin() -> None:
    """Delete for good what has lain in the bin for thirty days."""
    actions.purge(timezone.now())
