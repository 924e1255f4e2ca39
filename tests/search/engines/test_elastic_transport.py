"""Requests to a cluster: which client, which host, how often, and what is said when it fails."""

import logging
import time
from collections.abc import Iterator

import pytest

from search.engines.base import EngineError, EngineQuery
from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import Address
from search.engines.elastic_clients import Unreachable
from search.engines.elastic_transport import WRITER, Refusal, Transport
from tests.search.engines.stub import Said, Stub, stub

NOBODY = "http://127.0.0.1:9"
BUSY = Said(429, {"error": {"type": "busy", "reason": "later"}})


@pytest.fixture
def server() -> Iterator[Stub]:
    with stub() as running:
        yield running


def transport(*hosts: str, slept: list[float] | None = None) -> Transport:
    pauses = [] if slept is None else slept
    return Transport(Address(hosts, timeout=5.0), sleep=pauses.append)


@pytest.mark.parametrize(
    ("root", "server_is"),
    [
        (Said(body={"version": {"number": "9.2.0"}}), "Elasticsearch 9.2.0"),
        (Said(405, {"error": "not allowed"}), "Elasticsearch"),
        (Said(403, {"error": "no"}), "Elasticsearch"),
        (
            Said(body={"version": {"number": "3.8.0", "distribution": "opensearch"}}, headers={}),
            "OpenSearch 3.8.0",
        ),
    ],
)
def test_the_server_says_which_client_it_needs(server: Stub, root: Said, server_is: str) -> None:
    server.root = root
    one = transport(server.url)
    assert one.call("GET", "/x") == {}
    assert one.server == server_is


def test_a_closed_root_is_made_up_for_by_the_nodes(server: Stub) -> None:
    server.root = Said(405, {}, {})
    server.script = [Said(body={"nodes": {"a": {"version": "2.19.1"}}}, headers={})]
    one = transport(server.url)
    one.call("GET", "/x")
    assert one.server == "OpenSearch 2.19.1"


@pytest.mark.parametrize(
    ("root", "says"),
    [
        (Said(200, {"hello": "world"}, {}), "is neither Elasticsearch"),
        (Said(401, {}), "does not accept the user"),
        (Said(503, {}), "is not ready"),
    ],
)
def test_what_is_no_search_server_is_refused(server: Stub, root: Said, says: str) -> None:
    server.root = root
    with pytest.raises(EngineError, match=says):
        transport(server.url).call("GET", "/x")


def test_a_reader_tries_once_more_and_no_more(server: Stub) -> None:
    one = transport(server.url)
    server.script = [BUSY]
    assert one.call("GET", "/x") == {}
    server.script = [BUSY, BUSY, BUSY]
    with pytest.raises(Refusal, match=r"429 busy$"):
        one.call("GET", "/y")
    assert server.seen == ["GET /x"] * 2 + ["GET /y"] * 2


def test_a_writer_waits_longer_each_time_and_as_long_as_it_is_asked_to(server: Stub) -> None:
    slept: list[float] = []
    asked = Said(503, {}, {"Retry-After": "7", "X-Elastic-Product": "Elasticsearch"})
    server.script = [BUSY, asked, BUSY, BUSY]
    assert transport(server.url, slept=slept).call("GET", "/x", patience=WRITER) == {}
    assert slept == [0.5, 7.0, 2.0, 4.0]
    server.script = [BUSY] * 9
    with pytest.raises(Refusal):
        transport(server.url).call("GET", "/x", patience=WRITER)
    assert len(server.script) == 4


def test_another_host_is_asked_at_once(server: Stub) -> None:
    slept: list[float] = []
    one = transport(NOBODY, server.url, slept=slept)
    for _ in range(4):
        assert one.call("GET", "/x") == {}
    assert (slept, len(server.seen)) == ([], 4)


def test_a_cluster_without_a_leader_is_asked_until_it_has_one(server: Stub) -> None:
    slept: list[float] = []
    one = transport(server.url, f"{server.url}/", server.url.replace("127.0.0.1", "localhost"), slept=slept)
    server.script = [Said(503, {"error": {"type": "no leader"}})] * 5
    assert one.call("GET", "/x") == {}
    assert (slept, len(server.seen)) == ([0.05, 0.1, 0.2, 0.4, 0.5], 6)
    server.script = [BUSY] * 9
    with pytest.raises(Refusal, match="429"):
        one.call("GET", "/y")
    assert len(server.seen) == 8


def test_all_hosts_down_is_said_at_once_without_secrets() -> None:
    address = Address.parse(f"{NOBODY.replace('//', '//jo:geheim@')}/x?api_key=geheim")
    start = time.monotonic()
    with pytest.raises(Unreachable) as error:
        ElasticEngine(address).search(EngineQuery())
    assert time.monotonic() - start < 2
    assert "geheim" not in f"{error.value} {error.value.__cause__!r}"
    assert str(error.value) == "http://127.0.0.1:9: ConnectionError"


@pytest.mark.parametrize("opensearch", [False, True])
def test_nothing_of_a_request_is_logged_and_the_password_goes_along(
    server: Stub, opensearch: bool, caplog: pytest.LogCaptureFixture
) -> None:
    if opensearch:
        server.root = Said(body={"version": {"number": "3.8.0", "distribution": "opensearch"}}, headers={})
    address = Address.parse(server.url.replace("//", "//jo:geheim@"))
    # Servers quote the question in their reasons.
    server.script = [Said(400, {"error": {"type": "parsing", "reason": "cannot read [brunnen]"}})]
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal, match=r"400 parsing$"):
        Transport(address).call("POST", "/x", {"query": "brunnen"})
    server.script = [Said(400, {"error": {"type": "mapping", "reason": "no such field"}})]
    with pytest.raises(Refusal, match=r"400 mapping no such field$"):
        Transport(address).call("PUT", "/x", {}, patience=WRITER)
    assert not [record for record in caplog.records if "brunnen" in record.getMessage()]
    assert set(server.authorization) == {"Basic am86Z2VoZWlt"}
