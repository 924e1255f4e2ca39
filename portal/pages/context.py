"""Template context every page needs: language, menus, breadcrumb, metadata."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from portal.pages.menus import arranged_menus
from portal.pages.metadata import metadata
from portal.pages.navigation import breadcrumbs, easy_twin, film_anchor, language_links, main_menu
from portal.pages.outdated import outdated
from portal.pages.surroundings import surroundings

_LONGEST_QUERY = 300


def site(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around a page; each value is computed when a template asks for it, and once."""
    around: Any = SimpleLazyObject(lambda: surroundings(request))
    menus: Any = SimpleLazyObject(lambda: arranged_menus(around))
    values: dict[str, Callable[[], Any]] = {
        "page_language": lambda: around.text_language.code,
        "page_dir": lambda: around.text_language.dir,
        "fallback_language": lambda: _fallback_language(around),
        "outdated": lambda: outdated(around),
        "machine_text": lambda: bool(around.page and around.page.machine_text),
        "menu": lambda: main_menu(around, menus),
        "footer_menus": lambda: menus.footer,
        "languages": lambda: language_links(around),
        "easy_twin": lambda: easy_twin(around),
        "film_anchor": lambda: film_anchor(around),
        "breadcrumbs": lambda: breadcrumbs(around),
        "meta": lambda: metadata(around),
        "home_url": lambda: around.url(around.home) if around.home else "",
        # Not "search_url": that name would switch on the search of Wagtail's choosers.
        "portal_search_url": _search_url,
        "site_name": lambda: _site_name(request),
    }
    return {name: SimpleLazyObject(value) for name, value in values.items()} | {
        "search_key": settings.SEARCH_KEY,
        "search_query": request.GET.get("q", "")[:_LONGEST_QUERY],
    }


def _fallback_language(around: Any) -> Any:
    """The language of a text shown instead of a missing translation; empty when there is none missing."""
    return "" if around.text_language == around.address_language else around.text_language


def _site_name(request: HttpRequest) -> str:
    """The name editors gave the site, or the portal's own."""
    site = Site.find_for_request(request)
    return (site.site_name if site else "") or str(settings.SITE_NAME)


def _search_url() -> str:
    """Empty while the search app is not routed, which then hides the search box."""
    try:
        return reverse("search:results")
    except NoReverseMatch:
        return ""
