"""Headers of every answer, and addresses that have no language."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(client: Client) -> dict[str, str]:
    header = client.get("/de/nowhere/").headers["Content-Security-Policy"]
    return dict(part.strip().partition(" ")[::2] for part in header.split(";"))


def test_public_pages_allow_nothing_inline_and_nothing_foreign(policy: dict[str, str]) -> None:
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert "unsafe" not in " ".join(policy.values())


def test_editors_get_the_policy_wagtail_needs(client: Client) -> None:
    header = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in header
    assert "https:" not in header


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_isolation_headers(client: Client, name: str, value: str) -> None:
    assert client.get("/de/nowhere/").headers[name] == value


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/documents/99999/x.pdf/", "/feeds/nothing/"])
def test_a_missing_address_without_language_is_a_404_and_no_redirect(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_no_cookie_for_readers(client: Client) -> None:
    assert client.get("/de/nowhere/").cookies == {}
