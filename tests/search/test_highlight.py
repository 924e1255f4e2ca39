"""Snippets and marks."""

import time

import pytest

from search.analysis import analyser_for
from search.analysis.repair import repaired
from search.engines.base import Reading, Word
from search.highlight import WIDTH, Snippet, find_marks, marked, snippet

GERMAN = analyser_for("de")
FILLER = "Der Ausschuss nimmt den Bericht zur Kenntnis. "


def made(text: str, query: str, width: int = WIDTH) -> Snippet:
    return snippet(text, GERMAN.query(query), GERMAN, width=width)


def test_inflected_and_gendered_words_are_marked_as_written() -> None:
    html = made("Die Bürger*innen der Straßen.", "Bürger Straße").html
    assert html == "Die <mark>Bürger*innen</mark> der <mark>Straßen</mark>."


def test_only_the_part_of_a_compound_is_marked() -> None:
    assert (
        made("Das Beteiligungskonzept liegt vor.", "Konzept").html
        == "Das Beteiligungs<mark>konzept</mark> liegt vor."
    )


def test_parts_of_a_queried_compound_are_marked_only_together() -> None:
    assert made("Der Entwurf der Leitlinien.", "Leitlinienentwurf").html == (
        "Der <mark>Entwurf</mark> der <mark>Leitlinien</mark>."
    )
    assert "<mark>" not in made("Der Entwurf der Satzung.", "Leitlinienentwurf").html


def test_a_synonym_of_several_words_is_marked_where_all_of_them_are() -> None:
    terms = GERMAN.phrase("Grüne Welle")
    word = Word((*GERMAN.query("Ampelschaltung")[0].readings, Reading(term="", parts=terms, surface="")))
    html = snippet("Eine grüne Welle.", (word,), GERMAN).html
    assert html == "Eine <mark>grüne</mark> <mark>Welle</mark>."
    assert "<mark>" not in snippet("Eine Welle.", (word,), GERMAN).html


def test_a_phrase_is_one_mark() -> None:
    text = "Bürgerinnen und Bürger. Nur Bürger."
    html = snippet(text, (), GERMAN, [GERMAN.phrase("Bürgerinnen und Bürger")]).html
    assert html == "<mark>Bürgerinnen und Bürger</mark>. Nur Bürger."


def test_markup_in_the_text_is_shown_not_obeyed() -> None:
    text = "<script>alert('Bürger')</script> & <mark>x</mark>"
    html = made(text, "Bürger script").html
    assert html.startswith("&lt;<mark>script</mark>&gt;alert(&#x27;<mark>Bürger</mark>&#x27;)&lt;/")
    assert html.endswith("&gt; &amp; &lt;mark&gt;x&lt;/mark&gt;")


def test_the_window_shows_most_different_words() -> None:
    text = f"{FILLER * 9}Haushalt. {FILLER * 9}Haushalt und Brunnen. {FILLER * 9}"
    found = made(text, "Haushalt Brunnen")
    assert "<mark>Haushalt</mark> und <mark>Brunnen</mark>" in found.html
    assert found.words == 2
    assert len(found.text) <= WIDTH + 2


def test_the_window_is_cut_between_words() -> None:
    found = made(f"{FILLER * 9}Der Brunnen. {FILLER * 9}", "Brunnen")
    words = set(f"{FILLER}Der Brunnen.".split())
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert set(found.text.strip("…").split()) <= words


def test_without_a_hit_the_beginning_is_shown() -> None:
    found = made(FILLER * 20, "Brunnen")
    assert found.text.startswith("Der Ausschuss")
    assert found.text.endswith("…")
    assert found.words == 0


def test_a_short_text_is_shown_whole_with_even_spaces() -> None:
    assert made(" Ein \t Brunnen  hier ", "Brunnen") == Snippet(
        "Ein <mark>Brunnen</mark> hier", "Ein Brunnen hier", 1
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Arbeitskreis\n\nRathausfoyer", "Arbeitskreis · Rathausfoyer"),
        ("Der Brunnen\nDas Rathaus", "Der <mark>Brunnen</mark> · Das Rathaus"),
        ("Ein Satz.\n\nNoch einer:\n\neins, \n zwei", "Ein Satz. Noch einer: eins, zwei"),
        ("A > B\n\nC", "A &gt; B · C"),
    ],
)
def test_what_stood_apart_is_not_glued_together(text: str, shown: str) -> None:
    assert made(text, "Brunnen").html == shown


def test_the_line_ends_of_a_file_mean_nothing() -> None:
    analyser = analyser_for("de")
    found = snippet("Der Rat hat\nBeratung gehabt\n\nSeite 3", (), analyser, wrapped=True)
    assert found.html == "Der Rat hat Beratung gehabt · Seite 3"
    assert found.text == "Der Rat hat Beratung gehabt · Seite 3"


def test_text_without_spaces_is_cut_hard() -> None:
    assert len(made("x" * 1000, "Brunnen").text) == WIDTH + 1


def test_right_to_left_text() -> None:
    arabic = analyser_for("ar")
    text = "قال مُشَارَكَة المواطنين <b>"
    html = snippet(text, arabic.query("مشاركة"), arabic).html
    assert html == "قال <mark>مُشَارَكَة</mark> المواطنين &lt;b&gt;"


def test_marks_fit_the_text_after_hyphens_were_joined() -> None:
    text = repaired("Über die Bürgerbetei-\nligung und die Stellung\ufffenahme")
    words = GERMAN.query("Bürgerbeteiligung Stellungnahme")
    assert [text[m.start : m.end] for m in find_marks(text, words, GERMAN)] == [
        "Bürgerbeteiligung",
        "Stellungnahme",
    ]


def test_titles_are_marked_whole() -> None:
    assert marked("Brunnen <neu>", GERMAN.query("Brunnen"), GERMAN) == "<mark>Brunnen</mark> &lt;neu&gt;"


def test_a_corrected_word_is_marked() -> None:
    words = GERMAN.query("Brunen", lambda word: ["Brunnen", "Braunen"])
    assert snippet("Der Brunnen.", words, GERMAN).html == "Der <mark>Brunnen</mark>."


def test_an_empty_text_or_query_is_no_trouble() -> None:
    assert made("", "Brunnen") == Snippet("", "")
    assert made("Der Brunnen", "") == Snippet("Der Brunnen", "Der Brunnen")


def test_a_full_passage_takes_a_few_milliseconds_at_most() -> None:
    text = (FILLER + "Bürgerbeteiligung für Bürger. ") * 58
    made(text, "Bürger Beteiligung")
    begin = time.process_time()
    for _ in range(20):
        made(text, "Bürger Beteiligung")
    assert (time.process_time() - begin) / 20 < 0.005
