"""The search page speaks the language of its address, from the first word to the last."""

from collections.abc import Callable

import pytest
from django.test import Client

from home.models import HomePage
from search.indexing import Outcome
from tests.home.site import make_home
from tests.search.conftest import Make

Work = Callable[[], Outcome]
GERMAN = (
    "Zum Hauptinhalt springen",
    "Menü und Suche",
    "Sprache:",
    "Alles durchsuchen",
    "Suchen",
    "Was Sie hier finden",
    "Nach oben",
    "Treffer",
)


@pytest.fixture
def homes(home: HomePage) -> HomePage:
    make_home("tr")
    make_home("ar")
    return home


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [
        (
            "tr",
            "ltr",
            (
                "Ana içeriğe geç",
                "Menü ve arama",
                "Her şeyde ara",
                "Burada neler bulabilirsiniz",
                "tür:toplantı Radweg",
            ),
        ),
        (
            "ar",
            "rtl",
            (
                "الانتقال إلى المحتوى الرئيسي",
                "القائمة والبحث",
                "البحث في كل المحتويات",
                "ما الذي تجدونه هنا",
                "نوع:جلسة Radweg",
            ),
        ),
    ],
)
def test_the_empty_search_page_is_in_its_language(
    homes: HomePage, client: Client, language: str, direction: str, words: tuple[str, ...]
) -> None:
    text = client.get(f"/{language}/search/").text
    assert f'lang="{language}" dir="{direction}"' in text
    assert [word for word in words if word not in text] == []
    assert [word for word in GERMAN if word in text] == []


def test_hits_are_counted_with_the_plural_forms_of_arabic(
    homes: HomePage, make: Make, work: Work, client: Client
) -> None:
    counts = []
    for number in range(1, 4):
        make(f"Radweg {number}", "Ein Radweg an der Elbe")
        work()
        counts.append(client.get("/ar/search/", {"q": "Radweg", "lang": "de"}).text)
    assert "<strong>نتيجة واحدة</strong> للبحث عن «Radweg»" in counts[0]
    assert "<strong>نتيجتان</strong> للبحث عن «Radweg»" in counts[1]
    assert "<strong>3 نتائج</strong> للبحث عن «Radweg»" in counts[2]
