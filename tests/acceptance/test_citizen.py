"""A reader searches, looks at pictures, and asks for mails."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.accounts.roles import CHIEF_EDITOR
from tests.acceptance.installation import City
from tests.acceptance.people import Person, loaded_pictures
from tests.acceptance.post import text_of
from tests.browser.places import HIT, pages

WORD = "Trinkbrunnenkataster"
SHOWN_IN = ("home", "consultation", "method", "news article")


def test_a_search_leads_by_mouse_from_the_box_to_the_page(demo: City, citizen: Page) -> None:
    citizen.goto("/de/")
    citizen.locator("#search-home").fill("Methodenkoffer")
    citizen.locator("form:has(#search-home) button[type=submit]").click()
    expect(citizen).to_have_url(re.compile(r"/de/search/\?"))
    link = citizen.locator(".sd-result__title a").first
    told = link.inner_text()
    link.click()
    citizen.wait_for_load_state("load")
    assert "/search/" not in citizen.url
    expect(citizen.locator("h1")).to_be_visible()
    assert told


def test_a_suggestion_is_taken_by_mouse(demo: City, citizen: Page) -> None:
    """The list lies above what comes next, or the click would open something else."""
    citizen.goto("/de/")
    citizen.locator("#search-home").press_sequentially("Zukunftsw", delay=40)
    option = citizen.get_by_role("option").first
    expect(option).to_be_visible()
    option.click()
    citizen.wait_for_url(lambda address: not address.endswith("/de/"))
    expect(citizen.locator("main")).to_contain_text("Zukunftswerkstatt")


@pytest.mark.parametrize("language", HIT)
def test_every_picture_of_every_public_page_comes(demo: City, citizen: Page, language: str) -> None:
    """Behind the proxy, as renditions; the demo has some on the pages named."""
    broken: dict[str, list[str]] = {}
    empty = []
    for name, path in pages(language).items():
        if citizen.goto(path).status != 200:  # type: ignore[union-attr]
            continue
        found = loaded_pictures(citizen)
        broken |= (
            {name: missing} if (missing := [address for address, came in found.items() if not came]) else {}
        )
        empty += [name] if name in SHOWN_IN and not found else []
    assert broken == {}
    assert language != "de" or empty == []


def test_an_alert_comes_by_mail_and_ends_by_a_click(
    demo: City, citizen: Page, person: Callable[[str], Person]
) -> None:
    """Asked for, confirmed, told of a new page, left again; every letter through the real mail server."""
    reader = "leserin@citizen.example"
    citizen.goto(f"/de/search/?q={WORD}")
    citizen.locator("main a[href^='/de/search/alert/']").first.click()
    citizen.locator("[name=email]").fill(reader)
    citizen.locator("[name=frequency][value=at_once]").check()
    citizen.locator("main form button[type=submit]").click()
    expect(citizen).to_have_url(f"{demo.url}/de/search/alert/sent/")

    letter = text_of(demo.post.wait(reader))
    link = re.search(r"https://\S+/search/alert/confirm/[\w:-]+/", letter)
    assert link, letter
    citizen.goto(demo.path_of(link[0]))
    citizen.locator("main form [type=checkbox]").check()
    citizen.locator("main form button[type=submit]").click()
    expect(citizen.locator("main h2")).to_have_text(WORD)

    chief = person(CHIEF_EDITOR)
    chief.edit(chief.id_of("so-funktioniert-beteiligung/"))
    chief.page.locator("#id_summary").fill(f"Neu im Portal: das {WORD}.")
    chief.publish_now()
    told = text_of(demo.post.wait(reader, number=2))
    assert WORD in told
    assert demo.url in told

    citizen.locator("button[value=leave_all]").click()
    expect(citizen.locator("main h1")).to_be_visible()
    assert "active alerts: 0" in demo.manage("alerts")
