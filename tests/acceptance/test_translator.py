"""A page on its way into Turkish, with a mail for whoever is next."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from tests.acceptance.installation import City
from tests.acceptance.people import Person
from tests.acceptance.post import text_of
from tests.browser.pictures_of_languages import translation_of

# No other acceptance test changes this page.
PATH = "datenschutz/"
SUMMARY = "Kabul için özet"


def test_a_page_is_translated_handed_over_and_published(
    demo: City, citizen: Page, person: Callable[[str], Person]
) -> None:
    chief, translator = person(CHIEF_EDITOR), person(TRANSLATOR)
    number = chief.id_of(PATH)
    draft = submit(chief, number)
    demo.post.wait(translator.email, pattern="(?i)datenschutz")
    assert demo.get(f"/tr/{PATH}").status == 404

    translate(translator, draft)
    step(translator, draft, "Zur Prüfung übergeben", "bereit zur Prüfung")
    letter = text_of(demo.post.wait(chief.email, pattern=f"/{draft}/"))
    chief.page.goto("/admin/")
    expect(chief.page.locator(f"main a[href*='/{draft}/']").first).to_be_visible()

    link = re.search(rf"https://\S+/{draft}/\S*", letter)
    assert link, letter
    chief.page.goto(demo.path_of(link[0]))
    take(chief, "Als geprüft kennzeichnen", "geprüft")
    assert demo.get(f"/tr/{PATH}").status == 404
    chief.edit(draft)
    chief.page.get_by_role("button", name="Veröffentlichen in Türkçe").click()
    expect(chief.page.locator(".messages .success")).to_be_visible()
    citizen.goto(f"/tr/{PATH}")
    expect(citizen.locator("main")).to_contain_text(SUMMARY)
    demo.wait_until_found("tr", "Kabul")


def test_the_first_button_of_a_translation_is_never_deletion(
    demo: City, person: Callable[[str], Person]
) -> None:
    """The main button leads on."""
    chief, translator = person(CHIEF_EDITOR), person(TRANSLATOR)
    draft = submit(chief, chief.id_of("barrierefreiheit/"))
    translator.edit(draft)
    open_parts(translator.page).first.wait_for()
    main = translator.page.locator("footer button:visible, footer a.button:visible").first
    expect(main).to_be_visible()
    expect(main).not_to_have_text(re.compile("Löschen"))


def submit(chief: Person, number: int) -> int:
    """Send the page to the Turkish translators; answers the number of the draft."""
    chief.page.goto(f"/admin/localize/submit/page/{number}/")
    chief.page.get_by_label("Türkçe").check()
    chief.page.get_by_role("button", name="Absenden").click()
    chief.page.wait_for_url("**/translators/submissions/*/")
    expect(chief.page.locator("main")).to_contain_text("Alle Übersetzungen sind Entwürfe")
    return translation_of(chief.page, number, "tr")


def open_parts(page: Page) -> Locator:
    """Buttons of the parts that have no translation yet."""
    return page.get_by_role("button", name="Übersetzen", exact=True)


def translate(translator: Person, draft: int) -> None:
    """Fill in every open part, the summary first."""
    page = translator.page
    translator.edit(draft)
    open_parts(page).first.wait_for()
    number = open_parts(page).count()
    assert number > 1
    for left in range(number, 0, -1):
        open_parts(page).first.click()
        page.locator(".js-translation-editor textarea").fill(SUMMARY if left == number else f"Bölüm {left}")
        page.get_by_role("button", name="Speichern", exact=True).click()
        expect(open_parts(page)).to_have_count(left - 1)


def step(person: Person, draft: int, name: str, state: str) -> None:
    """Go to the desk over the menu of the editor, press a button there, read the state."""
    person.edit(draft)
    person.page.locator("header").get_by_role("button", name="Aktionen").click()
    person.page.get_by_role("link", name=re.compile("^Übersetzung: ")).click()
    take(person, name, state)


def take(person: Person, name: str, state: str) -> None:
    """Press a button of the desk that is open, read the state."""
    person.page.get_by_role("button", name=name).click()
    expect(person.page.locator("main table").first).to_contain_text(state)
