"""The list of sessions."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from consultations.meetings import listing
from consultations.meetings.listing import Listing
from consultations.meetings.pages import MeetingPage
from tests.factories.meetings import german, make_index, make_meeting, make_organization

pytestmark = pytest.mark.django_db


def read(**params: str) -> Listing:
    return listing.read(MeetingPage.objects.all(), german(), params, timezone.now())


def test_upcoming_first_then_past_by_year() -> None:
    make_meeting("Später", days=20)
    make_meeting("Bald", days=2)
    make_meeting("Alt", days=-400)
    make_meeting("Älter", days=-800)
    found = read()
    assert [card.title for card in found.upcoming] == ["Bald", "Später"]
    assert [card.title for group in found.years for card in group.meetings] == ["Alt", "Älter"]
    assert [group.year for group in found.years] == sorted({g.year for g in found.years}, reverse=True)
    assert found.total == 4


def test_filters() -> None:
    council = make_organization("Stadtrat")
    make_meeting("Rat", days=-3, organization=council)
    make_meeting("Kreis", days=-3)
    year = timezone.localtime(timezone.now() - dt.timedelta(days=3)).year
    found = read(body="stadtrat", year=str(year))
    assert [card.title for group in found.years for card in group.meetings] == ["Rat"]
    assert found.query == f"body=stadtrat&year={year}"


def test_unknown_values_are_ignored(client: Client) -> None:
    make_meeting("Kreis", days=-3)
    index = make_index()
    index.save_revision().publish()
    address = "?body=<b>&year=99999999999999999999&page=-7"
    response = client.get(index.url + address)
    assert response.status_code == 200
    assert response.context["listing"].total == 1
    assert not response.context["listing"].is_filtered


@pytest.mark.parametrize(("page", "expected"), [("0", 2), ("99", 2), ("x", 1), ("2", 2)])
def test_page_numbers_out_of_range_are_clamped(page: str, expected: int) -> None:
    for count in range(21):
        make_meeting(f"Sitzung {count}", days=-3 - count)
    assert read(page=page).page.number == expected


def test_drafts_are_not_listed() -> None:
    make_meeting("Entwurf", days=-3).unpublish()
    assert read().total == 0


def test_queries_do_not_grow_with_sessions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for count in range(12):
        make_meeting(f"Sitzung {count}", days=count - 6)
    index = make_index()
    index.save_revision().publish()
    client.get(index.url)
    with django_assert_max_num_queries(20):
        client.get(index.url)
