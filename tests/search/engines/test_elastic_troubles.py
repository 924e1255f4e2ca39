"""Answers no search server should give: none at all, a reset connection, half a body, "later"."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest

from search.engines.base import Engine, EngineError, EngineQuery
from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import Address
from search.engines.elastic_transport import Transport
from search.engines.guarded import is_down
from tests.search.engines.city import CITY, GERMAN, passages
from tests.search.engines.stub import ELASTIC, Said, Stub, stub

# Waits for time-outs.
pytestmark = pytest.mark.slow

QUERY = EngineQuery(words=GERMAN.query("Brunnen"))
ODD = {"took": 1, "hits": ["nothing", "that", "a", "server", "says"] * 40}
LATER = Said(429, {"error": {"type": "busy", "reason": "later"}})
UNAVAILABLE = Said(503, {"error": {"type": "down", "reason": "no node"}})
ASKED_TO_WAIT = Said(503, {}, {**ELASTIC, "Retry-After": "3"})
TOO_LONG = Said(503, {}, {**ELASTIC, "Retry-After": "3600"})
HTML = Said(200, "<html>a proxy</html>", {**ELASTIC, "content-type": "text/html"})
How = Literal["whole", "half", "reset", "hang"]


@pytest.fixture
def server() -> Iterator[Stub]:
    with stub() as running:
        yield running


def engine_at(server: Stub, slept: list[float] | None = None) -> ElasticEngine:
    engine = ElasticEngine(Address.parse(server.url))
    engine.transport._sleep = time.sleep if slept is None else slept.append
    return engine


@pytest.mark.parametrize("opensearch", [False, True])
@pytest.mark.parametrize("how", ["half", "reset", "hang"])
@pytest.mark.parametrize("from_the_start", [False, True])
def test_a_reader_gets_a_clear_error_within_two_seconds(
    server: Stub, how: How, from_the_start: bool, opensearch: bool
) -> None:
    broken = Said(body=ODD, how=how)
    server.script = [broken] * 50
    if opensearch:
        server.root = Said(body={"version": {"number": "3.8.0", "distribution": "opensearch"}}, headers={})
    if from_the_start:
        server.root = broken
    start = time.monotonic()
    with pytest.raises(EngineError, match=r"^http://127\.0\.0\.1:\d+: \w+") as error:
        engine_at(server).search(QUERY)
    assert time.monotonic() - start < 2.0
    assert is_down(error.value)


@pytest.mark.parametrize("answer", [LATER, UNAVAILABLE, ASKED_TO_WAIT, TOO_LONG])
def test_a_busy_cluster_is_asked_once_more_and_counts_as_down(server: Stub, answer: Said) -> None:
    server.script = [answer] * 50
    start = time.monotonic()
    with pytest.raises(EngineError, match=str(answer.status)) as error:
        engine_at(server).search(QUERY)
    assert time.monotonic() - start < 2.0
    assert is_down(error.value)
    assert len(server.seen) <= 2


@pytest.mark.parametrize(
    ("call", "body"),
    [
        (lambda engine: engine.search(QUERY), HTML),
        (lambda engine: engine.terms("br", 5), HTML),
        (lambda engine: engine.count(), HTML),
        (lambda engine: engine.sources(), HTML),
        (lambda engine: engine.state(), HTML),
        (lambda engine: engine.replace(passages(*CITY)), HTML),
    ],
)
def test_a_proxy_that_answers_instead_is_an_error_and_no_crash(
    server: Stub, call: Callable[[Engine], Any], body: Said
) -> None:
    server.script = [body] * 50
    with pytest.raises(EngineError):
        call(engine_at(server, []))


def test_a_writer_backs_off_and_gives_up_with_the_reason(server: Stub) -> None:
    slept: list[float] = []
    server.script = [LATER, ASKED_TO_WAIT, *[UNAVAILABLE] * 48]
    with pytest.raises(EngineError, match="503 down no node") as error:
        engine_at(server, slept).replace(passages(*CITY))
    assert is_down(error.value)
    assert slept == [0.5, 3.0, 2.0, 4.0]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(server: Stub) -> None:
    slept: list[float] = []
    server.script = [TOO_LONG] * 50
    with pytest.raises(EngineError, match="503"):
        engine_at(server, slept).replace(passages(*CITY))
    assert slept == []


@pytest.mark.parametrize("how", ["half", "reset"])
def test_a_writer_survives_a_broken_connection(server: Stub, how: How) -> None:
    slept: list[float] = []
    one = Transport(Address.parse(server.url), sleep=slept.append)
    server.script = [Said(body=ODD, how=how)]
    assert one.call("POST", "/x/_refresh", patience=one.reader) == {}
    assert len(server.seen) == 2


def test_one_host_that_hangs_leaves_time_for_the_other(server: Stub) -> None:
    with stub() as hanging:
        hanging.root = Said(how="hang")
        one = Transport(Address((hanging.url, server.url), timeout=1.8))
        start = time.monotonic()
        assert one.call("GET", "/x") == {}
        assert time.monotonic() - start < 1.8
        start = time.monotonic()
        assert one.call("GET", "/x") == {}
        assert time.monotonic() - start < 0.5
