"""The week of an editor and a chief editor: log in, upload, prepare, submit, approve, change, approve again."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from tests.acceptance.installation import City
from tests.acceptance.people import Person, loaded_pictures, log_in
from tests.acceptance.pictures import png
from tests.browser.people import protocol_pdf

CASE = "verfahren/leitlinien/"
LAST_WEEK = dt.timedelta(days=7)
Log = Callable[[str], Person]


def test_a_wrong_password_is_refused_and_the_right_one_opens(browser: Browser, demo: City) -> None:
    email, password = demo.password(EDITOR)
    context = demo.context(browser)
    page = context.new_page()
    log_in(page, email, f"{password}-falsch")
    expect(page).to_have_url(f"{demo.url}/admin/login/")
    expect(page.locator(".messages .error, .error-message").first).to_be_visible()
    log_in(page, email, password)
    expect(page).to_have_url(f"{demo.url}/admin/")
    context.close()


def test_an_uploaded_image_is_seen_by_editors_and_readers(demo: City, person: Log, citizen: Page) -> None:
    editor = person(EDITOR)
    editor.upload_image("brunnen.png", png("seagreen"), "Ein Brunnen")
    editor.page.goto("/admin/images/")
    pictures = editor.pictures()
    assert pictures
    assert [address for address, came in pictures.items() if not came] == []

    chief = person(CHIEF_EDITOR)
    chief.edit(chief.id_of("so-funktioniert-beteiligung/"))
    chief.insert_image("brunnen", "Ein grüner Brunnen", "So sieht der Brunnen aus.")
    chief.publish_now()
    citizen.goto("/de/so-funktioniert-beteiligung/")
    expect(citizen.locator("img[alt='Ein grüner Brunnen']")).to_be_visible()
    shown = loaded_pictures(citizen)
    assert shown
    assert all(shown.values()), shown


def test_a_session_is_prepared_approved_changed_and_approved_again(
    demo: City, person: Log, citizen: Page
) -> None:
    """An approval publishes what was submitted, also when rows came to a page that was live already."""
    title = "Sitzung zur Abnahme"
    path = f"/de/{CASE}sitzung-zur-abnahme/"
    editor, chief = person(EDITOR), person(CHIEF_EDITOR)
    editor.new_meeting(f"/{CASE}", title, dt.datetime.now() - LAST_WEEK)
    number = editor.save_draft()
    assert citizen.goto(path).status == 404  # type: ignore[union-attr]
    hand_over(editor, chief, number)
    citizen.goto(path)
    expect(citizen.locator("main")).to_contain_text("Begrüßung und Rückblick")

    editor.edit(number)
    row = editor.add_row("agenda_items")
    editor.page.locator(f"{row}-number").fill("2")
    editor.page.locator(f"{row}-title").fill("Nachgetragener Punkt")
    hand_over(editor, chief, number)
    citizen.goto(path)
    expect(citizen.locator("main")).to_contain_text("Nachgetragener Punkt")

    editor.edit(number)
    editor.attach("ergebnisprotokoll-abnahme.pdf", "Ergebnisprotokoll zur Abnahme", protocol_pdf("Ergebnis"))
    hand_over(editor, chief, number)
    citizen.goto(path)
    link = citizen.get_by_role("main").get_by_role("link", name="Ergebnisprotokoll zur Abnahme").first
    file = citizen.request.get(link.get_attribute("href") or "")
    assert (file.status, file.headers["content-type"]) == (200, "application/pdf")


def test_a_milestone_is_added_to_a_live_consultation(demo: City, person: Log, citizen: Page) -> None:
    editor, chief = person(EDITOR), person(CHIEF_EDITOR)
    number = editor.id_of(CASE)
    editor.edit(number)
    row = editor.add_row("milestones")
    editor.page.locator(f"{row}-title").fill("Abnahme durch den Beirat")
    editor.page.locator(f"{row}-date").fill(f"{dt.date.today() + LAST_WEEK:%d.%m.%Y}")
    # The calendar lies over the buttons until the field is left.
    editor.page.keyboard.press("Tab")
    hand_over(editor, chief, number)
    citizen.goto(f"/de/{CASE}")
    expect(citizen.locator("main")).to_contain_text("Abnahme durch den Beirat")


def test_items_without_protocol_text_stay_when_another_gets_one(
    demo: City, person: Log, citizen: Page
) -> None:
    editor, chief = person(EDITOR), person(CHIEF_EDITOR)
    editor.new_meeting(f"/{CASE}", "Sitzung mit halbem Protokoll", dt.datetime.now() - LAST_WEEK)
    row = editor.add_row("agenda_items")
    editor.page.locator(f"{row}-number").fill("2")
    editor.page.locator(f"{row}-title").fill("Punkt mit Protokoll")
    editor.page.locator(f"{row}-protocol_text").fill("Es wurde lange gesprochen.")
    number = editor.save_draft()
    hand_over(editor, chief, number)
    citizen.goto(f"/de/{CASE}sitzung-mit-halbem-protokoll/")
    for words in ("Begrüßung und Rückblick", "Punkt mit Protokoll", "Es wurde lange gesprochen."):
        expect(citizen.locator("main")).to_contain_text(words)


def test_an_editor_can_hand_in_news(demo: City, person: Log, citizen: Page) -> None:
    """Every page an editor may write has a way to the public."""
    editor, chief = person(EDITOR), person(CHIEF_EDITOR)
    editor.page.goto(f"/admin/pages/add/home/newspage/{editor.id_of('aktuelles/')}/")
    editor.page.locator("#id_title").press_sequentially("Nachricht zur Abnahme")
    editor.page.locator("#id_summary").fill("Eine Redakteurin reicht eine Nachricht ein.")
    number = editor.save_draft()
    hand_over(editor, chief, number)
    citizen.goto("/de/aktuelles/nachricht-zur-abnahme/")
    expect(citizen.locator("h1")).to_have_text("Nachricht zur Abnahme")


def test_nobody_approves_what_they_wrote(demo: City, person: Log, citizen: Page) -> None:
    """The chief editor alone cannot bring an own change of a live consultation to readers without a reason."""
    chief = person(CHIEF_EDITOR)
    number = chief.id_of(CASE)
    chief.edit(number)
    chief.page.locator("#id_goal").fill("Ein Ziel, das niemand gegengelesen hat.")
    chief.save()
    actions = chief.actions()
    for button in ("action-publish", "action-submit"):
        found = actions.locator(f"button[name={button}]:visible")
        if found.count():
            found.first.click()
            chief.page.wait_for_load_state("load")
            break
    citizen.goto(f"/de/{CASE}")
    expect(citizen.locator("h1")).to_be_visible()
    expect(citizen.locator("main")).not_to_contain_text("niemand gegengelesen")


@pytest.mark.parametrize("path", ["", "pages/", "images/", "documents/", "meetings/", "reports/"])
def test_the_first_screens_name_no_address_that_is_missing(demo: City, person: Log, path: str) -> None:
    """Whatever a chief editor's screen links to opens."""
    chief = person(CHIEF_EDITOR)
    chief.page.goto(f"/admin/{path}")
    # Actions for many at once are shown when something is ticked, and name it then.
    links = chief.page.locator("main a[href^='/admin/']:visible:not([href*='/bulk/'])").all()
    hrefs = {link.get_attribute("href") or "" for link in links}
    broken = {
        href: status for href in sorted(hrefs)[:12] if (status := chief.page.request.get(href).status) >= 400
    }
    assert broken == {}


def hand_over(editor: Person, chief: Person, number: int) -> None:
    """Submit the page that is open, be told so by mail, approve it; nothing unpublished stays behind."""
    editor.submit_for_approval()
    chief.edit(number)
    chief.approve()
    assert not chief.has_draft(number)
