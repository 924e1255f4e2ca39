"""`manage.py tree`: is the page tree sound, and its repair."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.translators import tree


class Command(BaseCommand):
    """Look at the page tree."""

    help = "Check the page tree (children that cannot be reached, wrong counts), or repair it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two verbs."""
        parser.add_argument("verb", choices=["check", "fix"])

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        """Ends with an error when the tree is damaged."""
        done = tree.fix() if verb == "fix" else tree.check()
        if done.problems:
            raise CommandError(f"The page tree is damaged: {done.problems}. {tree.HINT}")
        self.stdout.write("The page tree is sound.")
