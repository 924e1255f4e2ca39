"""Renews the pictures of the handbook from a freshly loaded, running demo; run by hand:

`python -m tests.browser.pictures http://127.0.0.1:8000 var` (address and DATA_DIR). It hands in one session.
"""

import json
import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.installation import ROOT

PICTURES = ROOT / "docs" / "pictures"
COLOURS = 96
CONSULTATION, NEWS = "Leitlinien für Bürger:innenbeteiligung", "Aktuelles"


def keep(page: Page, name: str) -> None:
    """Photograph what is visible and store it with few colours, so that the repository stays small."""
    page.wait_for_timeout(800)
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    PICTURES.mkdir(exist_ok=True)
    image.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


def id_of(page: Page, title: str, kind: str) -> str:
    """Number of the page of this type with this title, as the editors' tree tells it."""
    page.goto(f"/admin/pages/search/?q={title}")
    row = page.locator("tr", has=page.get_by_role("link", name=title, exact=True)).filter(has_text=kind)
    address = row.first.get_by_role("link", name=title, exact=True).get_attribute("href") or ""
    return "".join(re.findall(r"\d+", address)[:1])


def new_session(page: Page) -> None:
    """Fill in what a new session needs."""
    parent = id_of(page, CONSULTATION, "Beteiligungsverfahren")
    page.goto(f"/admin/pages/add/consultations/meetingpage/{parent}/")
    page.fill("#id_title", "Arbeitskreis am 24. November 2027")
    page.fill("#id_start", "24.11.2027 18:00")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")


def as_editor(page: Page) -> None:
    """All pictures of the editor's work; hands in a session at the end."""
    page.goto("/admin/meetings/")
    keep(page, "sessions")
    page.goto("/admin/reports/document-texts/")
    keep(page, "document-texts")
    page.goto(f"/admin/pages/add/home/newspage/{id_of(page, NEWS, 'Nachrichten')}/")
    page.locator(".c-sf-add-button").first.click()
    keep(page, "blocks")
    new_session(page)
    keep(page, "session")
    page.locator("button:has-text('Entwurf speichern')").first.click()
    page.wait_for_url(re.compile(r"/edit/"))
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.locator("button:has-text('einreichen'):visible").first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def log_in(browser: Browser, address: str, login: dict[str, str]) -> Page:
    """A browser of its own for one person."""
    page = browser.new_context(
        base_url=address, locale="de-DE", viewport={"width": 1280, "height": 860}
    ).new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", login["email"])
    page.fill("[name=password]", login["password"])
    page.click("button[type=submit]")
    page.wait_for_load_state()
    return page


def main(address: str, data_dir: str) -> None:
    """Make all pictures."""
    logins = {login["role"]: login for login in json.loads((Path(data_dir) / "demo-logins.json").read_text())}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_context(
            base_url=address, locale="de-DE", viewport={"width": 1280, "height": 860}
        ).new_page()
        page.goto("/de/")
        keep(page, "home")
        as_editor(log_in(browser, address, logins["Editor"]))
        keep(log_in(browser, address, logins["Chief editor"]), "approval")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
