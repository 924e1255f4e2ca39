"""From waiting changes to the index, and from the whole database to a new one."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from django.db import transaction
from django.utils import timezone, translation

from portal.findable import Findable
from search import due, outbox, sources
from search.engines.base import Engine, EngineBusy, EngineError, HalfWritten, Passage, Refused
from search.engines.guarded import is_down
from search.lease import Writing
from search.models import Change, Operation
from search.passages import cut
from search.references import users_of
from search.wording import lists
from search.written import index_written

logger = logging.getLogger(__name__)

# One commit takes tens of milliseconds whatever its size, and a batch must end well within the lease.
BATCH_SOURCES = 50
# How soon an engine that was down is tried again with what the other one has already.
HALF_WRITTEN = dt.timedelta(seconds=60)
# Several sources refused in a row with none accepted: the engine is ill, not the sources.
REFUSED_IN_A_ROW = 3


@dataclass(slots=True)
class Outcome:
    """What a run did; `failed` holds reasons by source key."""

    written: int = 0
    gone: int = 0
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _State:
    """What the database says now about some sources: their passages (none: not for readers) or why there
    is no answer."""

    passages: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    until: dict[str, dt.datetime | None] = field(default_factory=dict)


def drain(engine: Engine) -> Outcome:
    """Work off all changes that are due.

    Rows go only after the commit that serves them, so a run killed anywhere is simply repeated. Raises
    EngineError when the engine cannot write (all rows stay as they are) and LeaseTaken when another process
    is at work.
    """
    outcome = Outcome()
    due.queue(timezone.now())
    with Writing() as writing:
        while keys := outbox.due(timezone.now(), BATCH_SOURCES):
            rows = outbox.rows_of(keys)
            _spread(rows)
            keys = [key for key in keys if key in rows]
            if keys:
                writing.renew()
                _write(engine, rows, outcome, writing)
    index_written.send(sender=Change)
    return outcome


def rebuild(engine: Engine, progress: Callable[[int], object] = lambda done: None) -> Outcome:
    """Build the index anew from all sources that may be found; readers keep the old one until the switch.

    Changes made meanwhile go to both generations by the engine's own rule; sources that fail are left to the
    worker. What was waiting at the beginning is served by the rebuild itself.
    """
    outcome = Outcome()
    waiting = list(Change.objects.values_list("pk", flat=True))
    engine.rebuild(_everything(engine, outcome, progress))
    with transaction.atomic():
        outbox.forget(waiting)
        for key, reason in outcome.failed.items():
            Change.objects.create(source=key, error=reason, attempts=1)
        outbox.request_drain()
    return outcome


def count_sources() -> int:
    """How many sources a rebuild will look at."""
    return sum(1 for kind in sources.kinds().values() for _ in kind.pks())


@dataclass(frozen=True, slots=True)
class Difference:
    """Where index and database disagree; `failed` sources could not be compared."""

    compared: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    surplus: tuple[str, ...]
    failed: tuple[str, ...]


def compare(engine: Engine, progress: Callable[[int], object] = lambda done: None) -> Difference:
    """Compare every source with the version in the index; no language work, so it is quick."""
    indexed = dict(engine.sources())
    missing: list[str] = []
    stale: list[str] = []
    failed: list[str] = []
    compared = 0
    for keys in _chunks(_all_keys()):
        until: dict[str, dt.datetime | None] = {}
        for key, source in _loaded(keys):
            compared += 1
            version = indexed.pop(key, None)
            try:
                wanted, until[key] = _version(source)
            except Exception:  # noqa: BLE001  any page type's own code runs here, see `_passages_of`
                failed.append(key)
                continue
            if version != wanted:
                (missing if version is None else stale).append(key)
        due.keep(until)
        progress(len(keys))
    return Difference(compared, tuple(missing), tuple(stale), tuple(sorted(indexed)), tuple(failed))


def repair(difference: Difference) -> None:
    """Queue what is wrong; the worker looks at the current state once more."""
    outbox.record(difference.surplus, Operation.DELETE, urgent=True)
    outbox.record((*difference.missing, *difference.stale, *difference.failed), Operation.REPAIR)


def current_state(keys: Iterable[str]) -> _State:
    """Load these sources as readers may see them now and cut them; those not found are empty."""
    state = _State(passages=dict.fromkeys(keys, ()))
    state.until = dict.fromkeys(state.passages)
    for key, source in _loaded(list(state.passages)):
        try:
            state.passages[key], state.until[key] = _passages_of(source)
        except Exception as error:
            # The boundary to foreign code: find_source belongs to any page type or plugin and may fail anyhow.
            # Nothing is swallowed: the reason is kept in the row, shown by `search status`, and tried again.
            logger.exception("%s cannot be indexed", key)
            state.failed[key] = f"{type(error).__name__}: {error}"
            del state.passages[key], state.until[key]
    return state


def _loaded(keys: Sequence[str]) -> Iterator[tuple[str, Findable]]:
    for prefix, pks in sources.by_kind(keys).items():
        for source in sources.kinds()[prefix].load(pks):
            yield source.find_key, source


def _language_of(source: Findable) -> str:
    return sources.kinds()[source.find_key.partition(":")[0]].language(source)


def _version(source: Findable) -> tuple[int, dt.datetime | None]:
    with translation.override(_language_of(source)):
        offered = source.find_source()
    return sources.version_of(offered), offered.until


def _passages_of(source: Findable) -> tuple[tuple[Passage, ...], dt.datetime | None]:
    with translation.override(_language_of(source)):
        offered = source.find_source()
    # Before the language work: lists adopted in between make the source look stale, never up to date.
    version = sources.version_of(offered)
    passages = cut(offered, lists.analyser_in_force)
    return tuple(replace(passage, version=version) for passage in passages), offered.until


def _spread(rows: dict[str, list[Change]]) -> None:
    """Replace "everything that uses X" by rows for those sources."""
    for key in [key for key in rows if key.startswith(f"{outbox.USES}:")]:
        waiting = rows.pop(key)
        urgent = any(row.urgent for row in waiting)
        users = users_of(key)
        Change.objects.bulk_create(Change(source=user, urgent=urgent) for user in users)
        outbox.finish(waiting)


def _write(engine: Engine, rows: dict[str, list[Change]], outcome: Outcome, writing: Writing) -> None:
    keys = [key for key in rows if sources.split_key(key)[0]]
    state = current_state(keys)
    for key, reason in state.failed.items():
        outbox.keep_with_error(rows[key], reason, timezone.now())
        if any(row.urgent for row in rows[key]):
            # What readers must not see any more goes, even if its new text cannot be had yet.
            state.passages[key] = ()
    longest = outbox.LONGEST_WAIT
    try:
        refused = _replace(engine, state.passages, writing)
    except HalfWritten as error:
        refused, longest = error.reasons, HALF_WRITTEN
    for key, reason in refused.items():
        outbox.keep_with_error(rows[key], reason, timezone.now(), longest)
    outcome.failed |= state.failed | refused
    due.keep(state.until)
    done = [key for key in rows if key not in state.failed and key not in refused]
    outbox.finish(row for key in done for row in rows[key])
    outcome.gone += sum(1 for key in done if not state.passages.get(key))
    outcome.written += sum(1 for key in done if state.passages.get(key))


def _replace(engine: Engine, batch: dict[str, tuple[Passage, ...]], writing: Writing) -> dict[str, str]:
    """One commit; when it fails, one source after the other, so that a bad one cannot hold up the good
    ones."""
    writing.renew()
    try:
        engine.replace(batch)
    except (EngineBusy, HalfWritten):
        raise
    except Refused as error:
        return error.reasons
    except EngineError as error:
        if len(batch) == 1 or is_down(error):
            raise
        return _replace_singly(engine, batch, writing)
    return {}


def _replace_singly(
    engine: Engine, batch: dict[str, tuple[Passage, ...]], writing: Writing
) -> dict[str, str]:
    refused: dict[str, str] = {}
    for tried, (key, passages) in enumerate(batch.items(), start=1):
        writing.renew()
        try:
            engine.replace({key: passages})
        except EngineBusy:
            raise
        except HalfWritten as error:
            refused |= error.reasons
        except EngineError as error:
            refused[key] = str(error)
            if len(refused) == tried and tried >= min(REFUSED_IN_A_ROW, len(batch)):
                raise
    return refused


def _everything(engine: Engine, outcome: Outcome, progress: Callable[[int], object]) -> Iterator[Passage]:
    # By now no other process rebuilds.
    lists.adopt(engine)
    for keys in _chunks(_all_keys()):
        state = current_state(keys)
        for passages in state.passages.values():
            outcome.written += bool(passages)
            yield from passages
        due.keep(state.until)
        outcome.failed |= state.failed
        progress(len(keys))


def _all_keys() -> Iterator[str]:
    for prefix, kind in sources.kinds().items():
        for pk in kind.pks():
            yield f"{prefix}:{pk}"


def _chunks(keys: Iterator[str]) -> Iterator[list[str]]:
    while chunk := list(islice(keys, BATCH_SOURCES)):
        yield chunk
