"""Every address that takes a POST, filled with ids that exist, that do not, and that cannot be."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

_CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")
HUGE = "9" * 25
NUL, LONG = "a\x00b", "ä" * 3000
NAMES = (
    *(
        "title",
        "slug",
        "name",
        "email",
        "username",
        "password",
        "next",
        "return_url",
        "action",
        "action_name",
    ),
    *(
        "comment",
        "id",
        "ids",
        "page",
        "position",
        "revision",
        "locale",
        "locales",
        "group",
        "choice",
        "language",
    ),
    *(
        "collection",
        "tags",
        "order",
        "kind",
        "wtok",
        "state",
        "number",
        "date",
        "start",
        "alias",
        "frequency",
    ),
    *(
        "new_slug",
        "new_title",
        "publish_copies",
        "copy_subpages",
        "new_parent_page",
        "chosen_page",
        "question",
    ),
    *(
        "files-TOTAL_FORMS",
        "form-TOTAL_FORMS",
        "comments-TOTAL_FORMS",
        "go_live_at",
        "file",
        "value",
        "parts",
    ),
)
FORMS: tuple[dict[str, Any], ...] = (
    {},
    *(dict.fromkeys(NAMES, value) for value in (NUL, LONG, HUGE, "-1", "[]", "1")),
)
BODIES = ("", "null", "[]", '{"a": ', '"x"', '{"title": null, "ids": {}, "value": ["\\u0000"]}', "\xff")
# Kept apart: they end the session or the server-side state that the other requests need.
SKIPPED = ("admin/logout/", "static/", "media/")


def addresses(numbers: tuple[str, ...] = ("1", "0", "999999999", HUGE)) -> list[str]:
    """One address per pattern and kind of number."""
    return sorted(
        {filled for route in _routes(get_resolver().url_patterns, "") for filled in _filled(route, numbers)}
    )


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for one in patterns:
        here = str(one.pattern)
        if not isinstance(one.pattern, RoutePattern):
            here = here.removeprefix("^").removesuffix("$")
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, before + here)
        else:
            yield before + here


def _filled(route: str, numbers: tuple[str, ...]) -> Iterator[str]:
    for number in numbers:
        address = _CONVERTER.sub(partial(_word, number=number), route)
        address = _GROUP.sub(number, address).replace("\\-", "-").replace("\\.", ".")
        address = re.sub(r"[()?^$|]|\[[^\]]*\][+*]?", "", address)
        if not address.startswith(SKIPPED):
            yield "/" + address


def _word(found: re.Match[str], number: str) -> str:
    if found[1] == "int":
        return number
    if found[1] == "uuid":
        return "00000000-0000-4000-8000-000000000001"
    return {"app_label": "wagtailcore", "model_name": "page", "language": "fr"}.get(found[2], number)
