"""Proposals of where pieces come from."""

import pytest

from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions.lineage import propose

EARLY = "Die Stadt beteiligt, solange noch etwas zu entscheiden ist."
CLEAR = "Wer zu Beginn eines Verfahrens fragt, was offen ist, bekommt eine klare Antwort."
OTHER = "Der Beirat tagt öffentlich und berichtet einmal im Jahr dem Stadtrat."


def part(name: str, words: str, kind: str = "paragraph") -> NumberedPart:
    return NumberedPart(kind, name, "", "1.1", f"p-{name}", "", f"<p>{words}</p>")  # type: ignore[arg-type]


def told(old: list[NumberedPart], new: list[NumberedPart]) -> list[tuple[str, str, str]]:
    return [(found.kind, found.new.id, found.old.id) for found in propose(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ([("a", f"{EARLY} {CLEAR}")], [("a", EARLY), ("b", CLEAR)], [("split", "b", "a")]),
        (
            [("a", f"{EARLY} {CLEAR}")],
            [("b", EARLY), ("c", CLEAR)],
            [("split", "b", "a"), ("split", "c", "a")],
        ),
        ([("a", EARLY), ("b", CLEAR)], [("a", f"{EARLY} {CLEAR}")], [("merged", "a", "b")]),
        (
            [("a", EARLY), ("b", CLEAR)],
            [("c", f"{EARLY} {CLEAR}")],
            [("merged", "c", "a"), ("merged", "c", "b")],
        ),
        ([("a", EARLY)], [("b", EARLY.replace("solange", "so lange"))], [("continued", "b", "a")]),
        ([("a", EARLY)], [("a", EARLY), ("b", EARLY)], []),
        ([("a", EARLY)], [("a", EARLY), ("b", OTHER)], []),
        ([("a", EARLY), ("b", OTHER)], [("b", OTHER)], []),
        ([("a", "Entfällt.")], [("b", "Entfällt nun.")], []),
        ([], [("a", EARLY)], []),
    ],
    ids=[
        "split",
        "all new",
        "merge",
        "merge into new",
        "typed anew",
        "repeated",
        "new",
        "dropped",
        "short",
        "first",
    ],
)
def test_what_is_proposed(
    old: list[tuple[str, str]], new: list[tuple[str, str]], wanted: list[tuple[str, str, str]]
) -> None:
    assert told([part(*piece) for piece in old], [part(*piece) for piece in new]) == wanted


def test_a_chapter_does_not_come_from_a_paragraph() -> None:
    assert told([part("a", EARLY)], [part("b", EARLY, "chapter")]) == []


def test_markup_and_case_are_no_difference() -> None:
    old = [part("a", f"{EARLY} {CLEAR}")]
    new = [part("a", EARLY), part("b", f"<b>{CLEAR.upper()}</b>")]
    [found] = propose(old, new)
    assert found.likeness == 1.0
