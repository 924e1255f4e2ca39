"""The servers themselves: found, started as an ordinary user, gone afterwards."""

import os
from pathlib import Path

import pytest

from tests.servers import distributions
from tests.servers.fixtures import Servers, require
from tests.servers.installation import HOUSE, java_for, runtimes

pytestmark = [pytest.mark.engines, pytest.mark.slow]


def test_the_oldest_java_that_suits_is_taken() -> None:
    require(distributions.OPENSEARCH_2)
    home = java_for(distributions.OPENSEARCH_2)
    assert next(major for major, path in runtimes() if path == home) in range(17, 24)


def test_a_killed_server_comes_back_with_its_data_and_leaves_nothing_behind(servers: Servers) -> None:
    require(distributions.OPENSEARCH_2)
    node = servers.node(distributions.OPENSEARCH_2)
    assert node.ask("PUT", "/kept/_doc/1?refresh=true", {"a": 1})[0] == 201
    owner = Path(f"/proc/{node.pid}").stat().st_uid
    assert owner == (os.geteuid() or 65534)
    node.kill()
    assert not node.is_running
    node.start()
    node.wait()
    status, found = node.ask("GET", "/kept/_count")
    assert (status, found["count"]) == (200, 1)
    folder = node.folder
    servers.leave(0)
    assert not node.is_running
    assert not folder.exists()


def test_unpacked_servers_are_no_part_of_the_repository() -> None:
    assert "var/" in (HOUSE / ".gitignore").read_text().splitlines()
