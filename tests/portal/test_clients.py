"""What a visitor writes into a header says nothing about who they are."""

from typing import Any

import pytest
from django.test import RequestFactory

from portal import clients


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "client"),
    [
        (1, "9.9.9.9", "", "9.9.9.9"),
        (1, "9.9.9.9", "198.51.100.7", "9.9.9.9"),
        (1, "127.0.0.1", "", "127.0.0.1"),
        (1, "127.0.0.1", "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.2", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (1, "", "198.51.100.7", "198.51.100.7"),
        (1, "", "", ""),
        (1, "127.0.0.1", "6.6.6.6, unknown", "127.0.0.1"),
        (1, "127.0.0.1", "198.51.100.7:51234", "198.51.100.7"),
        (1, "127.0.0.1", "[2001:db8::7]:51234", "2001:db8::7"),
        (1, "127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
        (1, "127.0.0.1", "10.1.2.3", "10.1.2.3"),
        (0, "127.0.0.1", "198.51.100.7", "127.0.0.1"),
        (2, "127.0.0.1", "6.6.6.6, 198.51.100.7, 203.0.113.1", "198.51.100.7"),
        (2, "127.0.0.1", "198.51.100.8, 203.0.113.1", "198.51.100.8"),
        (2, "127.0.0.1", "203.0.113.1", "203.0.113.1"),
        (
            ("127.0.0.1/32", "203.0.113.0/24"),
            "127.0.0.1",
            "6.6.6.6, 198.51.100.7, 203.0.113.1",
            "198.51.100.7",
        ),
        (("127.0.0.1/32", "203.0.113.0/24"), "127.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (("203.0.113.0/24",), "203.0.113.9", "198.51.100.7", "198.51.100.7"),
        (("203.0.113.0/24",), "198.51.100.7", "6.6.6.6", "198.51.100.7"),
        (("127.0.0.1/32",), "127.0.0.1", "6.6.6.6, 10.1.2.3", "10.1.2.3"),
        (("127.0.0.1/32",), "", "198.51.100.7", "198.51.100.7"),
        (("127.0.0.1/32",), "127.0.0.1", "6.6.6.6, nonsense", "127.0.0.1"),
    ],
)
def test_a_client_cannot_choose_its_address(
    settings: Any, trusted: int | tuple[str, ...], remote: str, forwarded: str, client: str
) -> None:
    settings.TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)
    assert clients.client_of(request) == client


def test_a_household_is_one_client() -> None:
    one, other, stranger = (
        clients.network_of(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2003:db:1:2::7", "2003:db:1:2:ffff::8", "2003:db:1:3::7")
    )
    assert one == other == "2003:db:1:2::"
    assert stranger != one
