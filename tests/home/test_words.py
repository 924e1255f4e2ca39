"""One concept, one word: catalogues and demo content keep to the same terms, facts and rules in every language."""

import html
import re
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
from django.utils import translation

from consultations.meetings.pages import MeetingPage
from consultations.timeline.models import Milestone
from consultations.vocabulary import Format
from home.demo.content import FOLDER, content
from portal.easy import rules as easy
from portal.translation.catalogues import LOCALE_DIR
from portal.translators.terms.rules import Wording, check
from tests.house.citizens import of_citizens
from tests.portal.translation.collecting import collect

LANGUAGES = ("en", "tr", "ar", "uk", "fr")
FOLDERS = {code: code for code in (*LANGUAGES, "de")} | {"de-simple": "de_Simple"}
# Words that readers must not meet, wherever they stand.
FORBIDDEN = {
    "de": r"\bAnaloge?\b|\banalog\b|Beschlussfassung|\bMitschrift vom\b",
    "de-simple": r"\bauto·|\bein·mal|\bmit·|\bneben·|\bweg·|\baus·ge|jeder·zeit|Internet-Seite|Workshop|Arbeits·gruppe",
    "en": r"\bprotocols?\b|\bsessions?\b|\bhits?\b|\banalog(?:ue)?\b|co-decision|\bstatutes?\b|easy language",
    "tr": r"protokol|oturum|masalı|yönerge(?!$)|analog|tüzü[kğ]|[Kk]olay dil|\bsorunuz|arama sorusu",
    "ar": r"مجموعة عمل|سؤالكم|هذا السؤال|التشاور|نسخة|النسخ |إجراءات? المشاركة|حقيبة الأساليب|درجات? المشاركة",
    "uk": r"[Кк]онспект|керівн\w+ принцип|[Вв]ерсі[яїюй]|процедур\w* участі|[Сс]емінар|[Аа]налогов|чернетк"
    r"|прост\w+ мов",
    "fr": r"protocole|votre question|cette question|n’existe qu.en Deutsch|analogique|langage facile",
}
Key = tuple[str | None, str]

pytestmark = pytest.mark.slow


@cache
def citizens() -> frozenset[Key]:
    """The messages that a reader can see."""
    with tempfile.TemporaryDirectory() as folder:
        return frozenset((e.msgctxt, e.msgid) for e in collect(Path(folder)) if of_citizens(e))


@cache
def catalogue(code: str) -> dict[Key, str]:
    """What readers see by message; those of plural forms in one string. English needs no words where the id says it."""
    found = polib.pofile(str(LOCALE_DIR / FOLDERS[code] / "LC_MESSAGES" / "django.po"))
    words = {(e.msgctxt, e.msgid): e.msgstr or "\n".join(e.msgstr_plural.values()) for e in found}
    unsaid = {key: key[1] for key in citizens()} if code == "en" else {}
    return {key: text for key, text in (unsaid | words).items() if key in citizens() and text}


def demo(code: str) -> dict[str, str]:
    """German parts of the demo with their words in a language."""
    words: dict[str, str] = {}
    for path in sorted((FOLDER / code).glob("*.toml")):
        words |= tomllib.loads(path.read_text(encoding="utf-8"))
    return {plain(german): plain(said) for german, said in words.items()}


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def strings(data: Any) -> list[str]:
    """All texts of a content file, one to a line of readers."""
    if isinstance(data, str):
        return [html.unescape(re.sub(r"<[^>]+>", "\n", data))]
    children = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for child in children for text in strings(child)]


def said(code: str) -> list[str]:
    """Everything readers of a language can meet in catalogue and demo."""
    if code == "de":
        names = ("consultations", "guideline", "meetings", "methods", "pages")
        found = [text for name in names for text in strings(content(name))]
        return [*catalogue(code).values(), *(text for text in found if text not in Format.values)]
    if code == "de-simple":
        files = [tomllib.loads(p.read_text(encoding="utf-8")) for p in (FOLDER / code).glob("*.toml")]
        own = [content("easy")["home"], content("easy")["page"], *files]
        return [*catalogue(code).values(), *strings(own)]
    return [*catalogue(code).values(), *demo(code).values()]


