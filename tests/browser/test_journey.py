"""From the editor's desk to the citizen's hit, and back out of the search."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation
from tests.browser.people import Colleague, protocol_pdf

WORD = "Dachbegrünungsfahrplan"
TITLE = "Sondersitzung des Arbeitskreises zur Probe"
PDF = protocol_pdf(
    "Ergebnisprotokoll der Sondersitzung", "Zweite Seite: Aussprache", f"Dritte Seite: der {WORD} kommt."
)


@contextmanager
def colleague(browser: Browser, portal: Installation, role: str) -> Iterator[Colleague]:
    """A person who leaves when the work is done."""
    person = Colleague(browser, portal, role)
    try:
        yield person
    finally:
        person.leave()


def write_meeting(editor: Colleague) -> int:
    """The editor's part: everything but publishing."""
    yesterday = dt.datetime.now() - dt.timedelta(days=1)
    editor.new_meeting("/sitzungen/", TITLE, yesterday)
    editor.attach("ergebnisprotokoll-sondersitzung.pdf", "Ergebnisprotokoll der Sondersitzung", PDF)
    page_id = editor.save_draft()
    expect(editor.page.locator("button[name=action-publish]")).to_have_count(0)
    editor.submit_for_approval()
    return page_id


def find_third_page(citizen: Page) -> str:
    """The citizen's part; answers the address behind the hit."""
    citizen.goto("/de/")
    citizen.locator("#search-home").fill(WORD)
    citizen.keyboard.press("Enter")
    link = citizen.locator('.sd-result__place a[href$=".pdf#page=3"]').first
    expect(link).to_be_visible()
    expect(citizen.locator(".sd-result").first).to_contain_text(TITLE)
    return link.get_attribute("href") or ""


def test_a_protocol_is_written_approved_found_and_withdrawn(
    browser: Browser, portal: Installation, page: Page
) -> None:
    with colleague(browser, portal, "Editor") as editor:
        page_id = write_meeting(editor)
    assert not portal.found("de", WORD)

    with colleague(browser, portal, "Chief editor") as chief:
        chief.edit(page_id)
        chief.approve()
        portal.wait_until_found("de", WORD)
        href = find_third_page(page)
        answer = page.request.get(href)
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.body() == PDF

        chief.unpublish(page_id)
        portal.wait_until_found("de", WORD, found=False)

        chief.publish(page_id)
        portal.wait_until_found("de", WORD)
        chief.make_private(page_id)
        portal.wait_until_found("de", WORD, found=False)
