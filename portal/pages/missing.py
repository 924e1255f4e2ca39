"""What readers are told at an address whose page there is not in their language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language_from_path, gettext
from django.views.defaults import page_not_found
from wagtail.models import Page, Site

from portal.pages.surroundings import Surroundings, surroundings
from portal.translation.languages import SIMPLE, Language, languages

# No page lies deeper; what is longer was not typed by a reader.
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The page in a language it does exist in."""

    title: str
    url: str
    language: Language


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler of every 404: where the page exists in another language, that is said and offered."""
    code = get_language_from_path(request.path_info)
    page = _elsewhere(request, code) if code else None
    answer = untranslated(request, page, status=404) if page else None
    return answer or page_not_found(request, exception)


def untranslated(request: HttpRequest, page: Page, status: int) -> HttpResponse | None:
    """The page that offers the other languages of `page`, or None when everybody may see it in none.

    Never kept by a cache: the translation may be published in the next minute.
    """
    title = _title(request)
    request.portal_subject = page  # type: ignore[attr-defined]  # read by portal.pages.surroundings
    request.portal_title = title  # type: ignore[attr-defined]  # likewise
    around = surroundings(request)
    offers = _offers(around, page)
    if not offers:
        return None
    answer = render(request, "untranslated.html", {"offers": offers, "title": title}, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(answer)
    return answer


def _title(request: HttpRequest) -> str:
    if get_language_from_path(request.path_info) == SIMPLE:
        return gettext("This page is not there in Leichte Sprache yet")
    return gettext("This page has not been translated into your language yet")


def _offers(around: Surroundings, page: Page) -> list[Offer]:
    """In the order of the settings, so German comes first; what follows the page's address is kept."""
    rest = _rest(around, page)
    found = [(spoken, around.translations.get(spoken.code)) for spoken in languages()]
    return [
        Offer(title=there.title, url=around.url(there) + rest, language=spoken)
        for spoken, there in found
        if there is not None and spoken != around.address_language
    ]


def _rest(around: Surroundings, page: Page) -> str:
    """The part of the address that a page reads itself: a version of guidelines, for instance."""
    asked = _without_language(around.request.path)
    own = _without_language(around.url(page))
    return asked.removeprefix(own) if asked.startswith(own) and own != "/" else ""


def _without_language(path: str) -> str:
    return "/" + path.lstrip("/").partition("/")[2]


def _elsewhere(request: HttpRequest, code: str) -> Page | None:
    """A page that answers at this address in another language, the source language asked first."""
    components = [part for part in request.path_info.split("/") if part][1:]
    site = Site.find_for_request(request)
    if site is None or not components or len(components) > _DEEPEST or "\x00" in request.path_info:
        return None
    homes = list(site.root_page.get_translations(inclusive=True).live().select_related("locale"))
    homes.sort(key=lambda home: (home.locale.language_code == code, _rank(home.locale.language_code)))
    return next(_answering(request, homes, components, code), None)


def _answering(request: HttpRequest, homes: list[Page], components: list[str], code: str) -> Iterator[Page]:
    """Pages at the address in other trees, or above it when they read the rest of the address themselves.

    Last the withdrawn or unfinished translation at the address itself: its slug may differ from the others'.
    """
    steps = range(1, len(components) + 1)
    wanted = {_below(home, components[:count]): components[count:] for home in homes for count in steps}
    own = Q(locale__language_code=code)
    found = Page.objects.filter(url_path__in=wanted).filter(Q(own, live=False) | Q(~own, live=True))
    order = {home.locale_id: place for place, home in enumerate(homes)}
    for page in sorted(
        found.select_related("locale"), key=lambda p: (order.get(p.locale_id, len(order)), -p.depth)
    ):
        rest = wanted[page.url_path]
        if not rest or (page.live and _reads(request, page, rest)):
            yield page


def _rank(code: str) -> int:
    """The place of a language in the settings, German first; one that was taken out of them comes last."""
    codes = [settings.LANGUAGE_CODE, *(spoken.code for spoken in languages())]
    return codes.index(code) if code in codes else len(codes)


def _below(home: Page, components: list[str]) -> str:
    return home.url_path + "".join(f"{part}/" for part in components)


def _reads(request: HttpRequest, page: Page, rest: list[str]) -> bool:
    """Only page types with routes of their own read further; the others cost no query."""
    if not hasattr(page.specific_class, "resolve_subpage"):
        return False
    try:
        page.specific.route(request, rest)
    except Http404:
        return False
    return True
