"""Numbering and places of guideline texts."""

import pytest

from consultations.guidelines.rules import SCHEMES, ChapterText, ParagraphText, Position, Scheme, outline

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
