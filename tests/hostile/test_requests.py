"""Nothing a stranger sends ends in a server error, and what is shown is a page one can read."""

import gzip
import re
from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.demo import DemoPortal
from tests.hostile.cases import FILTERS, LISTS, OTHERS, SEARCH_FILTERS, SEARCHES, TERMS, Attack

pytestmark = pytest.mark.slow

LEAK = re.compile(r"Traceback \(most|OperationalError|DataError|psycopg|/site-packages/|<td>settings\.")
FEW = 5
# What Wagtail's own search stumbles over.
HARD = [*TERMS[:12], *TERMS[16:19], "wort " * 500, "\ud7ff", "( OR *", "a" * 10_000, "😀"]


def send(attack: Attack, client: Client | None = None) -> Any:
    client = client or Client(raise_request_exception=False)
    return client.generic(attack.method, attack.target, **attack.extra)


def fault(response: Any) -> str:
    """What is wrong with an answer; "" when nothing is."""
    if response.status_code >= 500:
        return str(response.status_code)
    if "evil.example" in response.get("Location", "").partition("?")[0]:
        return f"leads to {response['Location']}"
    text = b"".join(response) if response.streaming else response.content
    if response.get("Content-Encoding") == "gzip":
        text = gzip.decompress(text)
    shown = text.decode(errors="replace")
    if LEAK.search(shown):
        return "leaks"
    if response.get("Content-Type", "").startswith("text/html") and shown:
        return unreadable(shown)
    return ""


def unreadable(html: str) -> str:
    """A page has a language, a title and a heading, whatever its status."""
    missing = [part for part in ('<html lang="', "<title>", "<h1") if part not in html]
    return f"a page without {missing}" if missing else ""


@pytest.mark.parametrize("attack", [*SEARCHES, *SEARCH_FILTERS], ids=str)
def test_search_answers(demo_portal: DemoPortal, db: None, attack: Attack) -> None:
    response = send(attack)
    assert fault(response) == ""
    assert response.status_code == 200
    assert '<html lang="de"' in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert "<img src=x" not in response.content.decode()


@pytest.mark.parametrize("slug", LISTS)
def test_lists_ignore_what_they_do_not_know(demo_portal: DemoPortal, db: None, slug: str) -> None:
    url = demo_portal.url(slug)
    answers = {query[:60]: send(Attack(f"{url}?{query}")) for query in FILTERS}
    assert {query: fault(answer) for query, answer in answers.items() if fault(answer)} == {}
    assert {query for query, answer in answers.items() if answer.status_code != 200} == set()


@pytest.mark.parametrize("attack", OTHERS, ids=str)
def test_addresses_methods_and_headers(demo_portal: DemoPortal, db: None, attack: Attack) -> None:
    assert fault(send(attack)) == ""


@pytest.mark.parametrize(
    ("prefix", "dir"), [("de", "ltr"), ("en", "ltr"), ("ar", "rtl"), ("de-simple", "ltr")]
)
def test_a_missing_page_speaks_the_readers_language(
    demo_portal: DemoPortal, db: None, prefix: str, dir: str
) -> None:
    response = send(Attack(f"/{prefix}/nope/"))
    assert response.status_code == 404
    assert f'<html lang="{prefix}" dir="{dir}"' in response.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"username": "a\x00b@stadt.example", "password": "x"},
        {"username": "chief@stadt.example", "password": "a\x00b"},
        {"username": "x" * 10_000, "password": "x" * 10_000},
        {"username": "", "password": ""},
        {"username": "\u202e@x", "password": "😀", "next": "//evil.example/"},
    ],
)
def test_the_login_refuses_and_stays_readable(
    demo_portal: DemoPortal, db: None, data: dict[str, str]
) -> None:
    client = Client(raise_request_exception=False)
    response = client.post("/admin/login/", data, headers={"accept-language": "de"})
    assert fault(response) == ""
    assert response.status_code == 200
    assert '<html lang="de"' in response.content.decode()


def test_a_form_without_its_token_gets_an_explanation(demo_portal: DemoPortal, db: None) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    response = client.post("/admin/login/", {}, headers={"accept-language": "de"})
    assert (response.status_code, fault(response)) == (403, "")
    assert "Kein Zugriff" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["pages/search/", "documents/", "images/", "choose-page/search/", "pages/1/"]
)
def test_the_admins_search_answers(demo_portal: DemoPortal, db: None, address: str) -> None:
    client = Client(raise_request_exception=False)
    admin = User.objects.create_superuser("admin@stadt.example", "x")
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    found = {term[:40]: client.get(f"/admin/{address}", {"q": term}).status_code for term in HARD}
    assert {term: status for term, status in found.items() if status >= 500} == {}


def test_there_are_enough_of_them() -> None:
    lists = len(LISTS) * len(FILTERS)
    assert len(SEARCHES) + len(SEARCH_FILTERS) + len(OTHERS) + lists + FEW >= 110
