"""Seals and short addresses."""

import dataclasses
from typing import Any

import pytest

from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions.rules import part_hash, seal, short_for, text_hash, version_hash

PART = NumberedPart("paragraph", "id", "", "1.1", "p-id", "Früh", "<p>Text</p>")


def test_a_field_cannot_slip_into_its_neighbour() -> None:
    assert seal("ab", "c") != seal("a", "bc")
    assert seal("a", "") != seal("a")


def test_each_visible_field_is_sealed() -> None:
    for field in ("id", "kind", "number", "heading", "html"):
        changes: dict[str, Any] = {field: "figure"}
        assert part_hash(dataclasses.replace(PART, **changes)) != part_hash(PART)
    assert part_hash(dataclasses.replace(PART, chapter="c", anchor="x")) == part_hash(PART)


def test_order_is_sealed() -> None:
    assert text_hash("de", "T", "S", ["a", "b"]) != text_hash("de", "T", "S", ["b", "a"])


def test_lineage_is_sealed_whatever_its_order() -> None:
    pairs = [("n", "o"), ("n", "p")]
    assert version_hash(["1"], "x", pairs) == version_hash(["1"], "x", pairs[::-1])
    assert version_hash(["1"], "x", pairs) != version_hash(["1"], "x", [])


def test_short_addresses_never_change_hands() -> None:
    identity = "1a2b3c4d-5e6f-4000-8000-000000000000"
    assert short_for(identity, set()) == "1a2b3c4d"
    assert short_for(identity, {"1a2b3c4d", "1a2b3c4d5"}) == "1a2b3c4d5e"
    taken = {identity.replace("-", "")[:length] for length in range(33)}
    with pytest.raises(ValueError, match="address"):
        short_for(identity, taken)
