"""`make search-server` and `make demo-cluster`: servers that run until Ctrl-C and leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.servers import distributions
from tests.servers.cluster import Cluster
from tests.servers.distributions import Distribution
from tests.servers.installation import HOUSE, Missing, installed, java_for
from tests.servers.node import Node


def best_opensearch() -> Distribution:
    """The newest OpenSearch that Java here allows; raises Missing when there is none."""
    try:
        java_for(distributions.OPENSEARCH_3)
    except Missing:
        java_for(distributions.OPENSEARCH_2)
        return distributions.OPENSEARCH_2
    return distributions.OPENSEARCH_3


def server(distribution: Distribution) -> int:
    """One server until Ctrl-C."""
    node = Node(distribution)
    try:
        node.start()
        node.wait()
        print(
            f"{distribution.name} runs (stop with Ctrl-C). Use it with:\n  SEARCH_URL={node.address}",
            flush=True,
        )
        while node.is_running:
            time.sleep(0.5)
        print(node.log_end(), file=sys.stderr)
        return 1
    finally:
        node.stop()


def demo(distribution: Distribution) -> int:
    """The demo on three nodes, in `DATA_DIR` or a folder of its own, until Ctrl-C."""
    cluster = Cluster(distribution)
    data = Path(os.environ.get("DATA_DIR") or HOUSE / "var" / "demo-cluster")
    try:
        cluster.start()
        print(f"Three nodes of {distribution.name} run: {cluster.address}", flush=True)
        environment = os.environ | {"SEARCH_URL": cluster.address, "DATA_DIR": str(data)}
        manage = [sys.executable, str(HOUSE / "manage.py")]
        # The servers begin empty each time, the database does not.
        for command in (["demo", "--no-serve"], ["search", "rebuild"]):
            subprocess.run([*manage, *command], env=environment, check=True)
        portal = subprocess.Popen([*manage, "serve"], env=environment, start_new_session=True)
        try:
            return portal.wait()
        finally:
            portal.terminate()
            portal.wait()
    finally:
        cluster.stop()


def main() -> int:
    """`server` or `demo`; a signal ends it as Ctrl-C does."""
    commands: dict[str, Callable[[Distribution], int]] = {"server": server, "demo": demo}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print("Usage: python -m tests.servers server|demo", file=sys.stderr)
        return 2
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, frame: sys.exit(128 + received))
    try:
        distribution = best_opensearch()
        print(f"Fetching and starting {distribution.name} ...", flush=True)
        installed(distribution)
        return commands[sys.argv[1]](distribution)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
