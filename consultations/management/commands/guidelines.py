"""Looks after frozen versions of guidelines."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from consultations.guidelines.versions.models import GuidelineVersion
from consultations.guidelines.versions.verifying import problems


class Command(BaseCommand):
    """`guidelines verify`: exit code 1 and one line for each problem, else one line with the count."""

    help = "Verify frozen versions of guidelines: all hashes and the guards of the database."

    def add_arguments(self, parser: CommandParser) -> None:
        """One word that says what to do."""
        parser.add_argument("action", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found."""
        found = list(problems())
        for line in found:
            self.stderr.write(line)
        if found:
            raise SystemExit(1)
        self.stdout.write(f"{GuidelineVersion.objects.count()} versions are as they were frozen.")
