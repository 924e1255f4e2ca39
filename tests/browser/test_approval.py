"""A change to a live session, submitted and approved by mouse while the browser saves by itself."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation
from tests.browser.people import Colleague

PATH = "/de/verfahren/leitlinien/sitzung-2023-12-06/"
ITEM = "Nachtrag zur Geschäftsordnung"
SHOWN = """
from wagtail.models import Page
page = Page.objects.get(pk={number})
print("STATE", page.has_unpublished_changes, page.live_revision_id == page.latest_revision_id)
"""


def number_of(colleague: Colleague, path: str) -> int:
    """The number of the page at an address, by the admin's own list."""
    answer = colleague.page.request.get(f"/admin/api/main/pages/?slug={path.rstrip('/').rsplit('/', 1)[1]}")
    return int(next(one["id"] for one in answer.json()["items"] if one["meta"]["locale"] == "de"))


def test_a_new_row_is_public_after_the_click(browser: Browser, portal: Installation, page: Page) -> None:
    editor = Colleague(browser, portal, "Editor")
    number = number_of(editor, PATH)
    editor.edit(number)
    editor.page.locator("#id_agenda_items-ADD").click()
    row = int(editor.page.locator("#id_agenda_items-TOTAL_FORMS").input_value()) - 1
    editor.page.locator(f"#id_agenda_items-{row}-title").fill(ITEM)
    editor.submit_for_approval()
    editor.leave()

    chief = Colleague(browser, portal, "Chief editor")
    chief.edit(number)
    # Typing and taking it back wakes the browser, which then saves beside the click.
    summary = chief.page.locator("#id_summary")
    before = summary.input_value()
    summary.press_sequentially("x")
    summary.press("Backspace")
    expect(summary).to_have_value(before)
    chief.approve()
    expect(chief.page.locator(".messages .success")).to_contain_text("ist freigegeben und veröffentlicht")
    chief.page.wait_for_timeout(1500)
    chief.leave()

    page.goto(PATH)
    expect(page.locator("main")).to_contain_text(ITEM)
    told = portal.manage("shell", "--no-imports", "-c", SHOWN.format(number=number))
    assert "STATE False True" in told
