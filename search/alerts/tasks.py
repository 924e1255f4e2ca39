"""The background job of the alerts: letters that ask for agreement, and mails with news."""

import datetime as dt

from django.db.models import Min
from django.utils import timezone
from django_tasks import task

from search.alerts import sending
from search.alerts.letters import next_letter
from search.alerts.models import Alert
from search.alerts.queue import cancel_runs, request_run
from search.alerts.subscribing import first_end
from search.configured import engine_in_use

# The index is written by the same worker: it must not wait long for a great many mails.
MOST_SECONDS = 5.0
AFTER_FAILURE = dt.timedelta(minutes=2)
SOON = dt.timedelta(seconds=1)


@task(priority=-10)
def run() -> None:
    """Do what is due, a few seconds at a time, and queue the next run.

    A later one is queued first and taken back at the end: when this process is killed, that one goes on.
    """
    request_run(timezone.now() + AFTER_FAILURE)
    if sending.run(engine_in_use(), MOST_SECONDS).stopped:
        return
    cancel_runs()
    now = timezone.now()
    first = Alert.objects.filter(confirmed__isnull=False).aggregate(first=Min("next_run"))["first"]
    moments = [moment for moment in (first, next_letter(now), first_end(now)) if moment is not None]
    if moments:
        request_run(max(min(moments), now + SOON))
