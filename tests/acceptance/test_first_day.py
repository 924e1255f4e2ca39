"""The first day of a city: `init`, an administrator, a picture, words; everything is there after a restart."""

import re

from playwright.sync_api import Browser, expect

from tests.acceptance.conftest import ADMINISTRATOR, NAME
from tests.acceptance.installation import City
from tests.acceptance.people import Person
from tests.acceptance.pictures import png

WORDS = "Hier sagt die Stadt zuerst, was sie vorhat."


def test_an_empty_installation_becomes_a_portal(empty: City, browser: Browser) -> None:
    context = empty.context(browser)
    citizen = context.new_page()
    citizen.goto("/")
    expect(citizen).to_have_url(f"{empty.url}/de/")
    expect(citizen.locator("h1")).to_have_text(NAME)
    for link in citizen.locator("footer a[href^='/']").all():
        address = link.get_attribute("href") or ""
        assert citizen.request.get(address).status == 200, address

    administrator = Person(browser, empty, *ADMINISTRATOR)
    administrator.upload_image("rathaus.png", png("firebrick"), "Das Rathaus")
    administrator.page.goto("/admin/images/")
    pictures = administrator.pictures()
    assert pictures
    assert all(pictures.values()), pictures
    administrator.edit(administrator.id_of(""))
    administrator.page.locator("#id_intro").fill(WORDS)
    administrator.publish_now()
    citizen.goto("/de/")
    expect(citizen.locator("main")).to_contain_text(WORDS)

    assert re.search(r"^\d+ sources, \d+ passages$", empty.manage("search", "rebuild"), re.MULTILINE)
    assert empty.stop() == 0
    empty.start()
    citizen.goto("/de/")
    expect(citizen.locator("main")).to_contain_text(WORDS)
    citizen.locator("#search-home").fill("Impressum")
    citizen.locator("form:has(#search-home) button[type=submit]").click()
    expect(citizen).to_have_url(re.compile(r"/de/search/\?q=Impressum"))
    expect(citizen.locator(".sd-result__title").first).to_be_visible()
    context.close()
    administrator.leave()
