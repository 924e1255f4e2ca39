from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from consultations.guidelines.comparison.rules import Comparison, Lineage, compare, inherited
from consultations.guidelines.rules import NumberedPart
from tests.bench.guidelines import edited, text
from tests.consultations.guidelines.comparison.texts import lineages, part, row, texts


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    """What became of which part: outcome, names before, names now."""
    return [
        (change.outcome, "+".join(one.id for one in change.old), "+".join(one.id for one in change.new))
        for change in comparison.changes
    ]


def test_a_text_is_equal_to_itself() -> None:
    parts = row("a", "b")
    assert told(compare(parts, parts, {})) == [("unchanged", "a", "a"), ("unchanged", "b", "b")]


def test_new_and_dropped_parts_stand_where_they_stood() -> None:
    comparison = compare(row("a", "b", "c"), row("a", "n", "c"), {})
    assert told(comparison) == [
        ("unchanged", "a", "a"),
        ("dropped", "b", ""),
        ("new", "", "n"),
        ("unchanged", "c", "c"),
    ]


def test_a_part_that_was_carried_to_the_end_is_the_only_one_that_moved() -> None:
    comparison = compare(row("a", "b", "c", "d"), row("b", "c", "d", "a"), {})
    assert [(change.new[0].id, change.moved) for change in comparison.changes] == [
        ("b", False),
        ("c", False),
        ("d", False),
        ("a", True),
    ]
    assert comparison.counts == Counter({"renumbered": 3, "moved": 1})


def test_a_moved_part_with_other_words_is_changed_and_moved() -> None:
    new = row("b", "c", "a")
    new[2] = replace(new[2], html="<p>Text a und mehr</p>")
    comparison = compare(row("a", "b", "c"), new, {})
    assert told(comparison)[2] == ("changed", "a", "a")
    assert comparison.moved == 1


def test_a_part_that_follows_its_chapter_says_so() -> None:
    one, two = (part(name, kind="chapter", heading=name) for name in ("one", "two"))
    inside = [part("a", "<p>a</p>", chapter="one")]
    others = [part(name, f"<p>{name}</p>", chapter="two") for name in ("x", "y", "z")]
    comparison = compare([one, *inside, two, *others], [two, *others, one, *inside], {})
    assert [(change.new[0].id, change.along) for change in comparison.changes if change.moved] == [
        ("one", False),
        ("a", True),
    ]


def test_another_number_alone_is_no_change_of_the_text() -> None:
    comparison = compare([part("a", "<p>x</p>", number="1")], [part("a", "<p>x</p>", number="2")], {})
    assert comparison.changes[0].outcome == "renumbered"
    assert comparison.changes[0].quiet


def test_another_heading_is_a_change() -> None:
    old, new = part("a", "<p>x y</p>", heading="Alt & neu"), part("a", "<p>x y</p>", heading="Neu")
    assert compare([old], [new], {}).changes[0].outcome == "changed"


def test_formatting_alone_is_told_apart() -> None:
    comparison = compare([part("a", "<p>x <b>y</b></p>")], [part("a", "<p>x y</p>")], {})
    assert comparison.changes[0].outcome == "formatted"


def test_a_split_shows_one_part_become_two() -> None:
    old = [part("a", "<p>Eins zwei drei.</p><p>Vier fünf sechs.</p>")]
    new = [part("a", "<p>Eins zwei drei.</p>"), part("b", "<p>Vier fünf sechs.</p>", number="2")]
    comparison = compare(old, new, {"b": ("a",)})
    assert told(comparison) == [("split", "a", "a+b")]
    assert not comparison.changes[0].text.changed


def test_two_parts_become_one() -> None:
    new = [part("a", "<p>Text a</p><p>Text b</p>")]
    assert told(compare(row("a", "b"), new, {"a": ("b",)})) == [("merged", "a+b", "a")]


def test_two_parts_that_share_what_three_had_are_regrouped() -> None:
    comparison = compare(row("a", "b"), row("a", "b", "c"), {"b": ("a",), "c": ("b",)})
    assert told(comparison) == [("regrouped", "a+b", "a+b+c")]


def test_a_part_under_a_new_name_is_known_by_its_lineage() -> None:
    assert told(compare(row("a"), row("b"), {"b": ("a",)})) == [("changed", "a", "b")]


def test_lineage_reaches_over_versions_in_between() -> None:
    steps: list[Lineage] = [{"b": ("a",)}, {"c": ("b", "x")}, {"b": ("y",)}]
    assert inherited(steps) == {"b": ("a", "y"), "c": ("b", "a", "x")}


def test_lineage_of_parts_that_are_not_there_is_passed_over() -> None:
    assert told(compare(row("a"), row("a"), {"a": ("gone",), "lost": ("a",)})) == [("unchanged", "a", "a")]


def test_two_hundred_edited_paragraphs_are_all_told_changed() -> None:
    old = text(paragraphs=200, words=120, seed=1)
    assert compare(old, edited(old, seed=2), {}).counts == Counter({"changed": 200})


@pytest.mark.slow
@given(texts(), texts(), lineages())
def test_every_part_is_in_exactly_one_change(
    old: list[NumberedPart], new: list[NumberedPart], lineage: dict[str, tuple[str, ...]]
) -> None:
    changes = compare(old, new, lineage).changes
    assert sorted(one.id for change in changes for one in change.old) == sorted(one.id for one in old)
    assert sorted(one.id for change in changes for one in change.new) == sorted(one.id for one in new)


@pytest.mark.slow
@given(texts(), texts())
def test_the_shown_changes_make_the_new_text_of_the_old_one(
    old: list[NumberedPart], new: list[NumberedPart]
) -> None:
    comparison = compare(old, new, {})
    assert _applied(comparison, old) == new


def _applied(comparison: Comparison, old: list[NumberedPart]) -> list[NumberedPart]:
    """Takes away what was dropped or moved, then puts in at its place what is new, moved or changed."""
    gone = {
        change.old[0].id for change in comparison.changes if change.old and (change.moved or not change.new)
    }
    stays = iter([one for one in old if one.id not in gone])
    result = []
    for change in comparison.changes:
        if not change.new:
            continue
        if change.old and not change.moved:
            kept = next(stays)
            result.append(kept if change.outcome == "unchanged" else replace(change.new[0], id=kept.id))
        else:
            result.append(change.new[0])
    assert next(stays, None) is None
    return result


@pytest.mark.slow
@given(texts(), texts(), lineages())
def test_counts_are_the_same_seen_from_the_other_side(
    old: list[NumberedPart], new: list[NumberedPart], lineage: dict[str, tuple[str, ...]]
) -> None:
    mirrored = {"new": "dropped", "dropped": "new", "split": "merged", "merged": "split"}
    back: dict[str, tuple[str, ...]] = {}
    for later, earlier in lineage.items():
        if later in {one.id for one in new}:
            for name in earlier:
                if name in {one.id for one in old}:
                    back[name] = (*back.get(name, ()), later)
    there, here = compare(old, new, lineage), compare(new, old, back)
    assert here.counts == Counter({mirrored.get(name, name): count for name, count in there.counts.items()})
    assert here.moved == there.moved
