"""German words as citizens and protocols write them."""

import pytest

from search.analysis import analyser_for
from search.analysis.base import WordLists
from search.analysis.german import German
from search.analysis.german_forms import normalise, normalise_with_origins

GERMAN = analyser_for("de")


def terms(text: str) -> list[str]:
    return [token.term for token in GERMAN.analyse(text)]


def asked(text: str) -> list[str]:
    return [word.readings[0].term for word in GERMAN.query(text)]


@pytest.mark.parametrize(
    "form",
    [
        "Bürger:innen",
        "Bürger*innen",
        "Bürger_innen",
        "Bürger·innen",
        "Bürger/innen",
        "Bürger/-innen",
        "Bürger(innen)",
        "BürgerInnen",
        "BÜRGER:INNEN",
        "Bürgerinnen",
        "Bürgerin",
        "Bürger:in",
        "Bürger",
        "Bürgern",
        "Bürgers",
        "Buerger",
    ],
)
def test_every_gender_form_and_case_of_a_citizen_is_one_term(form: str) -> None:
    assert terms(form) == ["burger"]


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("Kolleg:innen", "Kollegen"),
        ("Kolleg(inn)en", "Kollege"),
        ("Kollegin", "Kollege"),
        ("Ärztin", "Ärzte"),
        ("Teilnehmer(in)", "Teilnehmer"),
        ("Leiter/in", "Leitern"),
        ("Student*innen", "Studenten"),
        ("Ortsvorstehers", "Ortsvorsteher"),
        ("Bürger*innenversammlung", "Bürgerversammlung"),
        ("SchülerInnenvertretung", "Schülervertretung"),
        ("Bürgerinnenversammlung", "Bürgerversammlung"),
    ],
)
def test_gender_forms_meet_the_plain_noun(form: str, plain: str) -> None:
    assert terms(form) == terms(plain)


@pytest.mark.parametrize(
    ("word", "term"), [("Termin", "termin"), ("Berlin", "berlin"), ("gewinnen", "gewinn"), ("innen", "inn")]
)
def test_words_that_only_look_feminine_keep_their_ending(word: str, term: str) -> None:
    assert terms(word) == [term]


@pytest.mark.parametrize(
    "word", ["Bürger", "STRAẞE", "Fuessgänger", "İzmir", "Café", "neue", "Quelle", "Aue", "Łódź"]
)
def test_both_ways_to_normalise_agree(word: str) -> None:
    letters, origins = normalise_with_origins(word)
    assert letters == normalise(word)
    assert len(origins) == len(letters)
    assert max(origins) < len(word)


def test_a_slash_before_in_is_no_gender_form_behind_a_place() -> None:
    assert terms("Karlsruhe/in der Halle außen/innen") == ["karlsruh", "in", "der", "hall", "auss", "inn"]


def test_people_are_not_things() -> None:
    assert terms("Bürger Schüler") != terms("Burg Schule")


@pytest.mark.parametrize(
    "forms",
    [
        "Straße Strasse STRASSE Straßen",
        "Häuser Haus Hauses Häusern",
        "Räte Rat Rates Räten",
        "Beschluss Beschluß Beschlüsse Beschlusses",
        "Maßnahme Massnahmen MASSNAHME",
        "Grünfläche Gruenflaechen",
        "Öffentlichkeit Oeffentlichkeit",
    ],
)
def test_spellings_and_inflections_are_one_term(forms: str) -> None:
    assert len(set(terms(forms))) == 1


def test_diphthongs_are_no_umlauts() -> None:
    assert GERMAN.fold("neue") == "neue"
    assert GERMAN.fold("Quelle") == "quelle"


@pytest.mark.parametrize("number", ["2021/0975", "14.05.2024", "18:00", "1.000", "12a", "CO2"])
def test_numbers_and_references_stay_whole(number: str) -> None:
    assert terms(f"Nr. {number}, ja") == ["nr", number.lower(), "ja"]


def test_a_reference_is_found_by_its_long_pieces() -> None:
    (token,) = GERMAN.analyse("14.05.2024")
    assert token.parts == ("2024",)
    assert GERMAN.query("14.05.2024")[0].readings[0].parts == ()


def test_elliptic_compounds_keep_both_words() -> None:
    assert terms("Haupt- und Finanzausschuss") == ["haupt", "und", "finanzausschuss"]


def test_offsets_point_at_the_word_as_written() -> None:
    text = "Die Bürger:innen (alle) am 14.05.2024."
    tokens = list(GERMAN.analyse(text))
    assert [text[token.start : token.end] for token in tokens] == [token.surface for token in tokens]
    assert [token.position for token in tokens] == [0, 1, 2, 3, 4]


def test_compound_parts_of_every_level() -> None:
    (token,) = GERMAN.analyse("Bürgerbeteiligungskonzept")
    assert set(token.parts) >= {"burgerbeteiligung", "burger", "beteiligung", "konzept"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Klimaschutzkonzept", ["Klima", "Schutz", "Konzept"]),
        ("Spielplatzsanierung", ["Spielplatz", "Sanierung"]),
        ("Lärmaktionsplan", ["Lärm", "Aktion", "Plan"]),
        ("Verkehrsberuhigungsmaßnahmen", ["Verkehr", "Maßnahmen"]),
        ("Leitlinienentwurf", ["Leitlinien", "Entwurf"]),
        ("Radverkehr", ["Rad", "Verkehr"]),
    ],
)
def test_municipal_compounds_hold_the_terms_of_their_parts(word: str, parts: list[str]) -> None:
    (token,) = GERMAN.analyse(word)
    assert set(terms(" ".join(parts))) <= set(token.parts)


