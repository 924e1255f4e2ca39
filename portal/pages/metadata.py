"""What other machines learn about a page: search engines, messengers, calendars of crawlers."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from portal.address import absolute
from portal.pages.navigation import breadcrumbs
from portal.pages.surroundings import Surroundings
from portal.translation.languages import source_language

_CONTEXT = "https://schema.org"
_SHARE_IMAGE = "fill-1200x630|format-jpeg"
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Alternate(NamedTuple):
    """The same page in another language, for `<link rel="alternate" hreflang>`."""

    code: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Everything base.html writes into the head."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    type: str = "website"
    image_url: str = ""
    alternates: tuple[Alternate, ...] = ()
    json_ld: tuple[SafeString, ...] = ()


def metadata(around: Surroundings) -> Metadata:
    """Metadata of the page drawn; of a view without page only title and canonical address."""
    page, request = around.page, around.request
    if page is None:
        return Metadata(title=around.view_title, canonical=absolute(request.path))
    canonical = around.full_url(page.alias_of if page.alias_of_id else page)
    return Metadata(
        title=page.seo_title or page.title,
        description=page.search_description or page.summary,
        canonical=canonical,
        type=page.share_type,
        image_url=_image_url(around),
        alternates=alternates(around),
        json_ld=_json_ld(around, canonical),
    )


def alternates(around: Surroundings) -> tuple[Alternate, ...]:
    """Real, live and public translations with their own addresses, and the German one for everybody else.

    An alias repeats another language's text, so it is neither named nor does it name others.
    """
    page = around.page
    if page is None or page.alias_of_id is not None or len(around.translations) < 2:
        return ()
    found = [
        Alternate(code=code, url=around.full_url(sibling))
        for code, sibling in sorted(around.translations.items())
    ]
    default = [
        Alternate(code="x-default", url=link.url) for link in found if link.code == source_language().code
    ]
    return (*found, *default)


def script_json(data: Any) -> SafeString:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  every sign that HTML reads is escaped above


def _image_url(around: Surroundings) -> str:
    page = around.page
    if page is None or page.search_image is None:
        return ""
    return absolute(page.search_image.get_rendition(_SHARE_IMAGE).url)


def _json_ld(around: Surroundings, canonical: str) -> tuple[SafeString, ...]:
    things = [_breadcrumb_list(around), around.page.json_ld(canonical) if around.page is not None else None]
    return tuple(script_json({"@context": _CONTEXT} | thing) for thing in things if thing)


def _breadcrumb_list(around: Surroundings) -> dict[str, Any] | None:
    trail = breadcrumbs(around)
    if not trail:
        return None
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": link.title,
            "item": absolute(link.url),
        }
        for position, link in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
