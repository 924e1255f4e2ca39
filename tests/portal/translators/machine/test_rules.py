"""Portions, costs and the choice of a service."""

import pytest

from portal.translators.machine.rules import Cost, Fault, cost, fault_of, portions, service_for, translatable


def test_portions_keep_within_what_a_service_takes() -> None:
    assert [len(one) for one in portions(["x"] * 81)] == [40, 40, 1]
    long = "x" * 10_001
    assert list(portions(["a", long, "b" * 9_999, "c", "d"])) == [["a"], [long], ["b" * 9_999, "c"], ["d"]]
    assert list(portions([])) == []


def test_the_cost_counts_markup_too() -> None:
    assert cost(["<b>ab</b>", "c"]) == Cost(parts=2, characters=10)


@pytest.mark.parametrize(
    ("language", "service"),
    [("tr", "deepl"), ("ar", "libretranslate"), ("uk", "off"), ("de-simple", "off"), ("de", "off")],
)
def test_one_service_for_each_language_and_none_for_what_is_rewritten(language: str, service: str) -> None:
    chosen = {"": "deepl", "ar": "libretranslate", "uk": "off", "de-simple": "deepl"}
    assert service_for(language, chosen, ["de-simple"], "de") == service


def test_nothing_is_chosen_by_default() -> None:
    assert service_for("tr", {}, [], "de") == "off"


def test_slugs_are_never_translated() -> None:
    assert [translatable(path) for path in ("slug", "items.4.slug", "title", "body.slug.text")] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (200, None),
        (302, Fault.BROKEN),
        (401, Fault.REFUSED),
        (403, Fault.REFUSED),
        (429, Fault.TOO_MANY),
        (456, Fault.USED_UP),
        (503, Fault.BROKEN),
    ],
)
def test_what_a_status_means(status: int, fault: Fault | None) -> None:
    assert fault_of(status) is fault
