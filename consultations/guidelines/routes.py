"""What can be read below the page of a guideline text, as routes of the page; each of them makes one call."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

from consultations.guidelines.exchange.routes import DownloadRoutes
from consultations.guidelines.reading import feed, views

__all__ = ["DownloadRoutes", "ReadingRoutes"]


class ReadingRoutes:
    """Versions, comparisons, histories and the feed."""

    @path("versions/")
    def versions_route(self, request: HttpRequest) -> HttpResponse:
        """All versions."""
        return views.list_versions(cast(Page, self), request)

    @path("versions/atom/")
    def versions_feed_route(self, request: HttpRequest) -> HttpResponse:
        """All versions as a feed."""
        return feed.feed(cast(Page, self), request)

    @path("versions/<int:number>/")
    def version_route(self, request: HttpRequest, number: int) -> HttpResponse:
        """One version."""
        return views.read_version(cast(Page, self), request, number)

    @path("compare/")
    def choice_route(self, request: HttpRequest) -> HttpResponse:
        """Two texts chosen in the form."""
        return views.choose_comparison(cast(Page, self), request)

    @path("compare/<int:old>/<str:new>/")
    def comparison_route(self, request: HttpRequest, old: int, new: str) -> HttpResponse:
        """Two texts compared."""
        return views.compare_versions(cast(Page, self), request, old, new)

    @path("history/<str:short>/")
    def history_route(self, request: HttpRequest, short: str) -> HttpResponse:
        """One piece through all versions."""
        return views.show_history(cast(Page, self), request, short)
