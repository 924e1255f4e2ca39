"""A real server that takes no writes, or freezes, under the whole portal."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from search import tasks
from search.configured import engine_in_use
from search.models import Change
from tests.search.conftest import Make
from tests.search.outages import DOWN, PROMISED, look, work_now
from tests.servers import distributions
from tests.servers.fixtures import Servers, require
from tests.servers.node import Node

pytestmark = [pytest.mark.engines, pytest.mark.slow]
BLOCK = "index.blocks.read_only_allow_delete"


@pytest.fixture
def server(servers: Servers, settings: Settings) -> Iterator[Node]:
    """An OpenSearch that this test may trouble; the portal has an index of its own on it."""
    require(distributions.OPENSEARCH_2)
    node = servers.node(distributions.OPENSEARCH_2)
    settings.SEARCH_URL = f"{node.address}/outage-{uuid4().hex[:8]}"
    yield node
    node.thaw()
    engine_in_use().remove()


def test_a_full_disk_keeps_changes_waiting_and_shows_nothing_withdrawn(make: Make, server: Node) -> None:
    gone, stays = make("Radweg am Fluss"), make("Radweg am Berg")
    work_now()
    assert gone.url in look("Radweg").text
    index = engine_in_use().describe()["generation"]
    assert server.ask("PUT", f"/{index}/_settings", {BLOCK: True})[0] == 200
    gone.unpublish()
    new = make("Radweg im Tal")
    work_now()
    rows = Change.objects.filter(source__in=[gone.find_key, new.find_key])
    assert {row.source for row in rows} == {gone.find_key, new.find_key}
    assert all("block" in row.error for row in rows)
    seen = look("Radweg")
    assert (gone.url in seen.text, stays.url in seen.text, new.url in seen.text) == (False, True, False)
    assert server.ask("PUT", f"/{index}/_settings", {BLOCK: None})[0] == 200
    work_now()
    assert not Change.objects.exists()
    assert new.url in look("Radweg").text
    assert gone.find_key not in engine_in_use().sources()


def test_a_frozen_server_is_told_in_time_and_catches_up(make: Make, server: Node) -> None:
    make("Radweg am Fluss")
    work_now()
    assert look("Radweg").status == 200
    server.freeze()
    seen = look("Radweg")
    assert (seen.status, seen.says(DOWN)) == (503, True)
    assert seen.seconds < PROMISED
    new = make("Radweg im Tal")
    assert Change.objects.filter(source=new.find_key).exists()
    server.thaw()
    tasks.drain.func()
    assert not Change.objects.exists()
    assert new.url in look("Radweg").text
