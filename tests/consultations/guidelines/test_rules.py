"""Numbering and places of guideline texts."""

import pytest

from consultations.guidelines.rules import (
    SCHEMES,
    ChapterText,
    ParagraphText,
    Part,
    Position,
    Scheme,
    number,
    outline,
)

TEXT = [
    ChapterText("aaaaaaaa-1", "Ziele", paragraphs=(ParagraphText("11111111-1"), ParagraphText("22222222-1"))),
    ChapterText("bbbbbbbb-1", "Leer"),
    ChapterText("cccccccc-1", "Wege", paragraphs=(ParagraphText("33333333-1"),)),
]


def test_decimal_numbers() -> None:
    chapters = outline(TEXT)
    assert [chapter.number for chapter in chapters] == ["1", "2", "3"]
    assert [paragraph.number for chapter in chapters for paragraph in chapter.paragraphs] == [
        "1.1",
        "1.2",
        "3.1",
    ]


def test_a_further_scheme_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Scheme(chapter=lambda number: f"§ {number}", paragraph=lambda at: f"({at.running})")
    monkeypatch.setitem(SCHEMES, "running", running)
    chapters = outline(TEXT, "running")
    assert [chapter.number for chapter in chapters] == ["§ 1", "§ 2", "§ 3"]
    assert chapters[2].paragraphs[0].number == "(3)"


def test_positions_count_from_one() -> None:
    assert SCHEMES["decimal"].paragraph(Position(chapter=2, paragraph=3, running=9)) == "2.3"


def test_places_do_not_depend_on_the_order() -> None:
    before = {paragraph.id: paragraph.anchor for chapter in outline(TEXT) for paragraph in chapter.paragraphs}
    after = {p.id: p.anchor for chapter in outline(list(reversed(TEXT))) for p in chapter.paragraphs}
    assert before == after
    assert before["11111111-1"] == "p-11111111"


def test_ids_that_begin_alike_get_places_of_their_own() -> None:
    paragraphs = (ParagraphText("11111111-1"), ParagraphText("11111111-2"))
    [chapter] = outline([ChapterText("a", "Eins", paragraphs=paragraphs)])
    assert [paragraph.anchor for paragraph in chapter.paragraphs] == ["p-11111111", "p-11111111-2"]


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
