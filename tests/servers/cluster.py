"""Several nodes of one server on loopback that form a cluster."""

from tests.servers.distributions import Distribution
from tests.servers.node import Node


class Cluster:
    """`nodes` know each other; a cluster of three goes on without any one of them."""

    def __init__(self, distribution: Distribution, size: int = 3) -> None:
        self.nodes = [Node(distribution) for _ in range(size)]
        names = [f"node-{number}" for number in range(size)]
        managers = "master" if distribution.product == "elasticsearch" else "cluster_manager"
        for name, node in zip(names, self.nodes, strict=True):
            node.settings |= {
                "cluster.name": f"stadtdialog-{self.nodes[0].http}",
                "node.name": name,
                "discovery.type": "multi-node" if managers == "master" else "zen",
                "discovery.seed_hosts": [f"127.0.0.1:{other.transport}" for other in self.nodes],
                f"cluster.initial_{managers}_nodes": names,
            }

    @property
    def address(self) -> str:
        """All nodes in one address."""
        return f"http://{','.join(node.host for node in self.nodes)}"

    def start(self) -> None:
        """Start all and wait until they have found each other; raises ServerFailed."""
        for node in self.nodes:
            node.start()
        for node in self.nodes:
            node.wait(nodes=len(self.nodes))

    def thaw(self) -> None:
        """All frozen nodes go on."""
        for node in self.nodes:
            node.thaw()

    def stop(self) -> None:
        """End all of them."""
        for node in self.nodes:
            node.stop()
