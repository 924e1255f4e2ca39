"""Looking after the whole index: build it anew, compare it with the database, and keep what came of it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone

from search import indexing, outbox
from search.engines.base import Engine, EngineError, outdated
from search.indexing import Difference, Outcome
from search.lease import LeaseTaken
from search.models import Change, Run
from search.wording import lists

Progress = Callable[[int], object]
# How often a run says how far it is, and looks for changes that should not wait for its end.
EVERY = dt.timedelta(seconds=1)
# So many runs are kept.
KEPT = 50
# After a failed rebuild the next one is not begun by itself before this time has passed.
PAUSE = dt.timedelta(hours=1)
NIGHT = dt.time(3, 30)


def rebuild(engine: Engine, progress: Progress = lambda done: None) -> Outcome:
    """Build a new index while readers keep the old one and changes go on being written to both.

    Raises EngineError; the run keeps its message.
    """
    with _recorded(Run.Kind.REBUILD) as advance:

        def step(done: int) -> None:
            progress(done)
            if advance(done):
                _serve(engine)

        outcome = indexing.rebuild(engine, step)
        advance.outcome = {"written": outcome.written, "failed": len(outcome.failed)}
    return outcome


def reconcile(engine: Engine, progress: Progress = lambda done: None) -> Difference:
    """Compare every source with the index and queue what differs; raises EngineError."""
    with _recorded(Run.Kind.RECONCILE) as advance:

        def step(done: int) -> None:
            progress(done)
            advance(done)

        if lists.waiting():
            # Every source of these languages is stale now and is written anew with the lists.
            lists.adopt(engine)
        found = indexing.compare(engine, step)
        indexing.repair(found)
        differing = {"missing": found.missing, "stale": found.stale, "surplus": found.surplus}
        counts = {name: len(keys) for name, keys in differing.items()}
        advance.outcome = {"compared": found.compared, **counts, "failed": len(found.failed)}
    return found


def rebuild_is_due(engine: Engine, now: dt.datetime) -> bool:
    """Whether a rebuild should begin by itself: not when one is running or has just failed. Raises
    EngineError."""
    if not outdated(engine.describe()):
        return False
    last = Run.objects.filter(kind=Run.Kind.REBUILD).first()
    if last is None or last.state(now) in (Run.State.DONE, Run.State.BROKEN_OFF):
        return True
    return last.state(now) == Run.State.FAILED and now - last.started > PAUSE


def next_night(now: dt.datetime) -> dt.datetime:
    """When the index is compared next, in local time."""
    local = timezone.localtime(now)
    tonight = local.replace(hour=NIGHT.hour, minute=NIGHT.minute, second=0, microsecond=0)
    return tonight if tonight > local else tonight + dt.timedelta(days=1)


def compared_lately(now: dt.datetime) -> bool:
    """Whether a comparison ended well in the last hours, for example because the clock of the system asked."""
    lately = now - dt.timedelta(hours=12)
    return Run.objects.filter(kind=Run.Kind.RECONCILE, finished__gt=lately, error="").exists()


class _Advance:
    """Counts what is done; writes it down now and then, and says when it did."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.outcome: dict[str, int] = {}

    def __call__(self, done: int) -> bool:
        self._run.done += done
        now = timezone.now()
        if now - self._run.seen < EVERY:
            return False
        self._run.seen = now
        self._run.save(update_fields=["done", "seen"])
        return True


@contextmanager
def _recorded(kind: Run.Kind) -> Iterator[_Advance]:
    run = Run.objects.create(kind=kind, total=indexing.count_sources())
    advance = _Advance(run)
    try:
        yield advance
    except EngineError as error:
        run.error = str(error)[:2000]
        raise
    finally:
        run.outcome, run.finished = advance.outcome, timezone.now()
        if not (run.outcome or run.error):
            run.error = "ended early"
        run.save()
        old = Run.objects.values_list("pk", flat=True)[KEPT:]
        Run.objects.filter(pk__in=list(old)).delete()


def _serve(engine: Engine) -> None:
    """What is waiting does not wait for the end of a long rebuild, which may hold the only worker."""
    if outbox.due(timezone.now(), 1) and Change.objects.exists():
        try:
            indexing.drain(engine)
        except LeaseTaken:
            return
