"""Cleaning extracted text."""

import pytest

from portal.files.cleaning import clean_pages, join_divided_words, normalise, word_over_break


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        ("Bürger-\nbeteiligung", "Bürgerbeteiligung"),
        ("Haupt-\nund Finanzausschuss", "Haupt- und Finanzausschuss"),
        ("Baden-\nWürttemberg", "Baden-Württemberg"),
        ("2019-\n2020", "2019-2020"),
        ("Wort -\nnoch eins", "Wort -\nnoch eins"),
        ("Wander-\nunden", "Wanderunden"),
    ],
)
def test_words_divided_at_a_line_end(raw: str, joined: str) -> None:
    assert join_divided_words(raw) == joined


@pytest.mark.parametrize("mark", ["\u0002", "\ufffe", "\u00ad\n", "\u0002\r\n"])
def test_every_kind_of_division_mark(mark: str) -> None:
    assert clean_pages([f"selbstän{mark}digen"]) == ("selbständigen",)


def test_invisible_and_control_characters_go() -> None:
    assert normalise("a\x00b\u202ec\u00add\ufb01e\x85") == "abcdfie"


def test_line_breaks_and_paragraphs_stay() -> None:
    assert normalise("eins \r\nzwei\r\n\r\n\r\n\r\ndrei") == "eins\nzwei\n\ndrei"


def test_headers_and_footers_go_and_the_same_words_inside_stay() -> None:
    letters = ["abcdefg", "hijklmn", "opqrstu"]
    pages = ["\n".join(["Rat der Stadt", *word[:4], "Rat der Stadt", *word[4:]]) for word in letters]
    with_numbers = [f"{page}\n- {number} -" for number, page in enumerate(pages, start=1)]
    assert clean_pages(with_numbers)[1] == "h\ni\nj\nk\nRat der Stadt\nl\nm\nn"


def test_two_pages_are_too_few_to_tell_a_header() -> None:
    assert clean_pages(["Kopf\neins", "Kopf\nzwei"]) == ("Kopf\neins", "Kopf\nzwei")


def test_headers_that_alternate_go() -> None:
    pages = [f"{'Rat' if n % 2 else 'Stadt'}\nText {chr(97 + n)}" for n in range(6)]
    once = (pages[0], pages[1])
    assert clean_pages(pages) == (*once, *(f"Text {chr(97 + n)}" for n in range(2, 6)))


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("die Bürger-", "beteiligung kommt", "Bürgerbeteiligung"),
        ("Haupt-", "und Finanzausschuss", ""),
        ("Baden-", "Württemberg", ""),
        ("Ende.", "anfang", ""),
        ("", "", ""),
    ],
)
def test_a_word_over_a_page_break(before: str, after: str, word: str) -> None:
    assert word_over_break(before, after) == word
