"""People of the city at the administration: everything by mouse and keyboard, as they would."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.acceptance.installation import City
from tests.browser.people import Colleague
from tests.browser.pictures_of_languages import translation_of


class Person(Colleague):
    """Somebody logged in in a browser of their own."""

    def __init__(self, browser: Browser, city: City, email: str, password: str) -> None:
        """Open the login page, type, and press the button."""
        self.email = email
        self.context = city.context(browser, 1400, 1000)
        self.page: Page = self.context.new_page()
        log_in(self.page, email, password)
        expect(self.page).to_have_url(f"{city.url}/admin/")

    def id_of(self, path: str) -> int:
        """Number of the German page at an address below the front page, such as "aktuelles/"."""
        answer = self.page.request.get(f"/admin/api/main/pages/find/?html_path=/{path}", max_redirects=0)
        return int(answer.headers["location"].rstrip("/?").rpartition("/")[2])

    def twin_of(self, number: int, language: str) -> int:
        """Number of a page's translation, draft or not."""
        return translation_of(self.page, number, language)

    def _page_id(self, path: str) -> int:
        return self.id_of(path.lstrip("/"))

    def _choose(self, chooser: str) -> None:
        # Below a consultation the body is chosen already.
        if self.page.locator(f"{chooser} [data-chooser-action-choose]:visible").count():
            super()._choose(chooser)

    def add_row(self, relation: str) -> str:
        """Add a row to an inline list; answers the beginning of the ids of its fields."""
        number = int(self.page.locator(f"#id_{relation}-TOTAL_FORMS").input_value())
        self.page.locator(f"#id_{relation}-ADD").click()
        return f"#id_{relation}-{number}"

    def save(self) -> None:
        """Keep the draft of a page that exists."""
        self.page.get_by_role("button", name="Entwurf speichern").click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def publish_now(self) -> None:
        """Publish the page that is open."""
        self.actions().locator("button[name=action-publish]").click()
        expect(self.page.locator(".messages .success")).to_be_visible()

    def has_draft(self, number: int) -> bool:
        """Whether the page has changes that readers do not see."""
        answer = self.page.request.get(f"/admin/api/main/pages/{number}/?fields=*")
        return bool(answer.json()["meta"]["status"]["has_unpublished_changes"])

    def upload_image(self, name: str, content: bytes, description: str) -> None:
        """Over the list of images, with the dialog for files; the words are asked for afterwards."""
        self.page.goto("/admin/images/")
        self.page.get_by_role("link", name="Bild hinzufügen").first.click()
        with self.page.expect_file_chooser() as opened:
            # A transparent field for files lies over the button; the mouse does not mind.
            self.press(self.page.locator(".replace-file-input button"))
        opened.value.set_files({"name": name, "mimeType": "image/png", "buffer": content})
        form = self.page.locator("#upload-list form")
        form.locator("[name$=-description]").fill(description)
        form.locator("[type=submit]").click()
        expect(form).to_have_count(0)

    def press(self, control: Locator) -> None:
        """Press the mouse where the control is seen, whatever lies above it."""
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def insert_image(self, title: str, alternative: str, caption: str) -> None:
        """Put an image behind the last block of the text of the page that is open."""
        number = self.page.locator("#id_body-count, [name=body-count]").first.input_value()
        self.page.locator("section[id$=-body-section] .c-sf-add-button:visible").last.click()
        self.page.get_by_role("option", name="Bild", exact=True).first.click()
        block = f"#body-{number}-value"
        self.page.locator(f"{block}-image-chooser [data-chooser-action-choose]").first.click()
        self.page.locator(".modal-body a[data-chooser-modal-choice]", has_text=title).first.click()
        expect(self.page.locator(".modal-body")).to_have_count(0)
        self.page.locator(f"{block}-alt").fill(alternative)
        self.page.locator(f"{block}-caption").fill(caption)

    def pictures(self) -> dict[str, bool]:
        """Every image of the page by its address, and whether it really came."""
        return loaded_pictures(self.page)


def log_in(page: Page, email: str, password: str) -> None:
    """Fill in the login form and send it with the mouse."""
    page.goto("/admin/login/")
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_load_state("load")


def loaded_pictures(page: Page) -> dict[str, bool]:
    """Scrolls to every image, as a reader would, and waits for it; True means that it has pixels."""
    found = {}
    for image in page.locator("img:visible").all():
        image.scroll_into_view_if_needed()
        seen = image.evaluate(
            """async image => {
                if (!image.complete) await new Promise(done => { image.onload = image.onerror = done });
                return [image.currentSrc || image.src, image.naturalWidth > 0];
            }"""
        )
        found[seen[0]] = seen[1]
    return found
