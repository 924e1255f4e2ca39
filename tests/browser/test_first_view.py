"""Weight of a first view, reading without JavaScript, and paper."""

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.installation import Installation
from tests.browser.places import pages

KIB = 1024
HEAVIEST_FIRST_VIEW = 80 * KIB
COUNTED = {"Document", "Stylesheet", "Script", "Font"}


def transferred(page: Page, path: str) -> dict[str, float]:
    """Bytes over the wire per kind, with an empty cache."""
    session: CDPSession = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = dict.fromkeys(COUNTED, 0.0)

    def finished(event: dict[str, object]) -> None:
        kind = kinds.get(str(event["requestId"]), "")
        sizes[kind] = sizes.get(kind, 0.0) + float(str(event["encodedDataLength"]))

    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(path, wait_until="networkidle")
    return sizes


@pytest.mark.parametrize("path", ["/de/", "/de/verfahren/leitlinien/", "/de/search/?q=Methodenkoffer"])
def test_first_view_is_light(page: Page, path: str) -> None:
    sizes = transferred(page, path)

    assert all(sizes[kind] > 0 for kind in COUNTED), sizes
    assert sum(sizes[kind] for kind in COUNTED) <= HEAVIEST_FIRST_VIEW, sizes
    assert sizes["Script"] <= 10 * KIB


def test_public_pages_set_no_cookie(page: Page) -> None:
    for path in ("/de/", "/de/search/?q=Methodenkoffer", "/de/methodenkoffer/"):
        page.goto(path)

    assert page.context.cookies() == []


def test_every_page_reads_the_same_without_javascript(browser: Browser, portal: Installation) -> None:
    texts: dict[bool, dict[str, str]] = {}
    for scripted in (True, False):
        context = browser.new_context(base_url=portal.url, locale="de-DE", java_script_enabled=scripted)
        tab = context.new_page()
        texts[scripted] = {}
        for name, path in pages("de").items():
            tab.goto(path)
            texts[scripted][name] = tab.locator("main").inner_text()
        context.close()

    assert texts[True] == texts[False]
    assert min(len(text) for text in texts[False].values()) > 40


def test_paper_carries_the_text_and_no_controls(page: Page) -> None:
    page.goto("/de/verfahren/leitlinien/sitzung-2023-11-08/")
    page.emulate_media(media="print")

    for selector in (".sd-menu--wide", ".sd-header__tools", ".sd-breadcrumb", ".sd-toc", ".sd-footer__menus"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#top-3")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
