"""The combobox of the search boxes: by keyboard alone, announced, and a plain form without script."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation
from tests.browser.visit import RULES

BOXES = {"header": "#search-header", "front page": "#search-home"}


def open_list(page: Page, box: str, text: str = "Methodenk") -> Any:
    """Type into a box and wait for its list."""
    page.locator(box).focus()
    page.keyboard.type(text)
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_be_visible()
    return options


def active(page: Page) -> str:
    """Text of the option the box points at."""
    return str(
        page.evaluate(
            "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText ?? ''"
        )
    )


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_arrows_choose_and_enter_goes_there(page: Page, box: str) -> None:
    page.goto("/de/")
    options = open_list(page, box)
    field = page.locator(box)
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert active(page) == ""

    page.keyboard.press("ArrowDown")
    assert active(page) == options.nth(0).inner_text()
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    assert active(page) == ""
    page.keyboard.press("ArrowUp")
    assert active(page) == options.last.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    address = options.nth(0).get_attribute("data-url")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{address}")


@pytest.mark.parametrize(
    ("address", "box"),
    [("/de/", "#search-header"), ("/de/", "#search-home"), ("/de/search/", "#search-page")],
)
def test_the_list_lies_right_below_its_box(page: Page, address: str, box: str) -> None:
    page.goto(address)
    options = open_list(page, box)
    field, first = page.locator(box).bounding_box(), options.first.bounding_box()
    assert field
    assert first
    assert 0 < first["y"] - (field["y"] + field["height"]) < 20
    assert 0 <= first["x"] - field["x"] < 20


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page) -> None:
    page.goto("/de/")
    open_list(page, "#search-header")
    page.keyboard.press("Enter")

    page.wait_for_url("**/de/search/?q=Methodenk")


def test_escape_closes_the_list_keeps_the_text_and_arrow_opens_it_again(page: Page) -> None:
    page.goto("/de/")
    options = open_list(page, "#search-header")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    expect(options.first).to_be_hidden()
    expect(page.locator("#search-header")).to_have_value("Methodenk")
    expect(page.locator("#search-header")).to_have_attribute("aria-expanded", "false")
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options.first).to_be_hidden()


def test_the_number_of_suggestions_is_announced(page: Page) -> None:
    page.goto("/de/")
    options = open_list(page, "#search-header")
    told = page.locator(".sd-search:has(#search-header) [role=status]")
    expect(told).to_contain_text(str(options.count()))

    page.keyboard.type("zzzz")
    expect(options.first).to_be_hidden()
    expect(told).not_to_be_empty()


def test_on_a_phone_the_box_lies_in_the_menu_and_escape_closes_one_thing(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/de/")
    page.locator(".sd-menu-narrow > summary").focus()
    page.keyboard.press("Enter")
    options = open_list(page, "#search-menu")

    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(page.locator("#search-menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search-menu")).to_be_hidden()


@pytest.mark.parametrize(("language", "text"), [("de", "Methodenk"), ("ar", "المشار")])
@pytest.mark.parametrize("width", [1280, 320])
def test_an_open_list_is_free_of_barriers(
    browser: Browser, portal: Installation, language: str, text: str, width: int
) -> None:
    portal.wait_until_found(language, text if language == "de" else "المشاركة")
    context = browser.new_context(
        base_url=portal.url, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"/{language}/search/")
    open_list(page, "#search-page", text)
    page.keyboard.press("ArrowDown")
    page.evaluate(AXE_SCRIPT)
    result = page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]] == []
    assert sideways <= 0


@pytest.fixture
def plain(browser: Browser, portal: Installation) -> Iterator[Page]:
    """A visitor without JavaScript."""
    context = browser.new_context(base_url=portal.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_it_is_a_plain_form(plain: Page) -> None:
    plain.goto("/de/")
    field = plain.locator("#search-header")
    assert (field.get_attribute("type"), field.get_attribute("role")) == ("search", None)
    field.focus()
    plain.keyboard.type("Methodenkoffer")
    plain.keyboard.press("Enter")

    plain.wait_for_url("**/de/search/?q=Methodenkoffer")


def test_the_slash_is_a_letter_unless_the_portal_makes_it_a_shortcut(page: Page) -> None:
    page.goto("/de/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"

    # What the setting writes into the page, set before the script of the page runs.
    page.add_init_script(
        "document.addEventListener('readystatechange', () => { document.body.dataset.searchKey = '/' })"
    )
    page.goto("/de/")
    page.keyboard.press("/")
    expect(page.locator("#search-header")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search-header")).to_have_value("/")
