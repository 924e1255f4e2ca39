"""The front page with everything on it."""

import datetime as dt
import re
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import (
    ConsultationIndexPage,
    ConsultationPage,
    GuidelinePage,
    MeetingIndexPage,
    MeetingPage,
    Organization,
    Phase,
)
from home.models import HomePage, NavigationItem, NavigationMenu
from tests.home.site import add, make_news

DAY = dt.timedelta(days=1)


@pytest.fixture
def full(home: HomePage) -> HomePage:
    now = timezone.now()
    index = add(home, ConsultationIndexPage(title="Verfahren", slug="verfahren"))
    for name, start, end in (
        ("Radweg", -DAY, DAY),
        ("Marktplatz", -3 * DAY, -DAY),
        ("Stadtpark", DAY, 3 * DAY),
    ):
        page = ConsultationPage(title=name, slug=name.lower())
        page.phases.add(Phase(name="Phase", start=now + start, end=now + end, locale=home.locale))
        add(index, page)
    body = Organization.objects.create(name="Arbeitskreis", slug="arbeitskreis")
    meetings = add(home, MeetingIndexPage(title="Sitzungen", slug="sitzungen"))
    for name, days in (("Vergangene Sitzung", -7), ("Nächste Sitzung", 7), ("Übernächste Sitzung", 14)):
        page = MeetingPage(title=name, organization=body, start=now + days * DAY)
        if days < 0:
            page.agenda_items.create(title="Beschluss", decision="So sei es.", locale=home.locale)
        add(meetings, page)
    add(add(index, ConsultationPage(title="Leitlinien", slug="ll")), GuidelinePage(title="Erste Fassung"))
    make_news(home, 4)
    menu = NavigationMenu(title="Service", slug="footer-1", locale=home.locale)
    menu.items.add(NavigationItem(page=index, locale=home.locale))
    menu.save()
    return home


def test_each_list_shows_what_belongs_there_now(full: HomePage, client: Client) -> None:
    context = client.get(full.url).context
    shown = {
        name: [card.title for card in context[name]] for name in ("open_consultations", "newest_protocols")
    }
    assert shown == {"open_consultations": ["Radweg"], "newest_protocols": ["Vergangene Sitzung"]}
    assert context["next_meeting"].title == "Nächste Sitzung"
    assert [card.title for card in context["newest_drafts"]] == ["Erste Fassung"]


def test_every_card_leads_somewhere(full: HomePage, client: Client) -> None:
    html = client.get(full.url).content.decode()
    links = re.findall(r'class="sd-card__title"><a href="([^"]*)"', html)
    assert len(links) == 7
    assert {client.get(link).status_code for link in links} == {200}
    assert 'href="/de/aktuelles/"' in html


def test_one_heading_of_the_first_level_and_none_left_out(full: HomePage, client: Client) -> None:
    html = client.get(full.url).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", html.split("<main")[1].split("</main")[0])]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_full_front_page_costs_few_queries(
    full: HomePage, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(full.url)
    with django_assert_max_num_queries(20):
        client.get(full.url)
