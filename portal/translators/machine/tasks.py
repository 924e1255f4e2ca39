"""The background job of machine translation: a web process never waits for a foreign service."""

from django_tasks import task

from portal.translators import slices
from portal.translators.machine import drafts
from portal.translators.machine.models import MachineRun


def request_work(run_id: int) -> None:
    """Queue the work in the open transaction."""
    slices.request(work_on, run_id)


@task(priority=-5)
def work_on(run_id: int) -> None:
    """A slice of a run."""
    slices.work_on(work_on, MachineRun, run_id, drafts.work)
