"""An alert from the page of hits to the way out, without JavaScript; and a click that is counted with it."""

import re
import time

from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation
from tests.browser.places import HIT

LONGEST_WAIT = 30


def wait_for(portal: Installation, name: str, pattern: str) -> str:
    """The last match in a file of the installation; the worker prints its mails into its log."""
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline:
        path = portal.folder / name
        found = re.findall(pattern, path.read_text(errors="replace")) if path.exists() else []
        if found:
            return str(found[-1])
        time.sleep(0.2)
    raise AssertionError(f"{pattern} is not in {name}")


def test_an_alert_needs_no_script(browser: Browser, portal: Installation) -> None:
    portal.wait_until_found("de", HIT["de"])
    context = browser.new_context(base_url=portal.url, locale="de-DE", java_script_enabled=False)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"/de/search/?q={HIT['de']}")
    page.locator("main a[href^='/de/search/alert/']").click()
    page.locator("[name=email]").fill("leserin@example.org")
    page.locator("[name=frequency][value=weekly]").check()
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(f"{portal.url}/de/search/alert/sent/")

    page.goto(wait_for(portal, "serve.log", rf"{portal.url}/de/search/alert/confirm/[\w:-]+/"))
    page.locator("main form [type=checkbox]").check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main h2")).to_have_text(HIT["de"])
    expect(page.locator("main select")).to_have_value("weekly")

    page.locator("button[value=leave_all]").click()
    expect(page.locator("main h1")).to_be_visible()
    assert "active alerts: 0" in portal.manage("alerts")
    context.close()


def test_a_click_on_a_hit_is_counted(page: Page, portal: Installation) -> None:
    portal.wait_until_found("de", HIT["de"])
    page.goto(f"/de/search/?q={HIT['de']}")
    assert page.context.cookies() == []
    page.locator(".sd-results a").first.click()
    page.wait_for_load_state()
    line = rf'\["[\d-]+","de","{HIT["de"].lower()}",\d+,"clicked"\]'
    assert wait_for(portal, "questions/waiting.jsonl", line)
