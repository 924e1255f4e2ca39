"""How the index is: one answer for the terminal and for the report in the admin."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search.engines.base import Engine, EngineError, absent, outdated
from search.models import Change, Run

# More of them help nobody to understand what is wrong.
SHOWN_FAILURES = 20
# A worker that lives writes a change within seconds; one that waits so long has nobody to write it.
TOO_LONG = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be written: how often it was tried, when next, why."""

    source: str
    attempts: int
    next_try: dt.datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`facts` are the engine's own; `error` says why it cannot answer, and then its counts are 0.

    `lag` is the age of the oldest waiting change in seconds, `due` names what calls for a rebuild.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    sources: int = 0
    passages: int = 0
    waiting: int = 0
    urgent: int = 0
    lag: float = 0.0
    failing: int = 0
    failures: tuple[Failure, ...] = ()
    due: tuple[str, ...] = ()
    last_rebuild: Run | None = None
    last_comparison: Run | None = None
    now: dt.datetime

    @property
    def running(self) -> Run | None:
        """The rebuild or comparison that is under way."""
        runs = (self.last_rebuild, self.last_comparison)
        return next((run for run in runs if run and run.state(self.now) == Run.State.RUNNING), None)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What somebody has to look at, in a few words each; empty when all is well or mends itself."""
        rebuild, comparison = self.last_rebuild, self.last_comparison
        found = {
            f"the engine cannot answer: {self.error}": bool(self.error),
            "there is no index": not self.error and absent(self.facts),
            f"{self.failing} changes failed": bool(self.failing),
            f"a change waits for {self.lag:.0f} s": self.lag > TOO_LONG.total_seconds(),
            "the last rebuild failed": bool(rebuild and rebuild.state(self.now) == Run.State.FAILED),
            "the last comparison failed": bool(comparison and comparison.state(self.now) == Run.State.FAILED),
        }
        return tuple(words for words, holds in found.items() if holds)

    def as_object(self) -> dict[str, Any]:
        """The names are promised to scripts."""
        return {
            "engine": dict(self.facts),
            "error": self.error,
            "sources": self.sources,
            "passages": self.passages,
            "waiting": self.waiting,
            "urgent": self.urgent,
            "lag_seconds": round(self.lag, 1),
            "failing": self.failing,
            "failures": [
                {"source": f.source, "attempts": f.attempts, "error": f.error} for f in self.failures
            ],
            "rebuild_needed": list(self.due),
            "troubles": list(self.troubles),
            "last_rebuild": _as_object(self.last_rebuild, self.now),
            "last_reconcile": _as_object(self.last_comparison, self.now),
        }


def read(engine: Engine, now: dt.datetime) -> Status:
    """The state at a moment; an engine that cannot answer is part of it."""
    facts: Mapping[str, str] = {}
    sources = passages = 0
    due: tuple[str, ...] = ()
    error = ""
    try:
        facts = engine.describe()
        due = outdated(facts)
        sources, passages = len(engine.sources()), engine.count()
    except EngineError as trouble:
        error = str(trouble)
    waiting = Change.objects.order_by("created")
    oldest = waiting.first()
    failing = waiting.filter(attempts__gt=0)
    return Status(
        facts=facts,
        error=error,
        sources=sources,
        passages=passages,
        waiting=waiting.count(),
        urgent=waiting.filter(urgent=True).count(),
        lag=max(0.0, (now - oldest.created).total_seconds()) if oldest else 0.0,
        failing=failing.count(),
        failures=tuple(
            Failure(row.source, row.attempts, row.next_try, row.error) for row in failing[:SHOWN_FAILURES]
        ),
        due=due,
        last_rebuild=Run.objects.filter(kind=Run.Kind.REBUILD).first(),
        last_comparison=Run.objects.filter(kind=Run.Kind.RECONCILE).first(),
        now=now,
    )


def _as_object(run: Run | None, now: dt.datetime) -> dict[str, Any] | None:
    if run is None:
        return None
    return {
        "started": run.started.isoformat(timespec="seconds"),
        "finished": run.finished.isoformat(timespec="seconds") if run.finished else None,
        "state": run.state(now).value,
        "done": run.done,
        "total": run.total,
        "outcome": run.counts,
        "error": run.error,
    }
