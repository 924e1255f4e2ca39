"""The first day of a city: tables, an administrator, a front page, a picture; everything is there after a restart."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.acceptance.conftest import ADMINISTRATOR
from tests.acceptance.installation import City
from tests.acceptance.people import Person
from tests.acceptance.pictures import png

NAME = "Neue Stadt im Dialog"


def test_an_empty_installation_becomes_a_portal(empty: City, browser: Browser) -> None:
    administrator = Person(browser, empty, *ADMINISTRATOR)
    administrator.upload_image("rathaus.png", png("firebrick"), "Das Rathaus")
    administrator.page.goto("/admin/images/")
    pictures = administrator.pictures()
    assert pictures
    assert all(pictures.values()), pictures

    make_front_page(administrator.page)
    context = empty.context(browser)
    citizen = context.new_page()
    citizen.goto("/")
    expect(citizen).to_have_url(f"{empty.url}/de/")
    expect(citizen.locator("h1")).to_have_text(NAME)

    assert re.search(r"^\d+ sources, \d+ passages$", empty.manage("search", "rebuild"), re.MULTILINE)
    assert empty.stop() == 0
    empty.start()
    citizen.goto("/de/")
    expect(citizen.locator("h1")).to_have_text(NAME)
    citizen.locator("#search-home").fill("Rathaus")
    citizen.locator("form:has(#search-home) button[type=submit]").click()
    expect(citizen).to_have_url(re.compile(r"/de/search/\?q=Rathaus"))
    expect(citizen.locator("h1")).to_be_visible()
    context.close()
    administrator.leave()


def make_front_page(page: Page) -> None:
    """A page at the root of the tree, and the site that begins there; Wagtail brings the site."""
    page.goto("/admin/pages/add/home/homepage/1/")
    page.locator("#id_title").press_sequentially(NAME)
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.locator("footer button[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto("/admin/sites/")
    page.locator("main table a").first.click()
    page.locator("#id_root_page-chooser [data-chooser-action-choose]:visible").first.click()
    choice = page.locator(".modal-body").get_by_role("link", name=NAME, exact=True)
    # The dialog begins where the present page stands.
    if not choice.count():
        page.locator(".modal-body a.navigate-parent, .modal-body .breadcrumb a").first.click()
    choice.first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".messages .success")).to_be_visible()
