"""The portal by keyboard alone, and its search without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation

LONGEST_WALK = 200

# What has the focus now: can it be seen, is it free of other content, and which stop is it?
STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const marked = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2);
  const card = element.closest(".sd-card");
  return {
    name: element.outerHTML.slice(0, 100),
    key: `${element.tagName} ${Math.round(box.x)} ${Math.round(box.y + scrollY)} ${element.textContent.trim()}`,
    visible: marked(element) || (card !== null && marked(card)),
    covered: top !== null && !element.contains(top) && !top.contains(element),
    inside: box.top >= 0 && box.bottom <= innerHeight && box.width > 0,
  };
}"""


def walk(page: Page) -> list[dict[str, object]]:
    """Press Tab until the page's end; every stop once."""
    stops: list[dict[str, object]] = []
    for _press in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or any(stop["key"] == known["key"] for known in stops):
            return stops
        stops.append(stop)
    raise AssertionError(f"no end after {LONGEST_WALK} stops")


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def visitor(request: pytest.FixtureRequest, browser: Browser, portal: Installation) -> Iterator[Page]:
    """A visitor with and without JavaScript."""
    context = browser.new_context(base_url=portal.url, locale="de-DE", java_script_enabled=request.param)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/de/")

    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_class("sd-skip")
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/de/", "/ar/", "/de/search/?q=Methodenkoffer", "/de/methodenkoffer/"])
def test_tab_walk_shows_the_focus_everywhere_and_ends(page: Page, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(path)

    stops = walk(page)

    assert len(stops) > 10
    assert [stop["name"] for stop in stops if not stop["visible"]] == []
    assert [stop["name"] for stop in stops if stop["covered"] or not stop["inside"]] == []


def test_menu_of_a_narrow_screen_opens_and_closes(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/de/")
    summary = page.locator(".sd-menu-narrow > summary")
    entry = page.locator(".sd-menu-narrow").get_by_role("link", name="Methodenkoffer")
    expect(entry).to_be_hidden()

    summary.focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(summary).to_be_focused()

    page.keyboard.press("Enter")
    entry.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/methodenkoffer/")


def test_language_switch_leads_to_the_same_page_in_the_other_language(visitor: Page) -> None:
    visitor.goto("/de/glossar/")
    visitor.locator(".sd-languages > summary").focus()
    visitor.keyboard.press("Enter")
    visitor.locator(".sd-languages a[hreflang=ar]").focus()
    visitor.keyboard.press("Enter")

    visitor.wait_for_url("**/ar/glossar/")
    expect(visitor.locator("html")).to_have_attribute("dir", "rtl")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("المصطلحات")


def test_search_lands_on_the_agenda_item(visitor: Page) -> None:
    visitor.goto("/de/")
    visitor.locator("#search-home").focus()
    visitor.keyboard.type("Klebepunkten")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/de/search/?q=Klebepunkten")
    visitor.locator('.sd-result__place a[href$="#top-3"]').first.focus()
    visitor.keyboard.press("Enter")

    visitor.wait_for_url("**/sitzung-2023-11-08/#top-3")
    expect(visitor.locator("#top-3")).to_be_in_viewport()
    expect(visitor.locator("#top-3")).to_contain_text("Klebepunkten")


def test_search_leads_to_the_page_of_the_protocol(visitor: Page) -> None:
    visitor.goto("/de/search/?q=Klebepunkten")

    link = visitor.locator('.sd-result__place a[href*=".pdf#page="]').first
    href = link.get_attribute("href") or ""

    answer = visitor.request.get(href.split("#")[0])
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF-")
