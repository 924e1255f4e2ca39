"""What lies over what: open lists lie over the page, and the link that covers a card covers nothing else in it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation

TYPED = {"de": "Methodenk", "ar": "المشار"}
# The elements of which another one lies over the middle, as readers' clicks meet them.
COVERED = """elements => elements.filter(element => {
    element.scrollIntoView({block: 'center', behavior: 'instant'});
    const box = element.getClientRects()[0];
    const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box && top !== element && !element.contains(top);
}).map(element => element.outerHTML.slice(0, 160))"""


@pytest.fixture(params=[1280, 360])
def visitor(request: pytest.FixtureRequest, browser: Browser, portal: Installation) -> Page:
    context = browser.new_context(base_url=portal.url, viewport={"width": request.param, "height": 800})
    request.addfinalizer(context.close)
    return context.new_page()


@pytest.mark.parametrize("box", ["#search-home", "#search-page"])
@pytest.mark.parametrize("language", TYPED)
def test_the_suggestions_lie_over_what_follows(
    visitor: Page, portal: Installation, language: str, box: str
) -> None:
    portal.wait_until_found(language, {"de": "Methodenkoffer", "ar": "المشاركة"}[language])
    visitor.goto(f"/{language}/" if box == "#search-home" else f"/{language}/search/")
    visitor.locator(box).click()
    visitor.keyboard.type(TYPED[language])
    options = visitor.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_be_visible()

    assert visitor.locator("[role=option]:visible").evaluate_all(COVERED) == []


@pytest.mark.parametrize("language", TYPED)
@pytest.mark.parametrize("path", ["", "verfahren/leitlinien/", "verfahren/leitlinien/entwurf/versions/"])
def test_every_link_of_a_card_is_itself_under_the_pointer(visitor: Page, path: str, language: str) -> None:
    visitor.goto(f"/{language}/{path}")
    links = visitor.locator("main").locator("a, button, summary").locator("visible=true")

    assert links.count() > 0
    assert links.evaluate_all(COVERED) == []


def test_compare_in_the_list_of_versions_compares(visitor: Page) -> None:
    visitor.goto("/de/verfahren/leitlinien/entwurf/versions/")
    # Not the first: another test of the same portal freezes a fourth version.
    link = visitor.get_by_role("link", name="Mit der vorigen Fassung vergleichen")
    link.and_(visitor.locator('[href*="/compare/2/3/"]')).click()

    expect(visitor).to_have_url(re.compile(r"/entwurf/compare/2/3/\?only=changes$"))
