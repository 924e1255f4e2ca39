"""A main engine behind a circuit breaker and, if there is one, a reserve that answers when it cannot."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from search.engines.base import (
    Engine,
    EngineError,
    EngineQuery,
    Found,
    HalfWritten,
    Passage,
    Refused,
    outdated,
)
from search.engines.breaker import Breaker, CircuitOpen
from search.engines.spool import Spool

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


def is_down(error: EngineError) -> bool:
    """What counts for a breaker."""
    return error.is_down


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """Both engines with what this process knows about the health of the main one.

    A worker is slow to give up, so one failure is enough for it to leave the main engine out for a while.
    """

    main: Engine
    reserve: Engine | None = None
    reading: Breaker = field(default_factory=lambda: Breaker(is_down))
    writing: Breaker = field(default_factory=lambda: Breaker(is_down, failures=1, seconds=30.0))


class GuardedEngine:
    """Fulfils `base.Engine`; made anew for every request or job.

    Once the main engine has failed, the reserve answers all that is asked of this object: a reader waits for
    one time-out at most, and one page does not mix two indices. `on_reserve` says so afterwards.
    """

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.name = guard.main.name
        self.on_reserve = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GuardedEngine) and other.guard is self.guard

    def __hash__(self) -> int:
        return hash(self.guard)

    def search(self, query: EngineQuery) -> Found:
        """From the main engine or the reserve; raises EngineError when neither answers."""
        return self._read(lambda engine: engine.search(query))

    def count(self) -> int:
        """As `search`."""
        return self._read(lambda engine: engine.count())

    def state(self) -> str:
        """As `search`; the two engines never have the same state."""
        state = self._read(lambda engine: engine.state())
        return f"reserve {state}" if self.on_reserve else state

    def terms(
        self,
        prefix: str,
        limit: int,
        languages: Sequence[str] = (),
        without: tuple[str, ...] = (),
        without_kinds: tuple[str, ...] = (),
    ) -> Sequence[tuple[str, int]]:
        """As `search`."""
        return self._read(lambda engine: engine.terms(prefix, limit, languages, without, without_kinds))

    def sources(self) -> Mapping[str, int]:
        """What both have, with -1 where they disagree, so that a comparison repairs either; raises EngineError
        when one does not answer."""
        main = self.guard.main.sources()
        if self.guard.reserve is None:
            return main
        reserve = self.guard.reserve.sources()
        return {
            key: main[key] if main.get(key) == reserve.get(key) else -1
            for key in (*main, *(reserve.keys() - main.keys()))
        }

    def describe(self) -> Mapping[str, str]:
        """Facts of the main engine, or what is wrong with it, and those of the reserve; a reserve that needs a
        rebuild shows its version as that of the whole."""
        if self.guard.reserve is None:
            return self.guard.main.describe()
        try:
            facts = dict(self.guard.writing.call(self.guard.main.describe))
        except EngineError as error:
            facts = {"trouble": str(error)}
        own = self.guard.reserve.describe()
        facts |= {f"reserve {name}": value for name, value in own.items()}
        for name in outdated(own):
            facts |= {name: own[name], f"wanted {name}": own[f"wanted {name}"]}
        return facts

    def replace(self, batch: Mapping[str, Iterable[Passage]]) -> None:
        """Written to both, to the quick reserve first, which therefore stays current while the main engine is
        down.

        Raises HalfWritten when only one of them has the batch, and what the main engine says when none has.
        """
        if self.guard.reserve is None:
            self.guard.main.replace(batch)
            return
        ready = {source: list(passages) for source, passages in batch.items()}
        refused: dict[str, str] = {}
        reserve_trouble = _attempt(lambda: self._reserve().replace(ready), refused)
        main_trouble = _attempt(
            lambda: self.guard.writing.call(lambda: self.guard.main.replace(ready)), refused
        )
        if main_trouble and reserve_trouble:
            raise main_trouble
        trouble = main_trouble or reserve_trouble
        if trouble:
            which = "main engine" if main_trouble else "reserve"
            raise HalfWritten(dict.fromkeys(ready, f"{which}: {trouble}") | refused)
        if refused:
            raise Refused(refused)

    def rebuild(self, passages: Iterable[Passage]) -> int:
        """Both are built from one reading of the database, and both note what is replaced meanwhile.

        A main engine that fails does not keep the reserve from being built, nor the other way round; the
        failure is raised in the end.
        """
        if self.guard.reserve is None:
            return self.guard.main.rebuild(passages)
        with Spool() as spool:
            rebuilding = _Rebuilding(self.guard.main, iter(passages), spool)
            try:
                # The reserve begins, and notes changes, before the first passage is read for the main engine.
                written = self._reserve().rebuild(rebuilding.passages())
            except (EngineError, OSError):
                if not rebuilding.started:
                    self.guard.main.rebuild(passages)
                raise
        if rebuilding.trouble:
            raise rebuilding.trouble
        return written

    def remove(self) -> None:
        """Both are gone."""
        self.guard.main.remove()
        if self.guard.reserve is not None:
            self.guard.reserve.remove()

    def _reserve(self) -> Engine:
        if self.guard.reserve is None:
            raise EngineError("there is no reserve index")
        return self.guard.reserve

    def _read(self, ask: Callable[[Engine], Answer]) -> Answer:
        if not self.on_reserve:
            try:
                return self.guard.reading.call(lambda: ask(self.guard.main))
            except EngineError as error:
                if self.guard.reserve is None:
                    raise
                if not isinstance(error, CircuitOpen):
                    logger.warning("The reserve index answers, because the main engine does not: %s", error)
                self.on_reserve = True
        return ask(self._reserve())


class _Rebuilding:
    """Fills the main engine while it keeps all passages for the reserve, then gives them."""

    def __init__(self, main: Engine, passages: Iterator[Passage], spool: Spool) -> None:
        self._main, self._passages, self._spool = main, passages, spool
        self.started = False
        self.trouble: EngineError | None = None

    def passages(self) -> Iterator[Passage]:
        """All of them, after the main engine is done or has failed."""
        self.started = True
        try:
            self._main.rebuild(self._spool.recorded(self._passages))
        except EngineError as error:
            self.trouble = error
        for _passage in self._spool.recorded(self._passages):
            pass
        yield from self._spool


def _attempt(write: Callable[[], None], refused: dict[str, str]) -> EngineError | None:
    """What kept a whole batch from being written; single refused sources go to `refused`."""
    try:
        write()
    except Refused as error:
        refused |= error.reasons
    except EngineError as error:
        # Kept as it is, its frames would hold on to the writer, and with it to the lock.
        error.__cause__ = error.__context__ = None
        return error.with_traceback(None)
    except OSError as error:
        return EngineError(str(error))
    return None