@pytest.mark.parametrize(
    "word",
    [
        "Haushalt",
        "Leitlinien",
        "Oberbürgermeister",
        "Verwaltung",
        "Beteiligung",
        "Unterlagen",
        "Mannheim",
        "Sitzung",
    ],
)
def test_words_of_their_own_stay_whole(word: str) -> None:
    (token,) = GERMAN.analyse(word)
    assert token.parts == ()


def test_an_editor_can_forbid_a_split() -> None:
    (free,) = GERMAN.analyse("Klimaschutzes")
    (kept,) = German(WordLists(never_split=frozenset({"Klimaschutz"}))).analyse("Klimaschutzes")
    assert free.parts == ("klima", "schutz")
    assert kept.parts == ()


def test_an_editor_can_teach_a_word() -> None:
    (before,) = GERMAN.analyse("Plumbrunzelkonzept")
    (after,) = German(WordLists(extra=frozenset({"Plumbrunzel"}))).analyse("Plumbrunzelkonzept")
    assert before.parts == ()
    assert after.parts == ("plumbrunzel", "konzept")


def test_words_of_the_portal_count_from_three_uses_on() -> None:
    lists = WordLists(own={"plumbrunzel": 3, "quastelhof": 2})
    assert next(iter(German(lists).analyse("Plumbrunzelkonzept"))).parts == ("plumbrunzel", "konzept")
    assert next(iter(German(lists).analyse("Quastelhofkonzept"))).parts == ()


def test_the_version_tells_edited_lists_but_not_counted_words() -> None:
    assert German(WordLists(own={"plumbrunzel": 9})).version == GERMAN.version
    assert German(WordLists(never_split=frozenset({"Haus"}))).version != GERMAN.version


def test_part_spans_survive_umlauts_sharp_s_and_gender_signs() -> None:
    word = "Bürger*innenstraßenfest"
    spans = {word[span.start : span.end]: span.term for span in GERMAN.part_spans(word)}
    assert spans["Bürger"] == "burger"
    assert spans["straße"] == "strass"
    assert spans["fest"] == "fest"


def test_a_query_drops_stop_words_unless_there_is_nothing_else() -> None:
    assert [word.readings[0].surface for word in GERMAN.query("Was ist die Bürgerbeteiligung?")] == [
        "Bürgerbeteiligung"
    ]
    assert [word.readings[0].term for word in GERMAN.query("der die")] == ["der", "die"]
    assert GERMAN.query(" ?! ") == ()


def test_a_query_asks_for_each_word_once() -> None:
    assert [word.readings[0].term for word in GERMAN.query("Ärztinnen und Ärzte der Stadt")] == [
        "arzt",
        "stadt",
    ]


def test_a_query_may_be_decomposed_unicode() -> None:
    assert GERMAN.query("Bu\u0308rger")[0].readings[0].term == "burger"


def test_only_unknown_words_are_corrected() -> None:
    unknown: list[str] = []

    def correct(word: str) -> list[str]:
        unknown.append(word)
        return ["Klimaschutz"]

    words = GERMAN.query("Klimaschuzt Straßenbahn Radwege 2021/0975", correct)
    assert unknown == ["Klimaschuzt"]
    assert [reading.surface for reading in words[0].readings] == ["Klimaschutz"]


def test_a_long_word_known_by_its_parts_alone_may_be_a_slip_and_stays_besides() -> None:
    (word,) = GERMAN.query("Stellungname", lambda typed: ["Stellungnahme", "Stellungnahmen"])
    assert [reading.surface for reading in word.readings] == ["Stellungname", "Stellungnahme"]
    (short,) = GERMAN.query("Baumhaus", lambda typed: ["Baumhaut"])
    assert [reading.surface for reading in short.readings] == ["Baumhaus"]


def test_a_phrase_keeps_stop_words() -> None:
    assert GERMAN.phrase("Bürgerinnen und Bürger") == ("burger", "und", "burger")


@pytest.mark.parametrize(
    ("easy", "plain"),
    [
        ("Bürger·beteiligung", "Bürgerbeteiligung"),
        ("Leit·linien", "Leitlinien"),
        ("Stadt·entwicklungs·plan", "Stadtentwicklungsplan"),
        ("Leit•linie", "Leitlinie"),
        ("Leit‧linie", "Leitlinie"),
        ("Bürger·innen·versammlung", "Bürgerversammlung"),
    ],
)
def test_the_dots_of_easy_german_part_no_word(easy: str, plain: str) -> None:
    assert terms(f"Die {easy}, bitte.") == terms(f"Die {plain}, bitte.")
    assert asked(easy) == asked(plain)


def test_the_parts_of_a_dotted_word_are_marked_where_they_stand() -> None:
    easy = "Bürger·beteiligung"
    assert [easy[span.start : span.end] for span in GERMAN.part_spans(easy)] == ["Bürger", "beteiligung"]


@pytest.mark.parametrize("text", ["Montag · Dienstag", "Montag· Dienstag", "Montag ·Dienstag"])
def test_a_dot_beside_a_space_divides(text: str) -> None:
    assert terms(text) == terms("Montag Dienstag")
