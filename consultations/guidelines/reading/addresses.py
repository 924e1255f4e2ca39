"""Where versions, comparisons and single pieces are found; all of it below the page of the text."""

import re
from urllib.parse import urlencode

from django.http import HttpRequest
from wagtail.models import Page

from consultations.guidelines.versions.models import GuidelineVersion
from portal import address

LIVE, DRAFT = "live", "draft"
INLINE, SIDE = "inline", "side"
VIEWS = (INLINE, SIDE)
# Half of an identity: no two texts of a city share it.
SHORT_KEY = 16
SHORT = re.compile(r"[0-9a-f]{8,32}")


def versions(page: Page) -> str:
    """The list of all versions."""
    return f"{page.get_url() or ''}versions/"


def feed(page: Page) -> str:
    """The list as an Atom feed."""
    return f"{versions(page)}atom/"


def version(page: Page, number: int, anchor: str = "") -> str:
    """One version, or one place in it."""
    return f"{versions(page)}{number}/{f'#{anchor}' if anchor else ''}"


def comparing(page: Page) -> str:
    """Where the form that chooses two texts leads to."""
    return f"{page.get_url() or ''}compare/"


def comparison(
    page: Page, old: int | str, new: int | str, view: str = INLINE, *, only_changes: bool = False
) -> str:
    """Two versions side by side or in one text; `new` may be `LIVE` or `DRAFT`."""
    asked = {"view": view if view != INLINE else "", "only": "changes" if only_changes else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{comparing(page)}{old}/{new}/{f'?{query}' if query else ''}"


def history(page: Page, short: str) -> str:
    """One piece through all versions."""
    return f"{page.get_url() or ''}history/{short}/"


def permalink(short: str, at: GuidelineVersion | None = None) -> str:
    """The absolute short address of a piece, as it is cited."""
    return absolute(f"/p/{short}{f'?v={at.number}' if at else ''}")


def lasting(page: Page, place: str) -> str:
    """The absolute address of a place below a text that stays the same wherever the text moves, for files."""
    return absolute(f"/{page.locale.language_code}/g/{page.translation_key.hex[:SHORT_KEY]}/{place}")


def absolute(url: str) -> str:
    """With the public address of the portal before it."""
    return address.absolute(url)


def view_asked(request: HttpRequest) -> str:
    """The asked way to show a comparison, both texts in one when nothing or nonsense was asked for."""
    asked = request.GET.get("view", "")
    return asked if asked in VIEWS else INLINE


def only_asked(request: HttpRequest) -> bool:
    """Whether only changes were asked for."""
    return request.GET.get("only") == "changes"


def number_of(asked: str) -> int:
    """The number of a version in an address; 0, which no version has, for anything else."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
