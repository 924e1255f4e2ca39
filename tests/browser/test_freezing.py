"""The chief editor freezes a version with the buttons of the page."""

import re

from playwright.sync_api import Browser, expect

from portal.accounts.roles import CHIEF_EDITOR
from tests.browser.installation import Installation
from tests.browser.people import Colleague

NUMBER = """
from consultations.models import GuidelinePage
print(GuidelinePage.objects.get(locale__language_code="de").pk)
"""


def test_freeze_and_withdraw(browser: Browser, portal: Installation) -> None:
    chief = Colleague(browser, portal, CHIEF_EDITOR)
    page = chief.page
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    number = portal.manage("shell", "--no-imports", "-c", NUMBER).strip()
    page.goto(f"/admin/pages/{number}/edit/")
    page.goto(f"/admin/guidelines/{number}/versions/freeze/")
    page.locator("#id_label").fill("Vierte Fassung")
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type("Nichts als das Datum")
    # The editor hands its text to the form a moment after it was typed.
    expect(page.locator("[name=changes]")).to_have_value(re.compile("Nichts als das Datum"))
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/freeze/confirm/")
    expect(page.locator("main h2").last).to_contain_text("4")
    expect(page.locator("main")).to_contain_text("Nichts als das Datum")
    page.locator("main form [type=submit]:not([name=add])").click()
    page.wait_for_url(f"**/admin/guidelines/{number}/versions/")
    rows = page.locator("main table tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("Vierte Fassung")
    rows.first.locator("a.no").click()
    page.locator("#id_reason").fill("Nur ein Versuch")
    page.locator("main form [type=submit]").click()
    expect(rows.first).to_contain_text("Nur ein Versuch")
    assert errors == []
    chief.leave()
