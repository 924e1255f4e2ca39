"""The demo in all seven languages: no part falls back to German, and what is there can be read and found."""

import re
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.verifying import problems
from home.demo.translated import LANGUAGES
from portal.translators.models import TranslationStanding
from tests.demo import DemoPortal

pytestmark = pytest.mark.usefixtures("demo_portal", "db")

EVERYWHERE = (
    "/",
    "/verfahren/",
    "/sitzungen/",
    "/verfahren/leitlinien/",
    "/verfahren/leitlinien/sitzung-2023-11-08/",
    "/verfahren/leitlinien/entwurf/",
    "/verfahren/leitlinien/entwurf/versions/1/",
)
ALL = [code for code, _name in settings.LANGUAGES]
SAID = {
    "en": "sticky dots",
    "tr": "yapışkan",
    "ar": "بالملصقات",
    "uk": "наклейками",
    "fr": "gommettes",
    "de-simple": "Unterschriften",
}


def untranslated(code: str) -> list[str]:
    """German parts of the demo without words in a language."""
    locale = Locale.objects.get(language_code=code)
    sources = TranslationSource.objects.filter(translations__target_locale=locale)
    there = set(
        StringTranslation.objects.filter(locale=locale).values_list("translation_of_id", "context_id")
    )
    return [
        segment.string.data
        for segment in StringSegment.objects.filter(source__in=sources).select_related("string")
        if (segment.string_id, segment.context_id) not in there
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_part_is_without_translation(code: str) -> None:
    assert untranslated(code) == []


def test_a_changed_german_part_is_told(demo_portal: DemoPortal) -> None:
    page = demo_portal.page("sitzungen")
    page.summary = "Ganz neue Worte."
    page.save_revision().publish()
    TranslationSource.objects.get_for_instance(page).update_from_db()
    assert {code: untranslated(code) for code in LANGUAGES} == {
        code: ["Ganz neue Worte."] for code in LANGUAGES
    }


@pytest.mark.parametrize("code", SAID)
def test_each_page_is_there_in_its_own_language(code: str) -> None:
    for path in EVERYWHERE:
        answer = Client().get(f"/{code}{path}")
        assert (path, answer.status_code) == (path, 200)
        html = answer.content.decode()
        assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in html
        assert "sd-translation-state" not in html
        assert "Vorhabenliste" not in html.partition("<main")[2].partition("</main>")[0]


def test_every_translation_is_reviewed_and_none_behind() -> None:
    standings = TranslationStanding.objects.filter(page__live=True)
    assert standings.count() == 8 * len(LANGUAGES) + 9
    assert set(standings.values_list("stage", "outdated_since")) == {("reviewed", None)}


def test_the_first_version_and_the_newest_are_frozen_in_all_languages(demo_portal: DemoPortal) -> None:
    third, second, first = selectors.versions_of(demo_portal.page("entwurf"))
    for version, languages in ((first, ALL), (second, ["de"]), (third, ALL)):
        assert sorted(version.texts.values_list("language", flat=True)) == sorted(languages)
    ids = [part.id for part in selectors.parts_of(first, "de")]
    for code in ALL:
        parts = selectors.parts_of(first, code)
        assert [part.id for part in parts] == ids
    assert list(problems()) == []


@pytest.mark.parametrize("code", ALL)
def test_the_newest_version_is_what_readers_see(code: str) -> None:
    page = GuidelinePage.objects.get(slug="entwurf", locale__language_code=code)
    newest = selectors.versions_of(GuidelinePage.objects.get(slug="entwurf", locale__language_code="de"))[0]
    assert selectors.parts_of(newest, code) == page.numbered()


@pytest.mark.parametrize(("code", "word"), SAID.items())
def test_the_protocol_is_found_in_its_language(code: str, word: str) -> None:
    html = Client().get(f"/{code}/search/?{urlencode({'q': word})}").content.decode()
    assert f"/{code}/verfahren/leitlinien/sitzung-2023-11-08/" in html


def test_the_tree_stays_whole_with_all_languages() -> None:
    assert [list(found) for found in Page.find_problems()] == [[], [], [], [], []]


LISTS = ("/methodenkoffer/", "/aktuelles/", "/verfahren/leitlinien/entwurf/versions/")
# More than three words in Latin letters, one after the other.
LATIN = re.compile(r"(?:[A-Za-zÄÖÜäöüß][\w:’'-]+[\s,.]+){3,}[A-Za-zÄÖÜäöüß]\w+")


@pytest.mark.parametrize("code", ["ar", "uk"])
def test_german_words_are_marked_wherever_they_stand(code: str) -> None:
    found = []
    for path in (*EVERYWHERE, *LISTS):
        soup = BeautifulSoup(Client().get(f"/{code}{path}").content, "html.parser")
        for marked in soup.select("script, style, textarea, bdi, code, [lang]:not(html)"):
            if marked.get("lang") != code:
                marked.decompose()
        found += [(path, LATIN.findall(text)) for text in soup.stripped_strings if LATIN.search(text)]
    assert found == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_said_to_be_missing(code: str) -> None:
    for path in (*EVERYWHERE[:4], *LISTS):
        soup = BeautifulSoup(Client().get(f"/{code}{path}").content, "html.parser")
        assert soup.select("main .sd-empty") == [], path
