"""An outage leaves one traceback a minute, not thousands."""

import logging
import logging.config
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings

from portal import logs


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the console of production gets of the logger `outage`."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handlers: Any = settings.LOGGING["handlers"]
    configured = handlers["console"]["filters"]
    assert configured == ["once_per_cause"]
    handler.addFilter(logs.OncePerCause())
    logger = logging.getLogger("outage")
    logger.addHandler(handler)
    logger.propagate = False
    yield out
    logger.removeHandler(handler)
    logger.propagate = True


def fail(words: str) -> None:
    try:
        try:
            raise ConnectionError(words)
        except ConnectionError as error:
            raise RuntimeError("the page cannot be shown") from error
    except RuntimeError:
        logging.getLogger("outage").exception("Internal Server Error: /de/")


def test_thousand_failures_of_one_cause_are_one_traceback(written: StringIO) -> None:
    for number in range(1000):
        fail(f"connection to port {5000 + number} refused")
    assert written.getvalue().count("Traceback") == 2  # the error and its cause, told once


def test_after_a_minute_it_is_told_again_with_their_number(
    written: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("portal.logs.time.monotonic", lambda: now[0])
    for _number in range(5):
        fail("gone")
    now[0] += 61
    fail("gone")
    assert "(and 4 times more since it was told last)" in written.getvalue()
    assert written.getvalue().count("Internal Server Error") == 2


def test_another_cause_is_told_at_once_and_plain_lines_always(written: StringIO) -> None:
    fail("gone")
    fail("refused")
    for _number in range(3):
        logging.getLogger("outage").warning("plain")
    assert written.getvalue().count("Internal Server Error") == 2
    assert written.getvalue().count("plain") == 3
