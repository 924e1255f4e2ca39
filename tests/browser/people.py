"""What editors do in the administration, in the words of the task rather than of the page."""

import datetime as dt
import io
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.browser.installation import Installation

ADMIN_TIMEOUT = 30_000


def protocol_pdf(*pages: str) -> bytes:
    """A PDF with one line of text on each page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class Colleague:
    """One person of the city, logged in in a browser of their own."""

    def __init__(self, browser: Browser, portal: Installation, role: str) -> None:
        """Log in with the password of this installation."""
        self.context = browser.new_context(
            base_url=portal.url, locale="de-DE", viewport={"width": 1400, "height": 1000}
        )
        self.context.set_default_timeout(ADMIN_TIMEOUT)
        self.page: Page = self.context.new_page()
        email, password = portal.password(role)
        self.page.goto("/admin/login/")
        self.page.locator("input[name=username]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url("**/admin/")

    def leave(self) -> None:
        """Close the browser."""
        self.context.close()

    def new_meeting(self, list_path: str, title: str, start: dt.datetime) -> None:
        """Begin a session below the list of sessions, with one agenda item."""
        self.page.goto(f"/admin/pages/add/consultations/meetingpage/{self._page_id(list_path)}/")
        # Typed, because the address of the page is made from the title while it is written.
        self.page.locator("#id_title").press_sequentially(title)
        self._choose("#id_organization-chooser")
        self.page.locator("#id_start").fill(f"{start:%Y-%m-%d %H:%M}")
        # The calendar of the date field lies over what comes next.
        self.page.keyboard.press("Escape")
        self.page.locator("#id_agenda_items-ADD").click()
        self.page.locator("#id_agenda_items-0-number").fill("1")
        self.page.locator("#id_agenda_items-0-title").fill("Begrüßung und Rückblick")

    def attach(self, name: str, title: str, content: bytes) -> None:
        """Upload a result protocol in the file chooser of the session."""
        self.page.locator("#id_documents-ADD").click()
        self.page.locator("#id_documents-0-document-chooser [data-chooser-action-choose]").first.click()
        self.page.locator("#tab-label-upload").click()
        form = self.page.locator("#tab-upload form")
        form.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": content}
        )
        form.locator("[name$=-title]").fill(title)
        form.locator("[name$=-kind]").select_option("results_protocol")
        form.locator("button[type=submit]").click()
        expect(self.page.locator("#id_documents-0-document-title")).to_have_text(title)

    def save_draft(self) -> int:
        """Save and answer the number of the page."""
        self.page.get_by_role("button", name="Entwurf speichern").click()
        self.page.wait_for_url("**/admin/pages/*/edit/")
        return int(Path(self.page.url.rstrip("/")).parent.name)

    def edit(self, page_id: int) -> None:
        """Open the form of a page."""
        self.page.goto(f"/admin/pages/{page_id}/edit/")

    def actions(self) -> Locator:
        """The buttons at the foot of the form."""
        self.page.get_by_role("button", name="Mehr Aktionen").click()
        return self.page.locator("footer")

    def submit_for_approval(self) -> None:
        """Hand the page to a second person."""
        self.actions().locator("button[name=action-submit]").click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def approve(self) -> None:
        """Approve, which publishes."""
        self.actions().locator("button[data-workflow-action-name=approve]").first.click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def unpublish(self, page_id: int) -> None:
        """Take the page off the portal; pages of weight only with a reason."""
        self.edit(page_id)
        self.page.locator("header").get_by_role("button", name="Aktionen").click()
        alone = self.page.locator(f"header a[href*='/alone/page/{page_id}/unpublish/']")
        if alone.count():
            alone.click()
            self._say_why()
            return
        self.page.goto(f"/admin/pages/{page_id}/unpublish/")
        self.page.locator("main form [type=submit]").first.click()
        self.page.wait_for_url(lambda url: "unpublish" not in url)

    def publish(self, page_id: int) -> None:
        """Publish without a second person; only a chief editor may, and pages of weight only with a reason."""
        self.edit(page_id)
        actions = self.actions()
        plain = actions.locator("button[name=action-publish]")
        if plain.count():
            plain.click()
            expect(self.page.locator(".messages .success")).to_be_visible()
            return
        actions.locator(f"a[href*='/alone/page/{page_id}/publish/']").click()
        self._say_why()

    def _say_why(self) -> None:
        self.page.locator("#id_reason").fill("Heute ist niemand sonst im Haus.")
        self.page.locator("main form [type=submit]").click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def make_private(self, page_id: int) -> None:
        """Show the page only to people who are logged in."""
        self.edit(page_id)
        button = self.page.locator("[data-a11y-dialog-show=set-privacy]:visible").first
        toggle = self.page.locator("[data-side-panel-toggle=status]")
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()
        button.click()
        dialog = self.page.locator("#set-privacy")
        dialog.locator("input[value=login]").check()
        dialog.locator("[type=submit]").click()
        expect(dialog).to_be_hidden()

    def _choose(self, chooser: str) -> None:
        self.page.locator(f"{chooser} [data-chooser-action-choose]").first.click()
        self.page.locator(".modal-body a[data-chooser-modal-choice]").first.click()
        expect(self.page.locator(".modal-body")).to_have_count(0)

    def _page_id(self, path: str) -> int:
        address = f"/admin/api/main/pages/find/?html_path={path}"
        return int(self.page.request.get(address).json()["id"])
