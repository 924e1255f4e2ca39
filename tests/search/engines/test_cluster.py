"""Three real nodes: one is killed while the portal writes and reads, then all of them freeze."""

import threading
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from search.engines.base import EngineError
from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import Address
from tests.search.engines.city import ask, passages, source
from tests.servers.__main__ import best_opensearch
from tests.servers.cluster import Cluster
from tests.servers.fixtures import Servers, require
from tests.servers.installation import Missing
from tests.servers.node import Node

pytestmark = [pytest.mark.engines, pytest.mark.slow]
BATCH = 5
AFTERWARDS_SECONDS = 10.0
FROZEN_SECONDS = 10.0
PATIENCE_SECONDS = 120.0


@pytest.fixture(scope="module")
def cluster(servers: Servers) -> Iterator[Cluster]:
    try:
        distribution = best_opensearch()
    except Missing as missing:
        pytest.skip(str(missing))
    require(distribution)
    servers.leave(0)
    cluster = Cluster(distribution)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def engine(cluster: Cluster) -> ElasticEngine:
    """Its index has a replica on a second node."""
    engine = ElasticEngine(Address.parse(f"{cluster.address}/faults-{uuid4().hex[:8]}"))
    engine.replace(passages(source(0, "Der erste Brunnen")))
    status, health = living(cluster).ask(
        "GET", "/_cluster/health?wait_for_status=green&timeout=60s", timeout=70
    )
    assert (status, health["status"]) == (200, "green")
    return engine


def living(cluster: Cluster) -> Node:
    return next(node for node in cluster.nodes if node.is_running)


def holder(cluster: Cluster, engine: ElasticEngine) -> Node:
    """The node with the primary shard."""
    path = f"/_cat/shards/{engine.transport.address.prefix}?format=json"
    shards = living(cluster).ask("GET", path)[1]
    name = next(shard["node"] for shard in shards if shard["prirep"] == "p")
    return next(node for node in cluster.nodes if node.settings["node.name"] == name)


def leader(cluster: Cluster, engine: ElasticEngine) -> Node:
    """The node that leads; which one, is not the engine's business."""
    name = living(cluster).ask("GET", "/_cat/cluster_manager?format=json")[1][0]["node"]
    return next(node for node in cluster.nodes if node.settings["node.name"] == name)


class Traffic:
    """A worker that repeats what was not taken, and a reader that tries once more."""

    def __init__(self, writer: ElasticEngine, reader: ElasticEngine) -> None:
        self._writer, self._reader = writer, reader
        self._over = threading.Event()
        self.taken: set[str] = set()
        self.troubles: list[str] = []
        self.answered = self.failed = 0
        self._threads = [threading.Thread(target=self._write), threading.Thread(target=self._read)]

    def __enter__(self) -> "Traffic":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(200)

    def wait_for_more(self) -> None:
        """Until both got on since now."""
        taken, answered, end = len(self.taken), self.answered, time.monotonic() + PATIENCE_SECONDS
        while (len(self.taken) == taken or self.answered == answered) and time.monotonic() < end:
            time.sleep(0.2)

    def _write(self) -> None:
        number = 0
        while not self._over.is_set():
            batch = passages(*(source(number + n + 1, "Noch ein Brunnen") for n in range(BATCH)))
            try:
                self._writer.replace(batch)
            except EngineError as error:
                self.troubles.append(str(error))
                time.sleep(0.2)
                continue
            self.taken |= batch.keys()
            number += BATCH

    def _read(self) -> None:
        while not self._over.is_set():
            for attempt in (1, 2):
                try:
                    assert ask(self._reader, "Brunnen").total > 0
                    self.answered += 1
                    break
                except EngineError as error:
                    self.troubles.append(str(error))
                    self.failed += attempt == 2


@pytest.mark.parametrize("choose", [holder, leader])
def test_a_killed_node_costs_no_entry_and_no_search(
    cluster: Cluster, engine: ElasticEngine, choose: Callable[[Cluster, ElasticEngine], Node]
) -> None:
    reader = ElasticEngine(engine.transport.address)
    victim = choose(cluster, engine)
    with Traffic(engine, reader) as traffic:
        traffic.wait_for_more()
        victim.kill()
        before = len(traffic.taken)
        time.sleep(AFTERWARDS_SECONDS)
        traffic.wait_for_more()
    assert len(traffic.taken) > before > 0, traffic.troubles
    assert traffic.failed == 0, traffic.troubles
    assert traffic.answered > 10
    assert engine.sources().keys() == {"page:0", *traffic.taken}
    assert ask(reader, "Brunnen").total == 1 + len(traffic.taken)
    victim.start()
    victim.wait(nodes=len(cluster.nodes))


def test_frozen_nodes_are_told_in_time_and_lose_nothing(cluster: Cluster, engine: ElasticEngine) -> None:
    reader = ElasticEngine(engine.transport.address)
    assert ask(reader, "Brunnen").total == 1
    thaw = threading.Timer(FROZEN_SECONDS, cluster.thaw)
    for node in cluster.nodes:
        node.freeze()
    thaw.start()
    try:
        for _ in range(2):
            start = time.monotonic()
            with pytest.raises(EngineError):
                ask(reader, "Brunnen")
            assert time.monotonic() - start < 2.0
        # The worker is patient: it is still trying when they come back.
        engine.replace(passages(source(1, "Ein Brunnen aus der Kälte")))
    finally:
        thaw.join()
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if ask(reader, "Brunnen").total == 2:
                break
        except EngineError:
            time.sleep(0.3)
    assert engine.sources().keys() == {"page:0", "page:1"}
    assert ask(reader, "Brunnen").total == 2
