"""A cluster behind TLS with an authority of its own, and a password."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.base import EngineError
from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import Address
from tests.search.engines.city import CITY, ask, keys, passages
from tests.servers import certificates, distributions
from tests.servers.fixtures import Servers, require
from tests.servers.node import Node, Security

pytestmark = [pytest.mark.engines, pytest.mark.slow]


@pytest.fixture(scope="module")
def node(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    require(distributions.ELASTICSEARCH_8)
    servers.leave(1)
    made = certificates.make(tmp_path_factory.mktemp("authority"))
    node = Node(distributions.ELASTICSEARCH_8, security=Security(made))
    try:
        node.start()
        node.wait()
        yield node
    finally:
        node.stop()


def _address(node: Node, **changed: str) -> Address:
    security = node.security
    assert security is not None
    given = {"password": security.password, "ca": str(security.certificates.authority)} | changed
    url = f"https://{security.user}:{given['password']}@{node.host}/login?timeout=20"
    return Address.parse(f"{url}&ca={given['ca']}" if given["ca"] else url)


def test_with_the_right_authority_and_password_everything_works(node: Node) -> None:
    engine = ElasticEngine(_address(node))
    engine.rebuild(passage for one in passages(*CITY).values() for passage in one)
    assert keys(ask(engine, "Brunnen")) == ["page:2", "page:1"]
    assert "geheim" not in f"{dict(engine.describe())} {engine.transport.address!r}"


def test_a_wrong_password_is_said_without_telling_it(node: Node) -> None:
    with pytest.raises(EngineError, match="does not accept") as error:
        ElasticEngine(_address(node, password="falsch-geheim")).count()
    assert "falsch" not in str(error.value)


def test_an_unknown_authority_is_not_trusted(node: Node, tmp_path: Path) -> None:
    other = certificates.make(tmp_path, "Another authority")
    for ca in (str(other.authority), ""):
        with pytest.raises(EngineError, match="TlsError"):
            ElasticEngine(_address(node, ca=ca)).count()


def test_trust_can_be_left_out_for_a_trial(node: Node) -> None:
    security = node.security
    assert security is not None
    url = f"https://{security.user}:{security.password}@{node.host}/trial?timeout=20&verify=no"
    assert ElasticEngine(Address.parse(url)).count() == 0
