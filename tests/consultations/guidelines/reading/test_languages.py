"""Versions read in a language they were frozen in, and in one they were not."""

import pytest
from django.test import Client
from wagtail.models import Locale

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.rules import number
from tests.consultations.guidelines.reading.conftest import FIRST, SECOND
from tests.consultations.guidelines.reading.frozen import identity, paragraph, short, write_text
from tests.consultations.guidelines.reading.test_views import read

pytestmark = pytest.mark.django_db
ARABIC = "تدعو المدينة جميع السكان."
ARABIC_NOW = "تدعو المدينة كل السكان."


@pytest.fixture
def arabic(versions: GuidelinePage) -> GuidelinePage:
    """The Arabic twin of the page."""
    locale = Locale.objects.get_or_create(language_code="ar")[0]
    page = versions.copy_for_translation(locale, copy_parents=True)
    page.title = "مبادئ"
    page.save_revision().publish()
    return GuidelinePage.objects.get(pk=page.pk)


def translate(page: GuidelinePage, at: int, words: str) -> None:
    parts = [
        paragraph("all", words) if part.id == identity("all") else part
        for part in (FIRST if at == 1 else SECOND)
    ]
    write_text(page.versions.get(number=at).pk, page, "ar", number(parts))


def test_a_version_without_this_language_is_shown_in_its_own_and_says_so(
    client: Client, arabic: GuidelinePage
) -> None:
    html = read(client, f"{arabic.url}versions/1/")
    assert '<html lang="ar" dir="rtl">' in html
    assert 'class="sd-version__text" lang="de" dir="ltr"' in html
    assert "الألمانيّة" in html.split('class="sd-notice sd-notice--info"')[1]


def test_a_comparison_never_mixes_languages(
    client: Client, versions: GuidelinePage, arabic: GuidelinePage
) -> None:
    translate(versions, 2, ARABIC_NOW)
    url = f"{arabic.url}compare/1/2/?only=changes"
    assert ARABIC_NOW not in read(client, url)
    translate(versions, 1, ARABIC)
    html = read(client, url)
    assert 'lang="de"' not in html.split("sd-comparison")[1].split("</main>")[0]
    assert "جميع" in html
    assert "كل" in html


def test_a_paragraph_is_followed_in_one_language(
    client: Client, versions: GuidelinePage, arabic: GuidelinePage
) -> None:
    translate(versions, 2, ARABIC_NOW)
    url = f"{arabic.url}history/{short('all')}/"
    assert ARABIC_NOW not in read(client, url)
    translate(versions, 1, ARABIC)
    assert "Alle Bürger" not in read(client, url)


def test_the_published_text_is_compared_only_with_a_version_in_its_language(
    client: Client, versions: GuidelinePage, arabic: GuidelinePage
) -> None:
    read(client, f"{arabic.url}compare/2/live/", 404)
    assert "compare/2/live/" not in read(client, arabic.url)
    translate(versions, 2, ARABIC_NOW)
    assert ARABIC_NOW.split()[2] in read(client, f"{arabic.url}compare/2/live/")


def test_the_short_address_leads_to_the_language_of_the_reader(client: Client, arabic: GuidelinePage) -> None:
    answer = client.get(f"/p/{short('all')}", headers={"accept-language": "ar"})
    assert answer["Location"].startswith(f"{arabic.url}versions/2/#")
