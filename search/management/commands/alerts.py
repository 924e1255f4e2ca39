"""`manage.py alerts`: send what is due now, for a clock that watches over the worker's own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.translators import weekly as translators_weekly
from search.alerts import sending
from search.alerts.models import Alert
from search.configured import engine_in_use
from search.statistics import weekly
from search.statistics.counting import add_up


class Command(BaseCommand):
    """Send the mails of the search alerts that are due, and tidy up."""

    help = "Send the search alerts that are due, forget unconfirmed addresses, add up the asked questions."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with an error when search or mail server cannot be reached; what is due stays due."""
        self.stdout.write(f"questions added up: {add_up()}")
        outcome = sending.run(engine_in_use())
        self.stdout.write(f"alerts looked at: {outcome.looked_at}")
        self.stdout.write(f"mails sent: {outcome.mails}")
        self.stdout.write(f"mails failed: {outcome.failed}")
        active = Alert.objects.filter(confirmed__isnull=False)
        self.stdout.write(f"active alerts: {active.count()}")
        self.stdout.write(f"due: {active.filter(next_run__lte=timezone.now()).count()}")
        told = [weekly.send(timezone.now()), translators_weekly.send(timezone.now())]
        if outcome.stopped or not all(told):
            raise CommandError("Search or mail server cannot be reached; what is due stays due.")
