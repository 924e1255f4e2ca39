"""Real clusters: the contract of all engines, and what is their own: versions, refused entries, generations."""

import os
from collections.abc import Iterator
from functools import partial
from uuid import uuid4

import pytest

from search.engines.elastic import ElasticEngine
from search.engines.elastic_address import Address
from tests.search.engines.city import CITY, Make, passages
from tests.search.engines.contract import EngineContract


@pytest.fixture(params=os.environ.get("TEST_SEARCH_URLS", "").split())
def address(request: pytest.FixtureRequest) -> Iterator[Address]:
    address = Address.parse(f"{request.param}/test-{uuid4().hex[:12]}?timeout=20")
    yield address
    ElasticEngine(address).remove()


@pytest.fixture
def make(address: Address) -> Make:
    return partial(ElasticEngine, address)


@pytest.fixture
def engine(make: Make) -> ElasticEngine:
    made = make()
    made.replace(passages(*CITY))
    assert isinstance(made, ElasticEngine)
    return made


class TestContract(EngineContract):
    """Of all engines."""
