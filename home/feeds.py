"""Atom feed of the news."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override

from home.news.pages import NewsPage
from portal.accounts.visibility import offered
from portal.translation.feeds import FeedInLanguages, titled
from portal.translation.readers import foreign

LENGTH = 20
# The year in which the scheme of ids began: part of every id, so it must never change.
_ID_YEAR = 2023


class NewsFeed(Feed):
    """The latest live and public articles for readers of a language, `?lang=`; an unknown language gets German."""

    feed_type = FeedInLanguages

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Everything in the feed's own language, whatever the browser prefers."""
        with override(_language(request)):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The language of this feed."""
        return _language(request)

    def title(self, language: str) -> str:
        """Name in the reader's list of feeds."""
        return gettext("%(site)s: news") % {"site": settings.SITE_NAME}

    def link(self, language: str) -> str:
        """The front page in that language."""
        return f"/{language}/"

    def feed_url(self, language: str) -> str:
        """The feed's own address."""
        return f"{reverse('home:news-feed')}?lang={language}"

    def feed_guid(self, language: str) -> str:
        """One feed per language."""
        return _tag(f"news:{language}")

    def items(self, language: str) -> list[NewsPage]:
        """Newest first, German ones where a translation is missing."""
        news = offered(NewsPage.objects.live(), language)
        return list(news.select_related("locale").order_by("-date", "-pk")[:LENGTH])

    def item_title(self, item: NewsPage) -> str:
        """The headline."""
        return titled(item.title, foreign(item))

    def item_extra_kwargs(self, item: NewsPage) -> dict[str, str]:
        """The language of an article that is not in that of the feed."""
        return {"language": foreign(item)}

    def item_description(self, item: NewsPage) -> str:
        """The lead."""
        return item.summary or item.subtitle

    def item_link(self, item: NewsPage) -> str:
        """The article's address."""
        return str(item.full_url or "")

    def item_guid(self, item: NewsPage) -> str:
        """Stays when the address changes."""
        return _tag(f"page:{item.pk}")

    def item_pubdate(self, item: NewsPage) -> dt.datetime:
        """As printed on the article."""
        return item.date

    def item_updateddate(self, item: NewsPage) -> dt.datetime:
        """The last change readers got, a correction for instance."""
        return item.last_published_at or item.date


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _tag(name: str) -> str:
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{_ID_YEAR}:{name}"
