import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.guidelines.comparison.markup import Labels, after, before, inline
from consultations.guidelines.comparison.tokens import Sort, read
from consultations.guidelines.comparison.words import Difference, difference
from tests.consultations.guidelines.comparison.texts import rich_texts

SILENT = Labels(("", ""), ("", ""))


def shown(old: str, new: str) -> str:
    return inline(difference(old, new), SILENT)


def test_words_are_replaced_whole_and_keep_their_gender_form() -> None:
    assert shown("<p>Alle Bürger sind eingeladen.</p>", "<p>Alle Bürger:innen sind eingeladen.</p>") == (
        "<p>Alle <del>Bürger</del> <ins>Bürger:innen</ins> sind eingeladen.</p>"
    )


def test_a_mark_of_punctuation_changes_without_its_word() -> None:
    assert shown("<p>Gut, so geht es weiter.</p>", "<p>Gut; so geht es weiter.</p>") == (
        "<p>Gut<del>,</del> <ins>;</ins> so geht es weiter.</p>"
    )


def test_dates_and_numbers_stay_in_one_piece() -> None:
    assert shown("<p>Bis zum 29.03.2024 um 18:00 Uhr</p>", "<p>Bis zum 28.03.2024 um 18:00 Uhr</p>") == (
        "<p>Bis zum <del>29.03.2024</del> <ins>28.03.2024</ins> um 18:00 Uhr</p>"
    )


def test_a_short_common_word_does_not_hold_two_changes_apart() -> None:
    assert shown("<p>Wir achten auf der und die Stadt.</p>", "<p>Wir achten auf dem und das Stadt.</p>") == (
        "<p>Wir achten auf <del>der und die</del> <ins>dem und das</ins> Stadt.</p>"
    )


def test_a_new_sentence_is_added_from_its_beginning_to_its_end() -> None:
    assert shown("<p>Der Rat entscheidet.</p>", "<p>Der Rat entscheidet. Er begründet das.</p>") == (
        "<p>Der Rat entscheidet. <ins>Er begründet das.</ins></p>"
    )


def test_a_rewritten_sentence_is_shown_old_and_new_and_its_neighbour_stays() -> None:
    old = "<p>Die Verwaltung prüft jeden Vorschlag. Der Rat hat für die Antwort eine Frist von drei Monaten.</p>"
    new = "<p>Die Verwaltung prüft jeden Vorschlag. Wer noch Fragen hat, bekommt im Rathaus die Antwort.</p>"
    assert shown(old, new) == (
        "<p>Die Verwaltung prüft jeden Vorschlag. "
        "<del>Der Rat hat für die Antwort eine Frist von drei Monaten</del> "
        "<ins>Wer noch Fragen hat, bekommt im Rathaus die Antwort</ins>.</p>"
    )


def test_a_text_of_which_nothing_stays_is_rewritten_as_a_whole() -> None:
    found = difference("<p>Eins zwei drei. Vier fünf.</p>", "<p>Sechs sieben acht. Neun zehn.</p>")
    assert found.rewritten
    assert inline(found, SILENT) == (
        "<p><del>Eins zwei drei. Vier fünf.</del></p><p><ins>Sechs sieben acht. Neun zehn.</ins></p>"
    )


def test_a_long_addition_is_no_rewriting() -> None:
    old, addition = "Der Rat prüft den Antrag.", " ".join(f"Neu{at}" for at in range(40))
    found = difference(f"<p>{old}</p>", f"<p>{old} {addition}.</p>")
    assert not found.rewritten
    assert inline(found, SILENT) == f"<p>{old} <ins>{addition}.</ins></p>"


def test_formatting_alone_changes_no_word() -> None:
    found = difference("<p>Ein <b>fester</b> Termin</p>", "<p>Ein fester Termin</p>")
    assert (found.changed, found.formatting) == (False, True)


def test_names_of_blocks_that_the_editor_gives_are_no_change() -> None:
    found = difference('<p data-block-key="a1">Ein Termin</p>', '<p data-block-key="b2">Ein  Termin</p>')
    assert (found.changed, found.formatting) == (False, False)


def test_a_new_item_is_added_to_its_list() -> None:
    assert shown(
        "<ul><li>eins</li><li>zwei</li></ul>", "<ul><li>eins</li><li>neu</li><li>zwei</li></ul>"
    ) == ("<ul><li>eins</li><li><ins>neu</ins></li><li>zwei</li></ul>")


