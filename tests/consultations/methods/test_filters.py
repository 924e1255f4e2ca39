"""The method collection's filters, as values and as readers use them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.methods.filters import sizes
from consultations.models import MethodIndexPage
from tests.factories.consultations import MethodFactory


@pytest.mark.parametrize(
    ("smallest", "largest", "found"),
    [
        (15, 40, ["11-30", "31-100"]),
        (10, 10, ["1-10"]),
        (11, 11, ["11-30"]),
        (100, 101, ["31-100", "101"]),
        (None, 30, ["1-10", "11-30"]),
        (500, None, ["101"]),
        (None, None, ["1-10", "11-30", "31-100", "101"]),
    ],
)
def test_group_sizes_a_method_suits(smallest: int | None, largest: int | None, found: list[str]) -> None:
    assert sizes(smallest, largest) == found


@pytest.fixture
def methods(method_index: MethodIndexPage) -> MethodIndexPage:
    MethodFactory(parent=method_index, title="Bürgerrat", goal="plan", effort="high", formats=["analog"])
    MethodFactory(parent=method_index, title="Umfrage", goal="opinions", effort="low", formats=["digital"])
    MethodFactory(
        parent=method_index, title="Runder Tisch", goal="conflict", formats=["analog", "hybrid"], group_max=20
    )
    return method_index


def shown(client: Client, index: MethodIndexPage, query: str) -> list[str]:
    answer = client.get(f"{index.url}?{query}")
    assert answer.status_code == 200
    return [method.title for method in answer.context["chosen"].items]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Bürgerrat", "Runder Tisch", "Umfrage"]),
        ("goal=plan", ["Bürgerrat"]),
        ("goal=plan&goal=opinions", ["Bürgerrat", "Umfrage"]),
        ("format=analog", ["Bürgerrat", "Runder Tisch"]),
        ("format=analog&effort=high", ["Bürgerrat"]),
        ("group=31-100", ["Bürgerrat", "Umfrage"]),
        ("level=codecision", []),
        ("goal=nonsense&effort=%00", ["Bürgerrat", "Runder Tisch", "Umfrage"]),
    ],
)
def test_filters(client: Client, methods: MethodIndexPage, query: str, titles: list[str]) -> None:
    assert shown(client, methods, query) == titles


def test_counts_say_what_a_choice_would_show(client: Client, methods: MethodIndexPage) -> None:
    facets = client.get(f"{methods.url}?format=analog").context["chosen"].facets
    counts = {facet.name: {option.value: option.count for option in facet.options} for facet in facets}
    assert counts["format"] == {"analog": 2, "digital": 1, "hybrid": 1}
    assert counts["goal"] == {"plan": 1, "conflict": 1}


def test_an_empty_collection_says_so(client: Client, method_index: MethodIndexPage) -> None:
    answer = client.get(method_index.url)
    assert answer.status_code == 200
    assert "sd-empty" in answer.content.decode()
    assert "sd-filters" not in answer.content.decode()


def test_the_list_costs_the_same_for_forty(
    client: Client, methods: MethodIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(40):
        MethodFactory(parent=methods)
    shown(client, methods, "")
    with django_assert_max_num_queries(20):
        assert len(shown(client, methods, "")) == 43
