"""What the languages with a dictionary of their own make of a word."""

import re
import tomllib
from pathlib import Path

import pytest

from search.analysis import analyser_for
from search.analysis.base import WordLists
from search.analysis.spelling import Speller

FORMS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "hard" / "forms.toml").read_text("utf-8")
)
SAME = [
    ("en", "councillors", "Councillor's"),
    ("en", "participation", "participatory"),
    ("en", "neighbourhoods", "neighborhood"),
    ("en", "by-laws", "bylaw"),
    ("en", "children", "child"),
    ("fr", "citoyen·ne·s", "citoyens"),
    ("fr", "citoyen(ne)s", "citoyenne"),
    ("fr", "élu.e.s", "ELU"),
    ("fr", "lecteur·rice", "lectrices"),
    ("fr", "deliberations", "délibération"),
    ("fr", "travaux", "travail"),
    ("tr", "İSTANBUL'DA", "istanbul"),
    ("tr", "IŞIKLAR", "ışığın"),
    ("tr", "Ankara’nın", "ANKARA"),
    ("tr", "toplantısında", "toplantılar"),
    ("tr", "baskani", "başkan"),
    ("tr", "kâğıt", "kağıdı"),
    ("ar", "الْمُوَاطِنِينَ", "مواطن"),
    ("ar", "وبالمشاركة", "مشاركتها"),
    ("ar", "الـمـديـنـة", "مدن"),
    ("ar", "الادارة", "إداره"),
    ("ar", "کتاب", "كتاب"),
    ("uk", "п’ятницю", "п'ятниця"),
    ("uk", "ради", "рада"),
    ("uk", "шкіл", "школами"),
    ("uk", "ґанок", "ганку"),
    ("uk", "мiсто", "міста"),
    ("uk", "місто́", "місто"),
]
DIFFERENT = [
    ("en", "parking", "park"),
    ("en", "council", "councillor"),
    ("fr", "conseil", "conseiller"),
    ("fr", "marché", "marche"),
    ("tr", "başkan", "başka"),
    ("tr", "katılımcı", "katılım"),
    ("tr", "ısı", "işi"),
    ("ar", "بلدية", "بلد"),
    ("uk", "водій", "вода"),
]


def term(language: str, word: str) -> str:
    (found,) = analyser_for(language).phrase(word)
    return found


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_forms_of_one_word_are_one_term(language: str, one: str, other: str) -> None:
    assert term(language, one) == term(language, other)


@pytest.mark.parametrize("language", FORMS)
def test_inflected_forms_of_a_word_are_one_term(language: str) -> None:
    apart = [line for line in FORMS[language] if len(set(analyser_for(language).phrase(line))) > 1]
    assert len(FORMS[language]) >= 27
    assert apart == []


@pytest.mark.parametrize(("language", "one", "other"), DIFFERENT)
def test_other_words_stay_other_words(language: str, one: str, other: str) -> None:
    assert term(language, one) != term(language, other)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The councillor's e-mail, a-b", ["The", "councillor's", "e-mail", "a", "b"]),
        ("fr", "Qu'est-ce que l'élu·e dit-il ?", ["Qu", "est", "ce", "que", "l", "élu·e", "dit", "il"]),
        ("fr", "Ces citoyen(ne)s.Ensuite", ["Ces", "citoyen(ne)s", "Ensuite"]),
        ("tr", "İzmir'de 2024'te", ["İzmir'de", "2024'te"]),
        ("ar", "قال مُشَارَكَة المواطنين", ["قال", "مُشَارَكَة", "المواطنين"]),
        ("uk", "П’ять об`єднань", ["П’ять", "об`єднань"]),
    ],
)
def test_offsets_point_into_the_original_text(language: str, text: str, words: list[str]) -> None:
    assert [text[token.start : token.end] for token in analyser_for(language).analyse(text)] == words


def test_surfaces_are_in_the_lower_case_of_the_language() -> None:
    assert [token.surface for token in analyser_for("tr").analyse("ISPARTA İZMİR")] == ["ısparta", "izmir"]
    (word,) = analyser_for("tr").query("IŞIK")
    assert word.readings[0].surface == "ışık"


@pytest.mark.parametrize(
    ("language", "question", "kept"),
    [
        ("en", "What is the plan for the park?", 2),
        ("fr", "Qu'est-ce qu'un budget participatif", 2),
        ("tr", "Bütçe nedir ve nasıl", 1),
        ("ar", "ما هي الميزانية", 1),
        ("uk", "Що це за проєкт", 1),
        ("fr", "de la", 2),
    ],
)
def test_stop_words_are_left_out_unless_nothing_else_is_asked(
    language: str, question: str, kept: int
) -> None:
    assert len(analyser_for(language).query(question)) == kept


@pytest.mark.parametrize(
    ("language", "known", "unknown"),
    [
        ("en", "neighbourhood", "neigbourhod"),
        ("fr", "ecoles", "écoleuh"),
        ("tr", "belediyemizin", "beledyie"),
        ("ar", "وبالمواطنين", "زخغضث"),
        ("uk", "вулицями", "вултиця"),
    ],
)
def test_a_correction_is_asked_for_unknown_words_only(language: str, known: str, unknown: str) -> None:
    words = analyser_for(language).query(f"{known} {unknown} 2021/0975", lambda word: ["corrected"])
    assert [word.readings[0].surface for word in words] == [known, "corrected", "2021/0975"]


def test_words_a_portal_added_are_known() -> None:
    analyser = analyser_for("en", WordLists(extra=frozenset({"Fröhnerhof"})))
    (word,) = analyser.query("frohnerhof", lambda word: ["farmhouse"])
    assert [reading.surface for reading in word.readings] == ["frohnerhof"]


@pytest.mark.parametrize(
    ("language", "typed", "public"),
    [
        ("fr", "delibertion", "délibération"),
        ("tr", "BELEDIYESI", "belediyesi"),
        ("uk", "обєднаня", "об'єднання"),
        ("ar", "المشاركه", "المشاركة"),
    ],
)
def test_spellings_compare_folded(language: str, typed: str, public: str) -> None:
    analyser = analyser_for(language)
    near = Speller({public.replace("'", ""): 9}, analyser.fold)
    assert near.suggest(typed) or typed in near


def test_signs_that_stand_for_several_words_give_one_term() -> None:
    for language in ("en", "ar", "pl"):
        assert not re.search(r"\s", term(language, "\ufdfa"))
