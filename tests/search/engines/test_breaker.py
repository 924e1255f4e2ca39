"""The circuit breaker: when it opens, who may try, and what it leaves alone."""

import threading
from collections.abc import Callable

import pytest

from search.engines.base import EngineBusy, EngineError
from search.engines.breaker import Breaker, CircuitOpen


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Down(EngineError):
    """The other side is down."""


def fails(error: EngineError) -> Callable[[], str]:
    def ask() -> str:
        raise error

    return ask


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(lambda error: isinstance(error, Down), failures=3, seconds=10, clock=clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Down):
            breaker.call(fails(Down()))


def test_it_opens_after_failures_in_a_row_only(breaker: Breaker) -> None:
    fail(breaker, 2)
    assert breaker.call(lambda: "fine") == "fine"
    fail(breaker, 3)
    asked: list[int] = []
    with pytest.raises(CircuitOpen):
        breaker.call(lambda: asked.append(1))
    assert asked == []


def test_errors_of_single_questions_never_open_it(breaker: Breaker) -> None:
    for _ in range(20):
        with pytest.raises(EngineBusy):
            breaker.call(fails(EngineBusy()))
    assert breaker.call(lambda: "fine") == "fine"


def test_after_the_pause_one_may_try_and_success_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now = 9.9
    with pytest.raises(CircuitOpen):
        breaker.call(lambda: "fine")
    clock.now = 10.0

    def trial() -> str:
        with pytest.raises(CircuitOpen):
            breaker.call(lambda: "a second one")
        return "fine"

    assert breaker.call(trial) == "fine"
    fail(breaker, 2)
    assert breaker.call(lambda: "closed") == "closed"


def test_a_failed_trial_opens_it_again_at_once(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now = 10.0
    fail(breaker, 1)
    clock.now = 19.9
    with pytest.raises(CircuitOpen):
        breaker.call(lambda: "fine")
    clock.now = 20.0
    assert breaker.call(lambda: "fine") == "fine"


def test_a_trial_that_ends_otherwise_lets_the_next_one_try(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now = 10.0
    with pytest.raises(LookupError):
        breaker.call(lambda: {"something": 1}["nothing"])
    assert breaker.call(lambda: "fine") == "fine"


def test_many_threads_make_one_trial(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now = 10.0
    started, gate = threading.Barrier(9), threading.Event()
    outcomes: list[str] = []

    def trial() -> str:
        gate.wait(10)
        return "asked"

    def reader() -> None:
        started.wait(10)
        try:
            outcomes.append(breaker.call(trial))
        except CircuitOpen:
            outcomes.append("refused")
            if len(outcomes) == 7:
                gate.set()

    threads = [threading.Thread(target=reader) for _ in range(8)]
    for thread in threads:
        thread.start()
    started.wait(10)
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["asked"] + ["refused"] * 7
