"""`manage.py migrate`: Django's, and one of the few commands that may make a new SQLite file."""

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections

from portal.sqlite3.base import make


class Command(migrate.Command):
    """As Django's."""

    def execute(self, *args: Any, **options: Any) -> Any:
        """Make the file where it is missing, before the checks ask the database, then migrate."""
        make(connections[options.get("database") or DEFAULT_DB_ALIAS].settings_dict)
        return super().execute(*args, **options)
