"""The worker of django-tasks that outlives a database that is locked, restarting or gone."""

import logging
import time
from typing import Any

from django.db import DatabaseError, InterfaceError, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from portal.jobs.heartbeat import EVERY, beat
from portal.jobs.signals import worker_idle

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
# How often the parts of the portal may look whether something is to be done that no job asked for.
LOOK_AROUND = 30.0
# What a driver says when the connection is gone or the database does not take part.
OUTAGE = (DatabaseError, InterfaceError)


class LastingWorker(Worker):
    """Waits ever longer after each failure of the database, at most half a minute, and goes on.

    A job that the failure interrupted is marked as failed as soon as the database answers again. With `batch`
    the failure is the caller's to see.
    """

    _pause = FIRST_PAUSE
    _next_beat = _next_look = 0.0
    _interrupted: DBTaskResult | None = None

    def run(self) -> None:
        """Until a signal comes."""
        while True:
            try:
                self._settle()
                super().run()
                return
            except OUTAGE as error:
                if self.batch or not self.running:
                    raise
                self._wait(error)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Remember the job until its end is stored."""
        self._interrupted = db_task_result
        beat()
        super().run_task(db_task_result)
        self._interrupted = None
        self._pause = FIRST_PAUSE

    @property
    def interval(self) -> float:
        """Asked for before each pause between two looks at the queue: the moment to give a sign of life."""
        now = time.monotonic()
        self._pause = FIRST_PAUSE
        if now >= self._next_beat:
            self._next_beat = now + EVERY
            beat()
        if now >= self._next_look:
            self._next_look = now + LOOK_AROUND
            worker_idle.send(sender=type(self))
        return self._interval

    @interval.setter
    def interval(self, seconds: float) -> None:
        self._interval = seconds

    def _settle(self) -> None:
        """Say of an interrupted job that it failed; nobody would look after it otherwise."""
        if self._interrupted is not None:
            self._interrupted.set_failed(RuntimeError("The database was not there when the job ended."))
            logger.warning("The job %s was interrupted and counts as failed", self._interrupted.task_path)
            self._interrupted = None

    def _wait(self, error: Exception) -> None:
        reason = str(error).strip().partition("\n")[0]
        logger.error("The database does not answer, next try in %.0f s: %s", self._pause, reason)
        for connection in connections.all(initialized_only=True):
            _drop(connection)
        self.startup_delay = False
        time.sleep(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)


def _drop(connection: Any) -> None:
    """A connection that fails even to close, or thinks it is inside a transaction, is forgotten."""
    try:
        connection.close()
    except OUTAGE:
        pass
    finally:
        connection.connection = None
        connection.in_atomic_block = False
        connection.savepoint_ids = []
        connection.needs_rollback = connection.closed_in_transaction = False
