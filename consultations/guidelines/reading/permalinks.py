"""Addresses that stay: of a piece, `/p/1a2b3c4d`, with `?v=2` as it was in that version, and of a text with
everything below it, `/de/g/1a2b3c4d5e6f7081/versions/2/`, as exported files print them."""

import re
from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.query import PageQuerySet

from consultations.guidelines.reading import addresses
from consultations.guidelines.reading.history import parts_by_version
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion, VersionPart
from portal.accounts.visibility import public

KEY = re.compile(f"[0-9a-f]{{{addresses.SHORT_KEY}}}")


@require_safe
def permalink(request: HttpRequest, short: str) -> HttpResponseRedirect:
    """Leads to the piece in the asked version, else in the current one, else to what became of it."""
    identity = selectors.identity_of(short) if addresses.SHORT.fullmatch(short) else None
    page = _page_with(identity) if identity else None
    if page is None or identity is None:
        raise Http404
    versions = selectors.versions_of(page)
    chosen = _chosen(versions, request.GET.get("v"))
    parts = parts_by_version(identity, versions, page.locale.language_code)
    part = parts.get(chosen.pk) if chosen else None
    if chosen is None or part is None:
        return HttpResponseRedirect(addresses.history(page, short))
    return HttpResponseRedirect(addresses.version(page, chosen.number, part.anchor))


@require_safe
def lasting(request: HttpRequest, short: str, rest: str) -> HttpResponseRedirect:
    """Leads to a place below a text, wherever the text is now, in the language of the address or else its own."""
    if not KEY.fullmatch(short):
        raise Http404
    first, last = (UUID(short.ljust(32, digit)) for digit in "0f")
    pages = public(
        Page.objects.live()
        .type(type_of_texts())
        .filter(translation_key__range=(first, last), alias_of__isnull=True)
    )
    page = _in_language_of_reader(pages)
    if page is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{page.get_url(request)}{rest}{f'?{query}' if query else ''}")


def type_of_texts() -> type[Page]:
    """The page type of guideline texts, which itself imports the addresses below it."""
    return cast("type[Page]", GuidelineVersion._meta.get_field("guideline").related_model)


def _chosen(versions: list[GuidelineVersion], asked: str | None) -> GuidelineVersion | None:
    """The asked version, else the current one; Http404 for a number there is not."""
    if asked is None:
        return next((version for version in versions if not version.withdrawn), None)
    chosen = next((version for version in versions if str(version.number) == asked), None)
    if chosen is None:
        raise Http404
    return chosen


def _page_with(identity: UUID) -> Page | None:
    """The text the piece belongs to, in the reader's language or else in that of the source, if all may read it."""
    keys = VersionPart.objects.filter(identity=identity).values("text__version__guideline__translation_key")
    pages = public(Page.objects.live().filter(translation_key__in=keys, alias_of__isnull=True))
    return _in_language_of_reader(pages)


def _in_language_of_reader(pages: PageQuerySet) -> Page | None:
    """Of the same text in several languages the one of the reader or of the address, else the first one made."""
    found = {page.locale.language_code: page for page in pages.select_related("locale").order_by("pk")}
    return found.get(get_language() or "") or next(iter(found.values()), None)
