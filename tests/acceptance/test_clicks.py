"""Whoever clicks on a control hits that control: every link, button and field, wide and narrow."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page, ViewportSize

from tests.acceptance.installation import City
from tests.acceptance.people import Person
from tests.acceptance.places import OF_PAGES, OF_TWINS, SCREENS, screens
from tests.browser.places import HIT, pages

HITS = Path(__file__).with_name("hits.js").read_text(encoding="utf-8")
SIZES: dict[str, ViewportSize] = {
    "wide": {"width": 1280, "height": 900},
    "narrow": {"width": 360, "height": 740},
}
CLICKER = ("klick@stadt.example", "Klickt-auf-alles-2026")
Login = tuple[str, str]
OURS = {"portal", "home", "consultations", "search"}
# Screens that are parts of another, answers to a button or to an upload, or need a run, an upload or a version.
NO_SCREEN = (
    "results/",
    "retry/",
    "compare/",
    "choose/",
    "chosen",
    "choose-page/",
    "choose_parent/",
    "workflow/",
    "translators/files/",
)


@pytest.fixture(scope="module")
def clicker(running_demo: City) -> Login:
    """Somebody who sees every screen."""
    running_demo.make_administrator(*CLICKER)
    return CLICKER


@pytest.mark.parametrize("language", HIT)
def test_every_control_of_every_public_page_is_hit(demo: City, browser: Browser, language: str) -> None:
    context = demo.context(browser)
    page = context.new_page()
    wrong: dict[str, list[str]] = {}
    for name, path in pages(language).items():
        page.goto(path)
        for size, window in SIZES.items():
            page.set_viewport_size(window)
            wrong[f"{name}, {size}"] = missed(page, "body")
    context.close()
    assert {place: found for place, found in wrong.items() if found} == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_control_of_our_screens_is_hit(demo: City, browser: Browser, clicker: Login, size: str) -> None:
    person = Person(browser, demo, *clicker)
    person.page.emulate_media(reduced_motion="reduce")
    person.page.set_viewport_size(SIZES[size])
    wrong: dict[str, list[str]] = {}
    for path in screens(person):
        answer = person.page.goto(path, wait_until="load")
        assert answer is not None
        assert answer.status == 200, path
        # The sidebar is drawn by script; a narrow window keeps it aside, and a new password is asked for without it.
        person.page.locator(".sidebar, body.login").wait_for(state="attached")
        wrong[path] = missed(person.page, "main")
    person.leave()
    assert {place: found for place, found in wrong.items() if found} == {}


def test_no_screen_of_ours_is_left_out() -> None:
    """A screen that comes later must stand in `places`."""
    known = {*SCREENS, *(path for paths in (*OF_PAGES.values(), *OF_TWINS.values()) for path in paths)}
    plain = {path for path in _our_addresses() if "<" not in path and "(" not in path}
    assert plain
    assert {path for path in plain if not any(sign in path for sign in NO_SCREEN)} <= known


def missed(page: Page, root: str) -> list[str]:
    """What cannot be hit below `root` of the page that is open."""
    seen = page.evaluate(HITS, root)
    assert seen["tested"] or root != "body", page.url
    found: list[str] = seen["wrong"]
    return found


def _our_addresses() -> Iterator[str]:
    """Addresses below /admin/ that our own code answers."""
    for path, view in _addresses(get_resolver().url_patterns, ""):
        if path.startswith("admin/") and OURS & _packages(view):
            yield path.removeprefix("admin/")


def _addresses(patterns: Any, before: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, f"{before}{pattern.pattern}")
        elif isinstance(pattern, URLPattern):
            yield f"{before}{pattern.pattern}", pattern.callback


def _packages(view: Any) -> set[str]:
    """Of the function or class, whatever wraps it."""
    found = set()
    while view is not None:
        for one in (view, getattr(view, "view_class", None)):
            found.add(getattr(one, "__module__", "").partition(".")[0])
        view = getattr(view, "__wrapped__", None)
    return found