def wordings(code: str) -> list[Wording]:
    terms = content("terms")
    return [
        Wording(german, entry["words"][code][0], tuple(entry["words"][code][1:]))
        for german, entry in terms.items()
        if code in entry["words"]
    ]


@pytest.mark.parametrize("code", FORBIDDEN)
def test_no_word_stands_there_that_readers_misunderstand(code: str) -> None:
    wrong = re.compile(FORBIDDEN[code])
    assert [text for text in said(code) if wrong.search(re.sub(r"%\(\w+\)[sd]", "", text))] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_demo_keeps_to_its_fixed_terms(code: str) -> None:
    pairs = demo(code).items()
    assert [found for german, text in pairs for found in check(german, text, wordings(code))] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_citizens_read_in_the_catalogues_keeps_to_the_fixed_terms(code: str) -> None:
    """The German words of a message are the original."""
    spoken = catalogue(code)
    pairs = [(german, spoken.get(key, "")) for key, german in catalogue("de").items()]
    assert [found for german, text in pairs if text for found in check(german, text, wordings(code))] == []


def figures(text: str) -> list[str]:
    """Numbers without the sign between thousands."""
    found = re.findall(r"\d+(?:[.,\s]\d{3})*", text)
    return sorted(re.sub(r"\D", "", number) for number in found)


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_are_the_same_in_every_language(code: str) -> None:
    pairs = [(a, b) for a, b in demo(code).items() if not (code == "en" and " Uhr" in a)]
    assert [(german, text) for german, text in pairs if figures(german) != figures(text)] == []


def test_deadlines_keep_their_limit_in_leichte_sprache() -> None:
    """What the city must do “at the latest” is not what it does on that day."""
    texts = strings(tomllib.loads((FOLDER / "de-simple" / "guideline.toml").read_text(encoding="utf-8")))
    deadlines = [
        line for text in texts for line in text.splitlines() if re.search(r"\d Wochen (?:nach|\.)", line)
    ]
    assert deadlines
    assert [line for line in deadlines if not re.search("spätestens|höchstens", line)] == []


EASY_RULES = {
    easy.Rule.VERY_LONG_SENTENCE,
    easy.Rule.PASSIVE,
    easy.Rule.GENITIVE,
    easy.Rule.ABBREVIATION,
    easy.Rule.CONJUNCTIVE,
    easy.Rule.NUMBER_WORD,
}

# Of a bank and of kinds of files and numbers: readers meet these very letters elsewhere.
NAMES = {"KfW", "IP", "ODT", "SHA"}


def test_leichte_sprache_keeps_to_the_rules_of_the_portal() -> None:
    texts = [re.sub(r"%\(\w+\)[sd]", "1", text) for text in said("de-simple")]
    found = [one for text in texts for one in easy.check(text) if one.rule in EASY_RULES]
    found = [one for one in found if one.word not in NAMES]
    assert [(one.rule.value, one.word, one.sentence) for one in found] == []


def test_a_word_of_leichte_sprache_has_one_spelling() -> None:
    unquoted = (re.sub("„[^“]*“", "", text) for text in said("de-simple"))
    words = {word for text in unquoted for word in re.findall(r"[\w·]+", text)}
    dotted = {word.replace("·", "").casefold(): word for word in words if "·" in word}
    assert {word: dotted[word.casefold()] for word in words if word.casefold() in dotted} == {}


COUNTS = re.compile(r"%\((?:count|counter|total|hidden|most|number)\)[sd] (?!of\b)[a-z]")


def test_a_count_has_plural_forms() -> None:
    """A number in front of a noun is a count; “Page 3” is a name."""
    with tempfile.TemporaryDirectory() as folder:
        seen = [entry for entry in collect(Path(folder)) if of_citizens(entry)]
    assert [one.msgid for one in seen if COUNTS.search(one.msgid) and not one.msgid_plural] == []


@pytest.mark.parametrize(("noun", "states"), [("Milestone", Milestone.State), ("Session", MeetingPage.State)])
def test_states_agree_with_their_noun(noun: str, states: Any) -> None:
    """French says “étape clé atteinte”, “séance reportée”: both nouns are feminine."""
    with translation.override("fr"):
        assert translation.gettext(noun) in ("Étape clé", "Séance")
        assert [str(state.label) for state in states if not str(state.label).endswith("e")] == []
