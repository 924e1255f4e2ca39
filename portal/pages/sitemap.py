"""Sitemap over the trees of all languages, and robots.txt."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from portal.accounts.visibility import in_languages
from portal.address import absolute
from portal.translation.languages import source_language


class PortalSitemap(Sitemap):
    """Live, public and real pages of every language, each with its translations.

    Wagtail's own class lists the tree of the site root only, which is the German one.
    """

    def items(self) -> PageQuerySet:
        """All trees of the portal's languages; aliases repeat another language's text and stay out."""
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True).live()
        pages = Page.objects.none()
        for root in roots:
            pages = pages | Page.objects.descendant_of(root, inclusive=True)
        found = in_languages(pages.live().public()).filter(alias_of=None)
        return found.order_by("path").defer_streamfields()

    def location(self, obj: Page) -> str:
        """Below the one public address, however this file was asked for."""
        return absolute(obj.get_url() or "/")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        items = list(self.paginator.page(page).object_list)
        moments = [moment for item in items if (moment := self.lastmod(item))]
        if items and len(moments) == len(items):
            self.latest_lastmod = max(moments)
        return [
            {
                "location": self.location(item),
                "lastmod": self.lastmod(item),
                "alternates": self._alternates.get(item.translation_key, []),
            }
            for item in items
        ]

    @cached_property
    def _alternates(self) -> dict[Any, list[dict[str, str]]]:
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        found: dict[Any, list[dict[str, str]]] = defaultdict(list)
        for item in self.items():
            code, location = codes[item.locale_id], self.location(item)
            found[item.translation_key].append({"lang_code": code, "location": location})
            if code == source_language().code:
                found[item.translation_key].append({"lang_code": "x-default", "location": location})
        return {key: links for key, links in found.items() if len({link["location"] for link in links}) > 1}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml"""
    return wagtail_sitemap(request, {"pages": PortalSitemap})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: all may be read but editors' pages and the endless combinations of search and comparison."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/search/", "Disallow: /*/compare/", ""]
    lines.append(f"Sitemap: {absolute(reverse(sitemap))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
