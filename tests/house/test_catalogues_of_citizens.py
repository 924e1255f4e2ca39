"""Whoever reads the portal in Turkish, Arabic, Ukrainian, French or Leichte Sprache reads nothing but that.

What editors alone see is in German and English; `tests.house.citizens` says what that is.
"""

import gettext
import re
from collections import Counter
from pathlib import Path

import django
import polib
import pytest

from tests.house.citizens import of_citizens
from tests.portal.translation.collecting import collect

ROOT = Path(__file__).resolve().parents[2]
# The folder of each catalogue, and the language whose plural forms Django declares for it.
CATALOGUES = {"tr": "tr", "ar": "ar", "uk": "uk", "fr": "fr", "de_Simple": "de"}
# Numbers by which plural forms are told apart.
COUNTED = range(1000)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+>")

# These are the same in both languages, or no words.
SAME_ANYWHERE = {
    ", ",
    "1, 1.1, 1.2",
    "§ 1, § 1 (1), § 1 (2)",
    "%(day)s, %(time)s",
    "%(label)s:",
    "%(day)s, %(times)s",
    "%(title)s, %(version)s",
}
SAME = {
    "fr": {
        "%(count)d suggestion",
        "%(counter)s page",
        "Consultation",
        "Contact",
        "Danger",
        "Date",
        "Document",
        "E-mail",
        "Figure",
        "Figure %(number)s",
        "Format",
        "Formats",
        "Information",
        "Invitation",
        "Licence",
        "Page",
        "Page %(number)s",
        "Participation",
        "Phase",
        "Section",
        "Source",
        "Suggestions",
        "Type",
        "Version",
        "Version %(number)s",
        "Version %(number)s (%(date)s)",
        "Versions",
    },
    "de_Simple": {"Filter", "Information", "Text", "Winter"},
}

pytestmark = pytest.mark.slow
Key = tuple[str | None, str]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[polib.POEntry]:
    """The texts a citizen can see, as they stand in code and templates now."""
    return [entry for entry in collect(tmp_path_factory.mktemp("sources")) if of_citizens(entry)]


@pytest.fixture(scope="module", params=CATALOGUES)
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(folder: str) -> polib.POFile:
    source = ROOT / "portal/locale" / folder / "LC_MESSAGES/django.po"
    return polib.pofile(str(source), check_for_duplicates=True)


@pytest.fixture(scope="module")
def translated(catalogue: polib.POFile) -> dict[Key, polib.POEntry]:
    """Entries in use; a fuzzy one is a guess that nobody has looked at."""
    return {(e.msgctxt, e.msgid): e for e in catalogue if e.translated() and not e.fuzzy and not e.obsolete}


def words(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_the_rule_tells_citizens_from_editors(seen: list[polib.POEntry]) -> None:
    texts = {entry.msgid for entry in seen}
    of_readers = {"Skip to main content", "In force", "Verbatim protocol", "How often?", "All sessions"}
    assert of_readers - texts == set()
    assert (
        texts & {"Is never published.", "glossaries", "Rebuild the search index", "Town hall foyer"} == set()
    )
    assert 500 < len(texts) < 800


def test_nothing_is_untranslated(seen: list[polib.POEntry], translated: dict[Key, polib.POEntry]) -> None:
    assert [entry.msgid for entry in seen if (entry.msgctxt, entry.msgid) not in translated] == []


def test_plural_forms_are_those_of_the_language(folder: str, catalogue: polib.POFile) -> None:
    """Django puts a catalogue with other forms than its own aside, and looks up some texts twice."""
    own = Path(django.__file__).parent / "conf/locale" / CATALOGUES[folder] / "LC_MESSAGES/django.po"
    declared = catalogue.metadata["Plural-Forms"]
    assert declared == polib.pofile(str(own)).metadata["Plural-Forms"]
    count = int(re.findall(r"nplurals=(\d)", declared)[0])
    wrong = [e.msgid for e in catalogue if e.msgid_plural and set(e.msgstr_plural) != set(range(count))]
    assert wrong == []


def test_placeholders_survive_translation(catalogue: polib.POFile) -> None:
    plain = [e for e in catalogue if e.translated() and not e.msgid_plural]
    assert [e.msgid for e in plain if placeholders(e.msgid) != placeholders(e.msgstr)] == []


def test_a_plural_form_names_its_number(catalogue: polib.POFile) -> None:
    """Only a form for one or two numbers may say them in words."""
    rule = gettext.c2py(catalogue.metadata["Plural-Forms"].split("plural=", 1)[1].rstrip(";"))
    numbers = Counter(rule(number) for number in COUNTED)
    wrong = []
    for entry in (e for e in catalogue if e.msgid_plural and e.translated()):
        wanted = placeholders(entry.msgid_plural)
        for form, text in entry.msgstr_plural.items():
            missing = wanted - placeholders(text)
            allowed = 1 if numbers[form] <= 2 else 0
            if placeholders(text) - wanted or len(missing) > allowed:
                wrong.append((entry.msgid, text))
    assert wrong == []


def test_blanks_at_the_ends_survive_translation(catalogue: polib.POFile) -> None:
    """Some texts are put together from pieces."""
    ends = re.compile(r"^\s*|\s*$")
    pairs = [(e.msgid, text) for e in catalogue if e.translated() for text in words(e)]
    assert [text for msgid, text in pairs if ends.findall(msgid) != ends.findall(text)] == []


def test_nothing_stayed_english(
    folder: str, seen: list[polib.POEntry], translated: dict[Key, polib.POEntry]
) -> None:
    same = SAME_ANYWHERE | SAME.get(folder, set())
    entries = [translated[key] for e in seen if (key := (e.msgctxt, e.msgid)) in translated]
    assert [
        e.msgid for e in entries if {e.msgid, e.msgid_plural} & set(words(e)) and e.msgid not in same
    ] == []
