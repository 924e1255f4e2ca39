"""Lists of a translated page: its language, German where that is missing, by date or name, however the tree stands."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail.rich_text import expand_db_html

from consultations import selectors as consultations
from consultations.guidelines import selectors as guidelines
from consultations.guidelines.pages import GuidelinePage
from consultations.listing import read as list_of_consultations
from consultations.meetings import selectors as meetings
from consultations.meetings.listing import read as list_of_meetings
from consultations.meetings.pages import MeetingPage
from consultations.methods.filters import read as list_of_methods
from consultations.methods.pages import MethodPage
from consultations.pages import ConsultationPage
from home import selectors
from home.models import NewsIndexPage, NewsPage
from home.news.listing import build as list_of_news
from home.snippets import GlossaryTerm
from portal.blocks.body import BodyStreamBlock
from portal.blocks.teasers import chosen_pages, newest_pages
from tests.factories.consultations import (
    ConsultationIndexFactory,
    MethodFactory,
    MethodIndexFactory,
    consultation_with,
)
from tests.factories.meetings import make_organization
from tests.home.site import add, make_home

CODES = ("de", "ar", "de-simple")
NOW = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Site:
    """The German pages by kind, each in the order of its date, oldest first; titles end with their number."""

    consultations: list[Page] = field(default_factory=list)
    meetings: list[Page] = field(default_factory=list)
    texts: list[Page] = field(default_factory=list)
    methods: list[Page] = field(default_factory=list)
    news: list[Page] = field(default_factory=list)


@pytest.fixture(params=CODES)
def code(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def locale(db: None, code: str) -> Locale:
    for one in CODES:
        Locale.objects.get_or_create(language_code=one)
    return Locale.objects.get(language_code=code)


@pytest.fixture
def site(locale: Locale, code: str) -> Site:
    """In German the newest stands first in the tree, in the translations last."""
    home, made = make_home(), Site()
    indexes: list[Any] = [
        ConsultationIndexFactory(parent=Page.objects.get(pk=home.pk)),
        MethodIndexFactory(parent=Page.objects.get(pk=home.pk)),
    ]
    news = add(home, NewsIndexPage(title="Aktuelles", slug="aktuelles"))
    body = make_organization()
    for number in (3, 2, 1):
        start = NOW - (4 - number) * A_DAY
        one = consultation_with(indexes[0], [(start, NOW + A_DAY)], title=f"de {number}", slug=f"c{number}")
        made.consultations.insert(0, one)
        method = MethodFactory(parent=Page.objects.get(pk=indexes[1].pk), title=f"de {number}")
        made.methods.insert(0, method)
        made.news.insert(0, add(news, NewsPage(title=f"de {number}", slug=f"n{number}", date=start)))
    first = made.consultations[0]
    for number in (3, 2, 1):
        day = NOW + (number - 2) * 7 * A_DAY + A_DAY
        session = MeetingPage(title=f"de {number}", slug=f"m{number}", start=day, organization=body)
        made.meetings.insert(0, add(first, session))
        text = GuidelinePage(title=f"de {number}", slug=f"g{number}", version_date=day.date())
        made.texts.insert(0, add(first, text))
    if code != "de":
        make_home(code)
        for page in [*indexes, news]:
            _translate(page, code)
        for page in [*made.consultations, *made.methods, *made.news, *made.meetings, *made.texts]:
            _translate(page, code)
    return made


def _translate(page: Page, code: str) -> None:
    fresh = Page.objects.get(pk=page.pk).specific
    copied = fresh.copy_for_translation(Locale.objects.get(language_code=code))
    copy = Page.objects.get(pk=copied.pk).specific
    copy.title = page.title.replace("de ", f"{code} ")
    copy.save_revision().publish()


def titles(pages: Any) -> list[str]:
    return [page.title for page in pages]


def numbered(code: str, *numbers: int) -> list[str]:
    return [f"{code} {number}" for number in numbers]


def test_news(site: Site, code: str, locale: Locale) -> None:
    assert titles(selectors.newest_news(locale, 2)) == numbered(code, 3, 2)
    shown = list_of_news(NewsPage.objects.live().filter(locale=locale), {})
    assert titles(shown.cards) == numbered(code, 3, 2, 1)
    assert titles(newest_pages("home.NewsPage", None, 2, code)) == numbered(code, 3, 2)


def test_consultations(site: Site, code: str, locale: Locale) -> None:
    assert titles(consultations.open_consultations(locale, NOW)) == numbered(code, 3, 2, 1)
    found = ConsultationPage.objects.live().filter(locale=locale)
    (section,) = list_of_consultations(found, QueryDict(), NOW).sections
    assert sorted(titles(section.cards)) == numbered(code, 1, 2, 3)
    assert sorted(titles(newest_pages("consultations.ConsultationPage", None, 9, "fr"))) == numbered(
        "de", 1, 2, 3
    )


def test_sessions(site: Site, code: str, locale: Locale) -> None:
    assert titles(meetings.upcoming(locale, NOW)) == numbered(code, 2, 3)
    following = meetings.next_meeting(locale, NOW)
    assert following is not None
    assert following.title == f"{code} 2"
    listing = list_of_meetings(MeetingPage.objects.all(), locale, {}, NOW)
    assert titles(listing.upcoming) == numbered(code, 2, 3)
    assert listing.total == 3


def test_texts_and_timeline(site: Site, code: str, locale: Locale) -> None:
    assert titles(guidelines.newest_drafts(locale, 2)) == numbered(code, 3, 2)
    one = ConsultationPage.objects.get(translation_key=site.consultations[0].translation_key, locale=locale)
    lines = consultations.timeline_of(one, NOW)
    for kind in ("meeting", "version"):
        assert titles(line for line in lines if line.kind == kind) == numbered(code, 1, 2, 3)


def test_methods(site: Site, code: str, locale: Locale) -> None:
    chosen = list_of_methods(MethodPage.objects.live().filter(locale=locale), QueryDict())
    assert titles(chosen.items) == numbered(code, 1, 2, 3)


def test_glossary(code: str, locale: Locale) -> None:
    for term in ("Ziel", "Äußerung", "Beirat"):
        GlossaryTerm.objects.create(term=term, slug=term.lower(), definition="<p>x</p>", locale=locale)
    other = Locale.objects.exclude(pk=locale.pk).filter(language_code__in=CODES)[0]
    GlossaryTerm.objects.create(term="Fremd", slug="fremd", definition="<p>x</p>", locale=other)
    assert [term.term for term in selectors.glossary_terms(locale)] == ["Äußerung", "Beirat", "Ziel"]


def test_selected_pages_and_links_lead_to_the_readers_language(site: Site, code: str, locale: Locale) -> None:
    chosen = [site.methods[2], site.news[0]]
    assert titles(chosen_pages(chosen, code)) == numbered(code, 3, 1)
    link = expand_db_html(f'<a linktype="page" id="{site.news[0].pk}">dorthin</a>')
    assert f'href="/{code}/aktuelles/n1/"' in link


def test_a_link_to_what_is_not_live_in_the_language_leads_to_the_source(
    site: Site, code: str, locale: Locale
) -> None:
    german = site.news[0]
    if code != "de":
        Page.objects.get(translation_key=german.translation_key, locale=locale).specific.unpublish()
    link = expand_db_html(f'<a linktype="page" id="{german.pk}">dorthin</a>')
    assert 'href="/de/aktuelles/n1/"' in link


def test_a_term_in_a_text_is_explained_in_the_readers_language(code: str, locale: Locale) -> None:
    german = Locale.objects.get(language_code="de")
    term = GlossaryTerm.objects.create(term="Wort de", slug="wort", definition="<p>x</p>", locale=german)
    if code != "de":
        copied = term.copy_for_translation(locale)
        copied.term = f"Wort {code}"
        copied.live = True
        copied.save()
    block = BodyStreamBlock()
    value = block.to_python([{"type": "term", "value": {"term": term.pk}}])
    page = NewsPage(title="Artikel", locale=locale)
    assert f"<dfn>Wort {code}</dfn>" in block.render(value, {"page": page})
