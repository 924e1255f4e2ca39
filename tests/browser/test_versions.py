"""Citing and comparing versions of a guideline, with and without JavaScript."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.installation import Installation

TEXT = "/de/verfahren/leitlinien/entwurf/"


def test_a_citation_is_copied_with_one_press(page: Page, portal: Installation) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=portal.url)
    page.goto(f"{TEXT}versions/1/")
    citation = page.locator(".sd-paragraph .sd-cite").first
    citation.locator("summary").press("Enter")
    citation.locator("button").press("Enter")

    expect(citation.locator("[role=status]")).to_have_text("kopiert")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == citation.locator("textarea").input_value()
    assert re.search(r"/p/[0-9a-f]{8}\?v=1$", copied)


def test_versions_are_compared_and_cited_without_javascript(browser: Browser, portal: Installation) -> None:
    context = browser.new_context(base_url=portal.url, locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{TEXT}versions/")
    page.select_option("#compare-old", "1")
    page.select_option("#compare-new", "3")
    page.select_option("#compare-view", "side")
    page.locator("main form button").click()

    expect(page).to_have_url(re.compile(r"compare/1/3/\?view=side&only=changes$"))
    expect(page.locator(".sd-sides").first).to_be_visible()
    page.goto(f"{TEXT}versions/1/")
    citation = page.locator(".sd-paragraph .sd-cite").first
    citation.locator("summary").click()
    expect(citation.locator("textarea")).to_be_visible()
    expect(citation.locator("button")).to_be_hidden()
    context.close()


def test_every_mark_says_what_it_means_to_those_who_hear_it(page: Page) -> None:
    page.goto(f"{TEXT}compare/1/3/")
    marks = page.locator(".sd-comparison :is(ins, del)")
    assert marks.count() > 5
    for mark in marks.all():
        words = mark.locator(":scope > .sd-visually-hidden").all_inner_texts()
        assert len(words) == 2
        assert all(words)


def test_a_short_address_opens_the_paragraph_it_names(page: Page) -> None:
    page.goto(f"{TEXT}versions/1/")
    address = page.locator(".sd-paragraph textarea").first.input_value().rsplit(" ", 1)[1]
    page.goto(address)
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(rf"{TEXT}versions/1/#p-[0-9a-f]{{8}}$"))
