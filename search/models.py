"""The tables of search: what is not yet in the index, who is writing it, and what was done to look after it."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.alerts.models import Addressee, Alert
from search.statistics.models import AskedQuery, WeeklyReader
from search.wording.snippets import Edition, ListedWord, PromotedResult, SynonymGroup

__all__ = [
    "Addressee",
    "Alert",
    "AskedQuery",
    "Change",
    "Due",
    "Edition",
    "Lease",
    "ListedWord",
    "Operation",
    "PromotedResult",
    "Run",
    "SynonymGroup",
    "WeeklyReader",
]

# A run that was not heard of for so long was killed; one slow batch takes seconds.
SILENCE = dt.timedelta(minutes=5)
COUNTED = ("written", "compared", "missing", "stale", "surplus", "failed")


class Operation(models.TextChoices):
    """What the writer of the row saw; the worker decides by the state it finds.

    Until then readers get nothing of a source that lost something ("gone"), and see no text of one that was
    "changed", see `search.privacy`. "repair" comes from a comparison, not from an editor: what is shown stays.
    """

    UPSERT = "upsert", _("changed")
    DELETE = "delete", _("gone")
    REPAIR = "repair", _("differs")


class Change(models.Model):
    """One waiting change, written in the transaction that made it; the primary key is its place in the queue.

    `source` is a source key ("page:17"), or "uses:consultations.topic:3": all that shows that object.
    `urgent` rows take something away from readers (unpublished, private, deleted, moved) and go first.
    """

    source = models.CharField(max_length=160, db_index=True)
    operation = models.CharField(max_length=10, choices=Operation, default=Operation.UPSERT)
    urgent = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("waiting search change")
        verbose_name_plural = _("waiting search changes")
        indexes: ClassVar = [models.Index(fields=["-urgent", "id"], name="search_change_order")]

    def __str__(self) -> str:
        return f"{self.source} {self.operation}"


class Due(models.Model):
    """When a source is to be read again although nobody will have changed it, such as the begin of a session."""

    source = models.CharField(max_length=160, unique=True)
    moment = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.source} {self.moment:%Y-%m-%d %H:%M}"


class Lease(models.Model):
    """Who may load sources and write the index now; runs out by itself when its holder was killed."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One rebuild or comparison of the whole index: how far it is, what came of it.

    `outcome` counts by name ("written", "missing", ...); `error` says why it ended early. One that is killed
    stays unfinished and is recognised by `seen`, which a living one renews.
    """

    class Kind(models.TextChoices):
        """What was done."""

        REBUILD = "rebuild", _("Rebuild")
        RECONCILE = "reconcile", _("Comparison with the database")

    class State(models.TextChoices):
        """What became of it."""

        RUNNING = "running", _("running")
        BROKEN_OFF = "broken off", _("broken off")
        FAILED = "failed", _("failed")
        DONE = "done", _("done")

    kind = models.CharField(max_length=20, choices=Kind)
    started = models.DateTimeField(default=timezone.now, db_index=True)
    seen = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("upkeep of the search index")
        verbose_name_plural = _("upkeep of the search index")
        ordering: ClassVar = ["-started", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.started:%Y-%m-%d %H:%M}"

    @property
    def counts(self) -> dict[str, int]:
        """What came of it, in the order it is read; PostgreSQL keeps its own order within JSON."""
        return {name: self.outcome[name] for name in COUNTED if name in self.outcome}

    def state(self, now: dt.datetime) -> "Run.State":
        """What became of it, as it looks at a moment."""
        if self.finished:
            return Run.State.FAILED if self.error else Run.State.DONE
        return Run.State.RUNNING if now - self.seen < SILENCE else Run.State.BROKEN_OFF
