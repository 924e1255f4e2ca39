"""Numbering and places of guideline texts."""

import pytest

from consultations.guidelines.rules import SCHEMES, Part, Position, Scheme, number, sections

PARTS = [
    Part("paragraph", "99999999-1", html="<p>Vorspruch</p>"),
    Part("chapter", "aaaaaaaa-1", "Ziele"),
    Part("paragraph", "11111111-1"),
    Part("figure", "77777777-1", "Ablauf"),
    Part("paragraph", "22222222-1"),
    Part("chapter", "bbbbbbbb-1", "Leer"),
    Part("chapter", "cccccccc-1", "Wege"),
    Part("paragraph", "33333333-1"),
    Part("figure", "88888888-1", "Karte"),
    Part("table", "66666666-1", "Fristen"),
]


@pytest.mark.parametrize(
    ("scheme", "numbers"),
    [
        ("decimal", ["0.1", "1", "1.1", "1", "1.2", "2", "3", "3.1", "2", "1"]),
        ("section", ["(1)", "§ 1", "§ 1 (1)", "1", "§ 1 (2)", "§ 2", "§ 3", "§ 3 (1)", "2", "1"]),
        ("continuous", ["1", "1", "2", "1", "3", "2", "3", "4", "2", "1"]),
    ],
)
def test_three_schemes(scheme: str, numbers: list[str]) -> None:
    assert [part.number for part in number(PARTS, scheme)] == numbers


def test_each_piece_knows_its_chapter() -> None:
    a, c = "aaaaaaaa-1", "cccccccc-1"
    assert [part.chapter for part in number(PARTS)] == ["", "", a, a, a, "", "", c, c, c]


def test_anchors_say_what_they_point_at() -> None:
    anchors = [part.anchor for part in number(PARTS)]
    assert anchors[:4] == ["p-99999999", "c-aaaaaaaa", "p-11111111", "f-77777777"]
    assert anchors[-1] == "t-66666666"
    twins = number([Part("paragraph", "11111111-1"), Part("paragraph", "11111111-2")])
    assert [part.anchor for part in twins] == ["p-11111111", "p-11111111-2"]


def test_a_further_scheme_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    roman = Scheme(chapter=lambda count: "I" * count, paragraph=lambda at: f"{at.running}.")
    monkeypatch.setitem(SCHEMES, "roman", roman)
    assert [part.number for part in number(PARTS, "roman")][5:8] == ["II", "III", "4."]


def test_positions_count_from_one() -> None:
    assert SCHEMES["decimal"].paragraph(Position(chapter=2, paragraph=3, running=9)) == "2.3"


def test_anchors_do_not_depend_on_the_order() -> None:
    before = {part.id: part.anchor for part in number(PARTS)}
    assert {part.id: part.anchor for part in number(PARTS[::-1])} == before


def test_chapter_by_chapter() -> None:
    before, first, empty, last = sections(number(PARTS))
    assert (before.chapter, [part.number for part in before.parts]) == (None, ["0.1"])
    assert first.chapter is not None and first.chapter.heading == "Ziele"
    assert [part.kind for part in first.parts] == ["paragraph", "figure", "paragraph"]
    assert (empty.parts, len(last.parts)) == ((), 3)
    assert sections([]) == []
