"""`manage.py files offers`: note once more which pages and texts offer which file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.files.offers import Offer, rebuild


class Command(BaseCommand):
    """Needed after rows were written past the program, for example by SQL; an upgrade does it by itself."""

    help = "Read all stored content and note which files it offers to readers."

    def add_arguments(self, parser: CommandParser) -> None:
        """There is one thing to do."""
        parser.add_argument("task", choices=["offers"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many there were and are."""
        before = Offer.objects.count()
        self.stdout.write(f"Offers of files: {before} before, {rebuild()} now.")
