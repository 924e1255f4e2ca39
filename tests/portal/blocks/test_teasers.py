import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone, translation
from wagtail.models import Locale, Page, PageViewRestriction

from home.news.pages import NewsIndexPage, NewsPage
from home.pages import HomePage
from portal.blocks.teasers import ChosenTeasersBlock, chosen_pages, newest_pages


@pytest.fixture
def news(db: None) -> NewsIndexPage:
    """A list with three articles: the oldest was published first and the newest second."""
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Start", slug="start"))
    index = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    for name, days in (("oldest", 9), ("newest", 1), ("middle", 5)):
        date = timezone.now() - dt.timedelta(days=days)
        index.add_child(instance=NewsPage(title=name, slug=name, date=date))
    return NewsIndexPage.objects.get(pk=index.pk)


def titles(pages: list[Page]) -> list[str]:
    return [page.title for page in pages]


def article(title: str) -> NewsPage:
    return NewsPage.objects.get(title=title, locale__language_code="de")


@pytest.fixture
def english(news: NewsIndexPage) -> NewsPage:
    """The published English version of one article."""
    locale = Locale.objects.create(language_code="en")
    page = article("middle").copy_for_translation(locale, copy_parents=True)
    page.get_latest_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def test_newest_first_by_the_page_types_own_date(
    news: NewsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert titles(newest_pages("home.NewsPage", None, 2, "de")) == ["newest", "middle"]


def test_only_below_the_chosen_page(news: NewsIndexPage) -> None:
    assert newest_pages("home.NewsPage", article("newest"), 3, "de") == []


def test_the_newest_cost_one_query(
    news: NewsIndexPage, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    # The second one asks which pages are private.
    with django_assert_max_num_queries(2):
        newest_pages("home.NewsPage", None, 3, "de")


def test_drafts_and_private_pages_are_not_announced(news: NewsIndexPage) -> None:
    article("newest").unpublish()
    PageViewRestriction.objects.create(page=article("middle"), restriction_type=PageViewRestriction.LOGIN)
    assert titles(newest_pages("home.NewsPage", None, 3, "de")) == ["oldest"]


def test_what_a_language_lacks_is_announced_in_german(english: NewsPage) -> None:
    assert newest_pages("home.NewsPage", None, 3, "en") == [article("newest"), english, article("oldest")]


def test_chosen_pages_keep_their_order(news: NewsIndexPage) -> None:
    chosen = [article("oldest"), article("newest")]
    assert titles(chosen_pages(chosen, "de")) == ["oldest", "newest"]


def test_chosen_pages_follow_the_readers_language(english: NewsPage) -> None:
    assert chosen_pages([article("oldest"), article("middle")], "en") == [article("oldest"), english]


def test_a_chosen_page_that_is_private_is_left_out(news: NewsIndexPage) -> None:
    PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)
    assert chosen_pages([article("oldest")], "de") == []


def test_a_card_leads_to_its_page(news: NewsIndexPage) -> None:
    block = ChosenTeasersBlock()
    with translation.override("de"):
        html = block.render(block.normalize({"title": "Read on", "pages": [article("newest")]}))
    assert ">newest</a>" in html
