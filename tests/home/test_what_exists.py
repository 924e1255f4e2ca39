"""What exists is never denied: readers of a language without translations are shown the German entries, marked."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from consultations.guidelines.pages import GuidelinePage
from consultations.meetings.models import AgendaItem
from consultations.meetings.pages import MeetingIndexPage, MeetingPage
from consultations.pages import ConsultationPage
from consultations.timeline.models import Milestone, Phase
from home.models import NewsIndexPage, NewsPage
from home.pages import GlossaryPage
from home.snippets import GlossaryTerm, NavigationItem, NavigationMenu
from tests.factories.consultations import (
    ConsultationIndexFactory,
    MethodFactory,
    MethodIndexFactory,
    consultation_with,
)
from tests.factories.meetings import make_organization
from tests.home.site import add, make_home

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)
EMPTY = {"ar", "uk", "en", "de-simple"}
ONLY = {
    "ar": "بالألمانية فقط",
    "uk": "Лише німецькою",
    "en": "Only in German",
    "de-simple": "Nur in schwerer Sprache",
}


@pytest.fixture(params=sorted(EMPTY))
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def lists(code: str) -> Iterator[list[Page]]:
    """The lists in a language in which nothing of what they list is there, the front page first."""
    cache.clear()
    now = timezone.now()
    home = make_home()
    indexes: dict[str, Any] = {
        "consultations": ConsultationIndexFactory(parent=Page.objects.get(pk=home.pk)),
        "methods": MethodIndexFactory(parent=Page.objects.get(pk=home.pk)),
        "meetings": add(home, MeetingIndexPage(title="Sitzungen", slug="sitzungen")),
        "news": add(home, NewsIndexPage(title="Aktuelles", slug="aktuelles")),
        "glossary": add(home, GlossaryPage(title="Glossar", slug="glossar")),
    }
    german = Locale.get_default()
    translated = consultation_with(indexes["consultations"], [(now - A_DAY, now + A_DAY)], title="Übersetzt")
    one = consultation_with(indexes["consultations"], [(now - A_DAY, now + A_DAY)], title="Verfahren")
    MethodFactory(parent=Page.objects.get(pk=indexes["methods"].pk), title="Verfahren mit Methode")
    add(indexes["news"], NewsPage(title="Meldung", slug="meldung"))
    GlossaryTerm.objects.create(term="Beirat", slug="beirat", definition="<p>Rat gibt er.</p>", locale=german)
    body = make_organization()
    for parent in (translated, indexes["meetings"]):
        slug = f"in-{parent.pk}"
        past = MeetingPage(title="Alte Sitzung", slug=f"{slug}-alt", start=now - A_DAY, organization=body)
        past.agenda_items.add(AgendaItem(number="1", title="Eins", decision="Ja.", locale=german))
        add(parent, past)
        add(parent, MeetingPage(title="Neue Sitzung", slug=slug, start=now + A_DAY, organization=body))
    add(translated, GuidelinePage(title="Leitlinien", slug="entwurf", version_date=now.date()))
    menu = NavigationMenu.objects.create(title="Rechtliches", slug="legal", locale=german)
    NavigationItem.objects.create(menu=menu, page=one, locale=german)
    there = [make_home(code)]
    for page in (*indexes.values(), translated):
        copied = Page.objects.get(pk=page.pk).specific.copy_for_translation(
            Locale.objects.get(language_code=code)
        )
        copied.save_revision().publish()
        there.append(copied)
    yield there
    cache.clear()


def read(page: Page) -> BeautifulSoup:
    answer = Client().get(Page.objects.get(pk=page.pk).url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_no_list_says_that_nothing_exists(lists: list[Page], code: str) -> None:
    """Every sentence of that kind stands in a box of its own, whose class no page of these may carry."""
    for page in lists:
        main = read(page).main
        assert main is not None
        assert main.select(".sd-empty") == [], page
        assert ONLY[code] in main.get_text(), page


def test_german_titles_are_marked_and_lead_to_german_pages(lists: list[Page], code: str) -> None:
    for page in lists:
        soup = read(page)
        german = [
            link for link in soup.select("a[href]:not(.sd-tool)") if re.match(r"/de/.", str(link["href"]))
        ]
        assert german or page.slug == "glossar", page
        for link in german:
            words = link.select_one("bdi") or link
            assert (link.get("hreflang"), words.get("lang"), words.get("dir")) == ("de", "de", "ltr"), link


def test_the_footer_keeps_its_links(lists: list[Page], code: str) -> None:
    footer = read(lists[0]).footer
    assert footer is not None
    assert [link["hreflang"] for link in footer.select("li a")] == ["de"]


def test_a_translation_takes_the_place_of_the_german_page(lists: list[Page], code: str) -> None:
    german = NewsPage.objects.get(slug="meldung", locale__language_code="de")
    copied = german.copy_for_translation(Locale.objects.get(language_code=code))
    copied.title = "Übersetzte Meldung"
    copied.save_revision().publish()
    titles = [link.get_text() for link in read(lists[0]).select("#news ~ .sd-grid .sd-card__title a")]
    assert titles == ["Übersetzte Meldung"]


def test_a_timeline_has_what_the_german_one_has_got_since(lists: list[Page], code: str) -> None:
    german = ConsultationPage.objects.get(title="Übersetzt", locale__language_code="de")
    german.phases.add(Phase(name="Neue Phase", start=timezone.now() - A_DAY, locale=german.locale))
    german.milestones.add(Milestone(title="Neuer Beschluss", locale=german.locale))
    german.save_revision().publish()
    soup = read(lists[-1])
    for title in ("Neue Phase", "Neuer Beschluss"):
        (found,) = soup.select(f'.sd-timeline__title [lang="de"]:-soup-contains("{title}")')
        assert found["dir"] == "ltr"
    told = [one.get_text() for one in soup.select('.sd-callout [lang="de"]')]
    assert set(told) == {"Neue Phase", "Neue Sitzung", "Leitlinien"}


@pytest.mark.parametrize("path", ["/feeds/protocols.atom", "/feeds/drafts.atom", "/feeds/news.atom"])
def test_feeds_name_the_german_entries(lists: list[Page], code: str, path: str) -> None:
    content = Client().get(f"{path}?lang={code}").content.decode()
    assert '<entry xml:lang="de">' in content
    assert ONLY[code][1:] in content


def test_calendars_name_the_german_sessions(lists: list[Page], code: str) -> None:
    content = Client().get(f"/calendar/all.ics?lang={code}").content.decode()
    assert content.count("SUMMARY;LANGUAGE=de:") == 4
    assert content.count(f"COMMENT:{ONLY[code]}") == 4
