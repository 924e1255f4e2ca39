"""`manage.py worker`: the background worker of an installation."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS

from portal.jobs.worker import LastingWorker
from portal.sqlite3.base import HOW, missing


class Command(BaseCommand):
    """Works off what the web server leaves: reads files, writes the search index, sends mails."""

    help = "Run the background worker; it waits for a database that is locked or gone. Ctrl-C stops it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The pause between two looks, and a run that ends with the queue."""
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between two looks")
        parser.add_argument("--batch", action="store_true", help="end when nothing waits any more")

    def handle(self, *args: Any, interval: float, batch: bool, **options: Any) -> None:
        """Until a signal comes."""
        if gone := missing(connection.settings_dict):
            raise CommandError(f"There is no database {gone}: {HOW}.")
        # One line a job is for those who look for a fault.
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(logging.INFO if options["verbosity"] > 1 else logging.CRITICAL)
        worker = LastingWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=not batch,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        worker.run()
