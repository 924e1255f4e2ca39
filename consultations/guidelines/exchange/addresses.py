"""Where links of stored rich text lead, as full addresses that work outside the portal."""

import re
from collections.abc import Iterable
from html import escape, unescape

from django.conf import settings
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from consultations.guidelines.exchange.content import Attributes
from consultations.guidelines.exchange.links import Resolve, links_of
from consultations.guidelines.exchange.markup import pieces_of
from consultations.guidelines.rules import NumberedPart

_LINK = re.compile(r"<a\b[^>]*>")
_ADDRESS = re.compile(r'<a\b(?:[^>]*?\bhref="([^"]*)")?[^>]*>')


def resolver(page: Page, parts: Iterable[NumberedPart]) -> Resolve:
    """A function for the links of these parts; a link whose target is gone has the address ""."""
    links = list(dict.fromkeys(link for part in parts for link in links_of(pieces_of(part.html))))
    # All at once: pages and files are then fetched with one query each.
    tags = "".join(_tag(link) for link in links)
    addresses = [unescape(found) for found in _ADDRESS.findall(expand_db_html(tags))] if links else []
    known: dict[Attributes, str] = dict(
        zip(links, (_full(page, address) for address in addresses), strict=True)
    )
    return lambda link: known.get(link, "")


def led_to(parts: Iterable[NumberedPart]) -> str:
    """All links of these parts as they lead now, read without parsing: another text when one of them moved."""
    return expand_db_html("".join(dict.fromkeys(tag for part in parts for tag in _LINK.findall(part.html))))


def _tag(link: Attributes) -> str:
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in link)
    return f"<a {attributes}>x</a>"


def site_root(page: Page) -> str:
    """Scheme and host of the page's site, without a slash at its end."""
    parts = page.get_url_parts()
    return parts[1] if parts and parts[1] else str(settings.WAGTAILADMIN_BASE_URL)


def _full(page: Page, address: str) -> str:
    return f"{site_root(page)}{address}" if address.startswith("/") else address
