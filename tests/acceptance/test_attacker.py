"""Somebody who guesses passwords, counts numbers and forges requests."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from portal.accounts.roles import EDITOR
from tests.acceptance.answers import Visitor
from tests.acceptance.installation import City
from tests.acceptance.people import Person
from tests.browser.people import protocol_pdf

# Client addresses that no other test uses: a lock must not reach further than it is meant to.
HERE, THERE = "127.0.0.7", "127.0.0.8"
VICTIM, OTHER = (
    ("opfer@stadt.example", "Richtig-und-lang-genug-1"),
    ("andere@stadt.example", "Auch-richtig-lang-2"),
)
TRIES = 6
FORGED = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
SECRET = "Verschlusssache Bahnhofsvorplatz"


@pytest.fixture(scope="module")
def guessed(running_demo: City) -> City:
    """Two people, and wrong passwords for one of them from one address."""
    for email, password in (VICTIM, OTHER):
        running_demo.make_administrator(email, password)
    attacker = Visitor(running_demo, HERE)
    for number in range(TRIES):
        assert not attacker.log_in(VICTIM[0], f"falsch-{number}")
    return running_demo


def test_the_right_password_no_longer_helps_who_has_guessed(guessed: City, demo: City) -> None:
    assert not Visitor(demo, HERE).log_in(*VICTIM)


def test_a_forged_address_does_not_help_either(guessed: City, demo: City) -> None:
    assert not Visitor(demo, HERE).log_in(*VICTIM, headers=FORGED)


def test_nobody_else_is_locked_out(guessed: City, demo: City) -> None:
    """Neither another person at the attacker's address nor the same person elsewhere."""
    assert Visitor(demo, HERE).log_in(*OTHER)
    assert Visitor(demo, THERE).log_in(*VICTIM)


def test_a_single_mistake_locks_nobody_out(guessed: City, demo: City) -> None:
    one = Visitor(demo, THERE)
    assert not one.log_in(OTHER[0], "vertippt")
    assert one.log_in(*OTHER)


def test_what_hangs_on_a_draft_is_not_public(demo: City, person: Callable[[str], Person]) -> None:
    """Neither the page nor its file, its text or its place on the disk."""
    editor = person(EDITOR)
    editor.new_meeting(
        "/verfahren/leitlinien/", "Noch nicht öffentlich", dt.datetime.now() - dt.timedelta(days=3)
    )
    editor.attach("geheim.pdf", SECRET, protocol_pdf(SECRET))
    editor.save_draft()
    editor.page.goto(f"/admin/documents/?q={SECRET.split(maxsplit=1)[0]}")
    row = editor.page.locator("main tr", has_text=SECRET).first
    address = urlsplit(
        row.locator("a[href*='/documents/']:not([href*='/admin/'])").first.get_attribute("href") or ""
    )
    number = int(
        (row.locator("a[href*='/admin/documents/']").first.get_attribute("href") or "").split("/")[-2]
    )
    assert editor.page.request.get(address.path).status == 200
    for path in (
        address.path,
        f"/documents/{number}/geheim.pdf",
        f"/documents/{number}/text/",
        f"/de/documents/{number}/text/",
        "/media/documents/geheim.pdf",
    ):
        assert demo.get(path).status in {302, 403, 404}, path
    assert not demo.found("de", SECRET)


def test_cookies_and_headers_are_those_of_production(demo: City) -> None:
    login = demo.get("/admin/login/")
    cookies = login.headers.get_all("Set-Cookie", [])
    assert cookies
    assert all(cookie.startswith("__Host-") and "; Secure" in cookie for cookie in cookies), cookies
    page = demo.get("/de/")
    assert page.headers.get_all("Set-Cookie", []) == []
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "max-age=63072000" in page.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/admin/login/", {"username": "\0", "password": "x" * 5000}),
        ("/admin/password_reset/", {"email": "\0@" + "x" * 400}),
        ("/de/search/alert/", {"email": "x@", "q": "\0", "frequency": "never"}),
        ("/admin/pages/999999999999/edit/", {"title": "x"}),
        ("/_util/authenticate_with_password/99999999999999999999/1/", {"password": "x"}),
    ],
)
def test_forged_forms_are_refused_without_a_fault(demo: City, path: str, data: dict[str, str]) -> None:
    """The watched log says whether anything broke behind the answer."""
    assert demo.ask("POST", path, data=data, client=HERE).status < 500
    assert demo.get(path).status < 500
