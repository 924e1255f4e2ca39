"""A circuit breaker: what has just failed several times is not asked again for a while."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from search.engines.base import EngineError

Answer = TypeVar("Answer")


class CircuitOpen(EngineError):
    """Not asked, because it did not answer a moment ago."""


class Breaker:
    """Safe between threads, one per process and per thing it guards.

    After `failures` in a row everybody is refused at once for `seconds`; then one caller tries, and the others
    are refused until it knows. `counts` says which errors mean that the other side is down: one that any odd
    question can bring about must not be among them.
    """

    def __init__(
        self,
        counts: Callable[[EngineError], bool],
        failures: int = 3,
        seconds: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._counts = counts
        self._allowed = failures
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._until: float | None = None
        self._trying = False

    def call(self, ask: Callable[[], Answer]) -> Answer:
        """What `ask` answers; raises CircuitOpen without asking while the circuit is open."""
        is_trial = self._enter()
        failed: bool | None = None
        try:
            answer = ask()
            failed = False
        except EngineError as error:
            failed = self._counts(error)
            raise
        finally:
            self._leave(is_trial, failed)
        return answer

    def _enter(self) -> bool:
        with self._lock:
            if self._until is None:
                return False
            if self._trying or self._clock() < self._until:
                raise CircuitOpen("the search engine did not answer a moment ago and is left alone for now")
            self._trying = True
            return True

    def _leave(self, is_trial: bool, failed: bool | None) -> None:
        """`failed` None: it ended in a way that says nothing about the other side."""
        with self._lock:
            if is_trial:
                self._trying = False
            if failed:
                self._failed += 1
                if is_trial or self._failed >= self._allowed:
                    self._until = self._clock() + self._seconds
            elif failed is False:
                self._failed, self._until = 0, None
