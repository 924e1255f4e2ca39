"""The background job that takes many files."""

from django_tasks import task

from portal.translators import slices
from portal.translators.files import deliveries
from portal.translators.files.models import Delivery


def request_work(delivery_id: int) -> None:
    """Queue the work in the open transaction."""
    slices.request(work_on, delivery_id)


@task(priority=-5)
def work_on(delivery_id: int) -> None:
    """A slice of a delivery."""
    slices.work_on(work_on, Delivery, delivery_id, deliveries.work)
