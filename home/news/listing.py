"""A page of the news list: what was asked for, and what can be shown of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils import timezone

from home.cards import Card
from home.cards import news as news_card

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """What the template shows; `unknown_year` is what a reader asked for in vain."""

    page: ListPage
    cards: list[Card]
    years: list[int]
    year: int | None
    unknown_year: str
    query: str


def build(news: QuerySet, asked: Mapping[str, Any]) -> Listing:
    """The list for the parameters `year` and `page`; pages out of range become the nearest one."""
    years = [moment.year for moment in news.datetimes("date", "year", order="DESC")]
    wanted = str(asked.get("year", "")).strip()[:20]
    year = next((known for known in years if str(known) == wanted), None)
    if year is not None:
        start = dt.datetime(year, 1, 1, tzinfo=timezone.get_current_timezone())
        news = news.filter(date__gte=start, date__lt=start.replace(year=year + 1))
    pages = Paginator(news.select_related("locale").order_by("-date", "-pk"), PER_PAGE)
    shown = pages.get_page(_page_number(asked.get("page")))
    return Listing(
        page=shown,
        cards=[news_card(article) for article in shown],
        years=years,
        year=year,
        unknown_year=wanted if wanted and year is None else "",
        query=urlencode({"year": year}) if year else "",
    )


def _page_number(asked: Any) -> int:
    """Zero and negative pages mean the first one; Django's paginator would answer with the last."""
    try:
        return max(1, int(str(asked)[:9]))
    except ValueError:
        return 1
