"""Answers of the portal, and a visitor who keeps cookies, for tests that need another client address."""

import re
from dataclasses import dataclass
from email.message import Message
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.acceptance.installation import City


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body as they came."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """The body, when it is text."""
        return self.body.decode()


class Visitor:
    """One browser without script at a client address of its own."""

    def __init__(self, city: "City", client: str) -> None:
        """`client` is any address of 127.0.0.0/8."""
        self.city, self.client = city, client
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Read a page."""
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, str], headers: dict[str, str] | None = None) -> Answer:
        """Send a form with the token of its page."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).text)
        assert found, path
        return self._ask("POST", path, data | {"csrfmiddlewaretoken": found[1]}, headers)

    def log_in(self, email: str, password: str, headers: dict[str, str] | None = None) -> bool:
        """Try to log in; answers whether the administration opens afterwards."""
        self.post("/admin/login/", {"username": email, "password": password, "next": "/admin/"}, headers)
        return self.get("/admin/").status == 200

    def _ask(
        self,
        method: str,
        path: str,
        data: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        sent = (cookies if self._cookies else {}) | (headers or {})
        answer = self.city.ask(method, path, data=data, headers=sent, client=self.client)
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value
        return answer
