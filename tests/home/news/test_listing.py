"""The news list answers every address with a page of the list."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from home.models import HomePage, NewsPage
from home.news.listing import PER_PAGE
from tests.home.site import add, make_news

NOW = timezone.now()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", 1),
        ("2", 2),
        ("0", 1),
        ("-3", 1),
        ("99", 2),
        ("9" * 5000, 2),
        ("zwei", 1),
        ("²", 1),
        ("1\x00", 1),
        ("1 OR 1=1", 1),
    ],
)
def test_any_page_number_gets_a_page(home: HomePage, client: Client, asked: str, shown: int) -> None:
    index, _articles = make_news(home, PER_PAGE + 1)
    answer = client.get(index.url, {"page": asked})
    assert answer.status_code == 200
    assert answer.context["listing"].page.number == shown


def test_a_year_filters_by_the_citys_calendar(home: HomePage, client: Client) -> None:
    index, _articles = make_news(home, 0)
    zone = timezone.get_current_timezone()
    for slug, moment in {
        "vorher": dt.datetime(2023, 12, 31, 23, 59, tzinfo=zone),
        "neujahr": dt.datetime(2024, 1, 1, 0, 0, tzinfo=zone),
    }.items():
        add(index, NewsPage(title=slug, slug=slug, date=moment))
    answer = client.get(index.url, {"year": "2024"})
    assert answer.context["listing"].years == [2024, 2023]
    assert [card.title for card in answer.context["listing"].cards] == ["neujahr"]


@pytest.mark.parametrize("asked", ["1999", "abc", "9" * 30, "-1", "\x00"])
def test_an_unknown_year_shows_all_and_says_so(home: HomePage, client: Client, asked: str) -> None:
    index, _articles = make_news(home, 2)
    answer = client.get(index.url, {"year": asked})
    assert answer.status_code == 200
    assert len(answer.context["listing"].cards) == 2
    assert answer.context["listing"].unknown_year == asked[:20].strip()
    assert 'class="sd-notice' in answer.content.decode()


def test_the_year_stays_while_turning_pages(home: HomePage, client: Client) -> None:
    index, _articles = make_news(home, PER_PAGE + 1, date=NOW)
    answer = client.get(index.url, {"year": str(timezone.localtime(NOW).year)})
    assert f"?year={timezone.localtime(NOW).year}&amp;page=2" in answer.content.decode()


def test_newest_first_and_drafts_never(home: HomePage, client: Client) -> None:
    index, _articles = make_news(home, 0)
    for days, live in ((2, True), (1, True), (0, False)):
        moment = NOW - dt.timedelta(days=days)
        add(index, NewsPage(title=f"vor {days}", slug=f"vor-{days}", date=moment, live=live))
    answer = client.get(index.url)
    assert [card.title for card in answer.context["listing"].cards] == ["vor 1", "vor 2"]


def test_the_list_needs_no_more_queries_for_more_articles(
    home: HomePage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    index, _articles = make_news(home, PER_PAGE + 5)
    client.get(index.url)
    with django_assert_max_num_queries(20):
        client.get(index.url)