def test_nested_lists_stay_nested() -> None:
    source = "<ul><li>eins<ul><li>innen</li></ul></li><li>zwei</li></ul>"
    assert shown(source, source) == source


def test_two_paragraphs_made_one_show_where_the_border_was() -> None:
    assert shown("<p>Eins ist da.</p><p>Zwei ist da.</p>", "<p>Eins ist da. Zwei ist da.</p>") == (
        "<p>Eins ist da.<del>¶</del> Zwei ist da.</p>"
    )


def test_arabic_words_with_their_signs_are_whole_words() -> None:
    assert shown(
        "<p>تدعو المدينةُ جميع السكان إلى الحوار، غدا.</p>", "<p>تدعو المدينةُ كل السكان إلى الحوار، غدا.</p>"
    ) == ("<p>تدعو المدينةُ <del>جميع</del> <ins>كل</ins> السكان إلى الحوار، غدا.</p>")


def test_tables_are_shown_old_and_new() -> None:
    old, new = "<table><tr><td>1</td></tr></table>", "<table><tr><td>2</td></tr></table>"
    assert shown(old, new) == f"<del>{old}</del><ins>{new}</ins>"


def test_what_is_heard_stands_inside_the_marks() -> None:
    labels = Labels(("gestrichen: ", ""), ("neu: ", ""))
    assert inline(difference("<p>alt</p>", ""), labels) == (
        '<p><del><span class="sd-visually-hidden">gestrichen: </span>alt</del></p>'
    )


@pytest.mark.parametrize(
    "source", ["<script>alert(1)</script>", "a < b & c", "<p>1 &lt; 2</p>", "<b><i>x</b></i>", "</p>"]
)
def test_nothing_becomes_markup_that_was_none(source: str) -> None:
    written = shown(source, f"{source} neu")
    assert "<script" not in written
    html5lib.HTMLParser(strict=True).parseFragment(written)


@pytest.mark.slow
@given(rich_texts, rich_texts)
def test_dropping_gives_the_new_text_and_restoring_the_old_one(old: str, new: str) -> None:
    found = difference(old, new)
    assert _keys(found, "old") == [token.key for token in read(old)]
    assert _keys(found, "new") == [token.key for token in read(new)]
    for run in found.runs:
        if run.same:
            a, b = found.old[slice(*run.old)], found.new[slice(*run.new)]
            assert [token.key for token in a] == [token.key for token in b]


def _keys(found: Difference, side: str) -> list[str]:
    tokens = found.old if side == "old" else found.new
    spans = [run.old if side == "old" else run.new for run in found.runs]
    return [token.key for span in spans for token in tokens[slice(*span)]]


@pytest.mark.slow
@given(rich_texts, rich_texts)
def test_the_same_words_change_whichever_text_comes_first(one: str, other: str) -> None:
    there, back = difference(one, other), difference(other, one)
    assert [(run.same, run.new, run.old) for run in back.runs] == list(there.runs)
    assert back.survived == there.survived


@pytest.mark.slow
@given(rich_texts, rich_texts)
def test_whatever_is_shown_is_valid_and_complete(old: str, new: str) -> None:
    found = difference(old, new)
    for written, tokens in [(before(found, SILENT), found.old), (after(found, SILENT), found.new)]:
        html5lib.HTMLParser(strict=True).parseFragment(written)
        words = [token.key for token in read(written.replace("¶", "")) if token.sort is Sort.WORD]
        assert words == [token.key for token in tokens if token.sort is Sort.WORD]
    html5lib.HTMLParser(strict=True).parseFragment(inline(found, SILENT))


@given(st.text())
def test_any_characters_at_all_can_be_compared(source: str) -> None:
    found = difference(source, "<p>Ein Text</p>")
    assert [token.key for token in found.old] == [token.key for token in read(source)]


def test_a_word_between_two_additions_stays() -> None:
    assert shown(
        "<p>Er begründet öffentlich, was gilt.</p>",
        "<p>Er begründet binnen vier Wochen öffentlich und in klarer Sprache, was gilt.</p>",
    ) == (
        "<p>Er begründet <ins>binnen vier Wochen</ins> öffentlich <ins>und in klarer Sprache</ins>, was gilt.</p>"
    )
