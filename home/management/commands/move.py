"""`manage.py move`: from a trial on SQLite to PostgreSQL with all content."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from home.moving.moving import CannotMove, is_empty, move
from portal.installation import database_at

TARGET = "target"


class Command(BaseCommand):
    """Leaves the database it comes from as it is; one that was stopped may simply be started again."""

    help = (
        "Copy all content into an empty PostgreSQL database and compare every table. Stop web server and worker "
        "first. The address may also stand in the environment variable MOVE_TO, where nobody sees its password."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument(
            "--to", default=os.environ.get("MOVE_TO", ""), help="postgres://user:password@host/name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables, copy and compare, build what is not copied, say what to do next."""
        target = self._target(options["to"])
        if _unmigrated(connection):
            raise CommandError("This database is older than the program: run `manage.py migrate` first.")
        if not is_empty(target):
            raise CommandError("The new database holds content already; nothing was changed.")
        target.close()
        self.stdout.write("Making the tables ...")
        self._there(options["to"], "migrate", "--noinput", "--verbosity", "0")
        try:
            found = move(connection, target, self._say)
        except CannotMove as error:
            raise CommandError(f"Nothing was moved. {error}") from error
        finally:
            target.close()
        self.stdout.write("Building the editors' search ...")
        self._there(options["to"], "wagtail_update_index", "--verbosity", "0")
        self._there(options["to"], "guidelines", "verify")
        rows = sum(one.rows for one in found.values())
        self.stdout.write(self.style.SUCCESS(f"Moved: {rows} rows in {len(found)} tables, all the same."))
        self._say_the_rest()

    def _say_the_rest(self) -> None:
        media = Path(settings.MEDIA_ROOT)
        files = [path for path in media.rglob("*") if path.is_file()] if media.exists() else []
        size = sum(path.stat().st_size for path in files) / 1_000_000
        self.stdout.write(f"Files stay where they are: {len(files)} in {media} ({size:.1f} MB).")
        self.stdout.write(
            "Now put the new address into DATABASE_URL, start web server and worker, and look with"
        )
        self.stdout.write("`manage.py check --deploy --database default` and `manage.py search reconcile`.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _target(self, url: str) -> Any:
        if not url.startswith(("postgres://", "postgresql://")):
            raise CommandError("Say where to: --to postgres://user:password@host:5432/name")
        config = database_at(url)
        connections.settings[TARGET] = connections.configure_settings(
            {"default": settings.DATABASES["default"], TARGET: config}
        )[TARGET]
        target = connections[TARGET]
        try:
            target.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The new database does not answer: {str(error).strip()}") from error
        return target

    def _there(self, url: str, *words: str) -> None:
        """A command on the new database, in a process that knows no other."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
        surroundings = os.environ | {"DATABASE_URL": url}
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CommandError(f"`manage.py {' '.join(words)}` failed on the new database:\n{done.stderr}")


def _unmigrated(source: Any) -> bool:
    executor = MigrationExecutor(source)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
