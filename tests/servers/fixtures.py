"""Fixtures with real servers: started when first asked for, at most two at a time, one set per session."""

import os
from collections.abc import Iterator

import pytest

from tests.servers import distributions
from tests.servers.distributions import Distribution
from tests.servers.installation import Missing, installed, java_for
from tests.servers.node import Node

MOST = 2


class Servers:
    """Gives addresses; a third server makes the one that was asked for longest ago go, with what is in it."""

    def __init__(self) -> None:
        self._running: dict[Distribution, Node] = {}

    def node(self, distribution: Distribution) -> Node:
        """A healthy server of this kind."""
        node = self._running.pop(distribution, None)
        if node is not None and not node.is_running:
            node.stop()
            node = None
        if node is None:
            self.leave(MOST - 1)
            node = Node(distribution)
            try:
                node.start()
                node.wait()
            except BaseException:
                node.stop()
                raise
        self._running[distribution] = node
        return node

    def leave(self, number: int) -> None:
        """Stop all but the last so many."""
        while len(self._running) > number:
            self._running.pop(next(iter(self._running))).stop()


def require(distribution: Distribution) -> None:
    """Skip the test with one line when this server cannot be had; a failure on the continuous integration."""
    must = os.environ.get("CI") == "true"
    try:
        java_for(distribution)
    except Missing as missing:
        _give_up(str(missing), must and distribution in distributions.ALWAYS)
    try:
        installed(distribution)
    except Missing as missing:
        _give_up(str(missing), must)


def _give_up(reason: str, is_failure: bool) -> None:
    if is_failure:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """All servers of this session; they end with it."""
    running = Servers()
    yield running
    running.leave(0)


@pytest.fixture
def elasticsearch_8(servers: Servers) -> str:
    """Address of an Elasticsearch 8.19."""
    require(distributions.ELASTICSEARCH_8)
    return servers.node(distributions.ELASTICSEARCH_8).address


@pytest.fixture
def elasticsearch_9(servers: Servers) -> str:
    """Address of an Elasticsearch 9."""
    require(distributions.ELASTICSEARCH_9)
    return servers.node(distributions.ELASTICSEARCH_9).address


@pytest.fixture
def opensearch_2(servers: Servers) -> str:
    """Address of an OpenSearch 2.19."""
    require(distributions.OPENSEARCH_2)
    return servers.node(distributions.OPENSEARCH_2).address


@pytest.fixture
def opensearch_3(servers: Servers) -> str:
    """Address of an OpenSearch 3."""
    require(distributions.OPENSEARCH_3)
    return servers.node(distributions.OPENSEARCH_3).address


@pytest.fixture(
    scope="session", params=distributions.ALL, ids=lambda d: f"{d.product}-{d.version.partition('.')[0]}"
)
def server_url(request: pytest.FixtureRequest, servers: Servers) -> str:
    """Address of each server in turn; pytest keeps the tests of one server together."""
    distribution: Distribution = request.param
    require(distribution)
    return servers.node(distribution).address
