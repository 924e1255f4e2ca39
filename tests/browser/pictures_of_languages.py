"""Renews the pictures of the translators' handbook and of guideline versions; run by hand, like `pictures`.

`python -m tests.browser.pictures_of_languages http://127.0.0.1:8000 var`. It submits a session and changes another.
"""

import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.pictures import keep, log_in

CASE = "verfahren/leitlinien"
CHANGED = f"{CASE}/sitzung-2023-11-08/"
PHONE: ViewportSize = {"width": 390, "height": 844}


def number_of(page: Page, path: str) -> int:
    """Id of the German page at an address."""
    found = page.request.get(f"/admin/api/main/pages/find/?html_path=/{path}", max_redirects=0)
    return int(found.headers["location"].rstrip("/?").rpartition("/")[2])


def translation_of(page: Page, number: int, language: str) -> int:
    """Id of a translation, draft or not."""
    address = f"/admin/api/main/pages/?translation_of={number}&locale={language}"
    return int(page.request.get(address).json()["items"][0]["id"])


def versions(page: Page) -> None:
    """What chief editors and readers see of versions, and the file that comes back."""
    number = number_of(page, f"{CASE}/entwurf/")
    page.goto(f"/admin/guidelines/{number}/versions/")
    keep(page, "versions")
    page.goto(f"/admin/guidelines/{number}/versions/freeze/")
    keep(page, "freeze")
    page.goto(f"/de/{CASE}/entwurf/compare/1/3/?view=side&only=changes")
    page.locator(".sd-comparison").first.scroll_into_view_if_needed()
    keep(page, "comparison")
    page.goto(f"/de/{CASE}/entwurf/versions/3/")
    link = page.locator("a[href$='.docx']").first.evaluate("link => link.pathname")
    file = page.request.get(link).body()
    page.goto(f"/admin/guidelines/{number}/import/")
    page.locator("input[type=file]").set_input_files(
        {"name": "entwurf.docx", "mimeType": "application/octet-stream", "buffer": file}
    )
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/import/*-*/")
    keep(page, "import")


def submission(page: Page) -> int:
    """Send a session to the Turkish translator; answers the number of the draft."""
    number = number_of(page, f"{CASE}/sitzung-2023-12-06/")
    page.goto(f"/admin/localize/submit/page/{number}/")
    page.get_by_label("Türkçe").check()
    keep(page, "translation-submit")
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/translators/submissions/*/")
    return translation_of(page, number, "tr")


def change(page: Page) -> int:
    """Another summary of a German session; answers the number of its Turkish translation."""
    number = number_of(page, CHANGED)
    page.goto(f"/admin/pages/{number}/edit/")
    page.locator("#id_summary").fill("Kommunikationskonzept, Grundsätze und Schwellen.")
    page.get_by_role("button", name="Entwurf speichern").click()
    page.locator(".messages .success").wait_for()
    page.goto(f"/admin/approval/alone/page/{number}/publish/")
    page.locator("#id_reason").fill("Nur für die Bilder des Handbuchs.")
    page.locator("main form [type=submit]").click()
    page.locator(".messages .success").wait_for()
    return translation_of(page, number, "tr")


def banner(browser: Browser, address: str) -> None:
    """What a reader of Arabic sees on a phone."""
    page = browser.new_context(base_url=address, locale="ar", viewport=PHONE).new_page()
    page.goto(f"/ar/{CHANGED}")
    notice = page.locator(".sd-translation-state")
    notice.locator("summary").click()
    notice.scroll_into_view_if_needed()
    keep(page, "translation-banner")


def main(address: str, data_dir: str) -> None:
    """Make all pictures."""
    logins = {login["role"]: login for login in json.loads((Path(data_dir) / "demo-logins.json").read_text())}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        chief = log_in(browser, address, logins["Chief editor"])
        versions(chief)
        draft, behind = submission(chief), change(chief)
        banner(browser, address)
        translator = log_in(browser, address, logins["Translator"])
        translator.goto(f"/admin/pages/{draft}/edit/")
        keep(translator, "translation-parts")
        translator.goto(f"/admin/translators/pages/{behind}/")
        keep(translator, "translation-desk")
        translator.goto("/admin/translators/")
        keep(translator, "translation-dashboard")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
