"""Looking after the whole index: build it anew, compare it with the database, and keep what came of it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone

from search import indexing, outbox
from search.engines.base import Engine, EngineError, absent, outdated
from search.indexing import Difference, Outcome
from search.lease import LeaseTaken
from search.models import Change, Run
from search.wording import lists

Progress = Callable[[int], object]
# How often a run says how far it is, and looks for changes that should not wait for its end.
EVERY = dt.timedelta(seconds=1)
# So many runs are kept.
KEPT = 50
# After a failed rebuild the next one begins by itself after a pause, which doubles with each failure in a row.
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(minutes=1), dt.timedelta(minutes=16)
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
    """Whether a rebuild should begin by itself: the index is missing or outdated, or the last rebuild failed.

    Not while one is running, nor too soon after a failure. Raises EngineError.
    """
    facts = engine.describe()
    last = Run.objects.filter(kind=Run.Kind.REBUILD).first()
    state = last.state(now) if last else None
    if last is None or state == Run.State.DONE:
        return absent(facts) or bool(outdated(facts))
    if state == Run.State.FAILED:
        return now - last.started > _pause(now)
    # One that was killed may have left an index with only the changes since.
    return state == Run.State.BROKEN_OFF


def _pause(now: dt.datetime) -> dt.timedelta:
    """How long to wait after the failures that came last."""
    failures = 0
    for run in Run.objects.filter(kind=Run.Kind.REBUILD)[:6]:
        if run.state(now) != Run.State.FAILED:
            break
        failures += 1
    return min(FIRST_PAUSE * 2 ** max(failures - 1, 0), LONGEST_PAUSE)


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
