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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of one server run in one process, however many there are: each starts servers of its own."""
    for item in items:
        if isinstance(item, pytest.Function) and "server_url" in item.fixturenames:
            distribution = item.callspec.params["server_url"]
            assert isinstance(distribution, Distribution)
            item.add_marker(pytest.mark.xdist_group(distribution.name))


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


@pytest.fixture(
    scope="session", params=distributions.ALL, ids=lambda d: f"{d.product}-{d.version.partition('.')[0]}"
)
def server_url(request: pytest.FixtureRequest, servers: Servers) -> str:
    """Address of each server in turn; pytest keeps the tests of one server together."""
    distribution: Distribution = request.param
    require(distribution)
    return servers.node(distribution).address
