"""What readers of another language see where a text is missing or behind, and Leichte Sprache."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.installation import Installation
from tests.browser.visit import Visitor

SCREENS: dict[str, ViewportSize] = {
    "wide": {"width": 1280, "height": 900},
    "narrow": {"width": 320, "height": 640},
}
PAGES = (
    ("/ar/impressum/", "ar", "rtl", 404),
    ("/tr/impressum/", "tr", "ltr", 404),
    ("/ar/so-funktioniert-beteiligung/", "ar", "rtl", 200),
    ("/de-simple/", "de-simple", "ltr", 200),
    ("/de-simple/leichte-sprache/", "de-simple", "ltr", 200),
    ("/de-simple/impressum/", "de-simple", "ltr", 404),
)


@pytest.fixture(scope="module")
def behind(portal: Installation) -> Installation:
    portal.script(Path(__file__).with_name("behind.py"))
    return portal


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_about_languages_are_free_of_barriers(
    browser: Browser, behind: Installation, screen: str
) -> None:
    context = browser.new_context(
        base_url=behind.url,
        viewport=SCREENS[screen],
        reduced_motion="reduce",
    )
    visitor = Visitor(context.new_page(), behind.url)
    problems = {path: visitor.problems(path, code, way, status) for path, code, way, status in PAGES}
    context.close()
    assert {path: found for path, found in problems.items() if found} == {}


def test_a_missing_page_leads_to_the_german_one(page: Page, portal: Installation) -> None:
    page.goto("/ar/impressum/")
    offer = page.get_by_role("main").get_by_role("link", name="Impressum")
    expect(offer).to_have_attribute("lang", "de")
    assert offer.evaluate("link => getComputedStyle(link).direction") == "ltr"
    offer.click()
    expect(page).to_have_url(f"{portal.url}/de/impressum/")


def test_the_banner_of_a_translation_behind_names_the_new_section(page: Page, behind: Installation) -> None:
    page.goto("/ar/so-funktioniert-beteiligung/")
    banner = page.locator(".sd-translation-state")
    banner.locator("summary").click()
    new = banner.get_by_text("Neu: ein Beirat")
    expect(new).to_be_visible()
    assert new.evaluate("words => getComputedStyle(words).direction") == "ltr"
    assert banner.evaluate("aside => getComputedStyle(aside).direction") == "rtl"


def test_easy_german_is_one_click_away_and_larger(page: Page, portal: Installation) -> None:
    page.goto("/de/leichte-sprache/")
    size = "main => parseFloat(getComputedStyle(main).fontSize)"
    plain = page.locator("main").evaluate(size)
    page.get_by_role("main").get_by_role("link", name="Leichte Sprache").first.click()
    expect(page).to_have_url(f"{portal.url}/de-simple/leichte-sprache/")
    assert page.locator("main").evaluate(size) > plain


@pytest.mark.parametrize("path", ["", "impressum/", "verfahren/leitlinien/entwurf/versions/1/"])
def test_the_way_to_easy_german_lies_above_the_header(page: Page, path: str) -> None:
    page.goto(f"/de/{path}")
    strip = page.locator(".sd-easy-twin").bounding_box()
    header = page.locator(".sd-page-header").bounding_box()
    assert strip is not None
    assert header is not None
    assert strip["y"] + strip["height"] == pytest.approx(header["y"], abs=1)
