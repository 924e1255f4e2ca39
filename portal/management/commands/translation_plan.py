"""`manage.py translation_plan`: what translations do with each field and block."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.translation import plan


class Command(BaseCommand):
    """List every field of every translatable model as translated or synchronised."""

    help = "List every field and block of all models with languages: translated or synchronised."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a field."""
        for label, planned in plan.whole_plan().items():
            for name, decided in planned.items():
                self.stdout.write(f"{label} {name}: {decided or 'UNDECIDED'}")
