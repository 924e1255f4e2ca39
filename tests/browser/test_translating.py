"""A page on its way into Turkish: sent, translated, reviewed, published, outdated, brought up to date."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from tests.browser.installation import Installation
from tests.browser.people import Colleague
from tests.browser.pictures_of_languages import number_of, translation_of

# No other browser test reads this page.
PATH = "datenschutz/"
GERMAN, TURKISH = f"/de/{PATH}", f"/tr/{PATH}"
BEFORE, AFTER = "Özet", "Yeni özet"
CHANGED = "Welche Daten das Portal braucht und wann es sie löscht."


@pytest.fixture
def chief(browser: Browser, portal: Installation) -> Iterator[Colleague]:
    person = Colleague(browser, portal, CHIEF_EDITOR)
    yield person
    person.leave()


@pytest.fixture
def translator(browser: Browser, portal: Installation) -> Iterator[Colleague]:
    person = Colleague(browser, portal, TRANSLATOR)
    yield person
    person.leave()


def submit(chief: Colleague, number: int) -> int:
    """Send the page to the Turkish translators; answers the number of the draft."""
    chief.page.goto(f"/admin/localize/submit/page/{number}/")
    chief.page.get_by_label("Türkçe").check()
    chief.page.get_by_role("button", name="Absenden").click()
    chief.page.wait_for_url("**/translators/submissions/*/")
    expect(chief.page.locator("main")).to_contain_text("Alle Übersetzungen sind Entwürfe")
    return translation_of(chief.page, number, "tr")


def open_parts(page: Page) -> Locator:
    return page.get_by_role("button", name="Übersetzen", exact=True)


def translate(translator: Colleague, draft: int, *, summary: str) -> int:
    """Fill in every open part; answers how many there were."""
    page = translator.page
    translator.edit(draft)
    open_parts(page).first.wait_for()
    number = open_parts(page).count()
    for left in range(number, 0, -1):
        open_parts(page).first.click()
        field = page.locator(".js-translation-editor textarea")
        field.fill(summary if left == number else f"Bölüm {left}")
        page.get_by_role("button", name="Speichern", exact=True).click()
        expect(open_parts(page)).to_have_count(left - 1)
    return number


def step(person: Colleague, draft: int, name: str, state: str) -> None:
    """Go to the desk over the menu of the editor, press a button there, read the state."""
    page = person.page
    person.edit(draft)
    page.locator("header").get_by_role("button", name="Aktionen").click()
    page.get_by_role("link", name=re.compile("^Übersetzung: ")).click()
    page.get_by_role("button", name=name).click()
    expect(page.locator("main table").first).to_contain_text(state)


def publish(chief: Colleague, draft: int) -> None:
    chief.edit(draft)
    chief.page.get_by_role("button", name="Veröffentlichen in Türkçe").click()
    expect(chief.page.locator(".messages .success")).to_be_visible()


def change(chief: Colleague, number: int) -> None:
    chief.edit(number)
    chief.page.locator("#id_summary").fill(CHANGED)
    chief.save_draft()
    chief.publish(number)


def bring_up_to_date(chief: Colleague, number: int) -> None:
    """Send the changed parts."""
    chief.edit(number)
    chief.page.locator("header").get_by_role("button", name="Aktionen").click()
    chief.page.get_by_role("link", name="Synchronisiere übersetzte Seiten").click()
    chief.page.locator("main form [type=submit]").click()
    expect(chief.page.locator(".messages .success")).to_be_visible()


def test_a_page_becomes_turkish_falls_behind_and_follows(
    page: Page, chief: Colleague, translator: Colleague
) -> None:
    number = number_of(chief.page, PATH)
    draft = submit(chief, number)
    assert page.request.get(TURKISH).status == 404

    parts = translate(translator, draft, summary=BEFORE)
    assert parts > 1
    step(translator, draft, "Zur Prüfung übergeben", "bereit zur Prüfung")
    assert translator.page.get_by_role("button", name="Als geprüft kennzeichnen").count() == 0
    step(chief, draft, "Als geprüft kennzeichnen", "geprüft")
    assert page.request.get(TURKISH).status == 404
    publish(chief, draft)
    banner = page.locator(".sd-translation-state")
    page.goto(TURKISH)
    expect(page.locator("main")).to_contain_text(BEFORE)
    expect(banner).to_have_count(0)

    change(chief, number)
    page.goto(GERMAN)
    expect(page.locator("main")).to_contain_text(CHANGED)
    page.goto(TURKISH)
    expect(banner).to_be_visible()
    expect(banner.get_by_role("link")).to_have_attribute("href", re.compile(f"{GERMAN}$"))
    expect(page.locator("main")).to_contain_text(BEFORE)

    bring_up_to_date(chief, number)
    assert translate(translator, draft, summary=AFTER) == 1
    step(translator, draft, "Zur Prüfung übergeben", "bereit zur Prüfung")
    step(chief, draft, "Als geprüft kennzeichnen", "geprüft")
    publish(chief, draft)
    page.goto(TURKISH)
    expect(page.locator("main")).to_contain_text(AFTER)
    expect(banner).to_have_count(0)

    chief.unpublish(draft)
    assert page.request.get(TURKISH).status == 404
