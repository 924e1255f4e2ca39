"""Whoever asks for a new password learns nothing about which addresses are known, and does not ask without end."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from portal.accounts.models import ResetWish, User
from portal.accounts.tasks import MOST_FAILURES
from portal.accounts.views import WISHES_FOR_ADDRESS, WISHES_OF_CLIENT

URL = "/admin/password_reset/"
KNOWN, UNKNOWN = "chef@stadt.example", "niemand@stadt.example"
Worker = Callable[[], int]


@pytest.fixture
def chief(home: HomePage) -> User:
    return User.objects.create_superuser(KNOWN, "eine lange Wortfolge")


def ask(address: str, client: str = "198.51.100.7") -> Any:
    return Client().post(URL, {"email": address}, headers={"X-Forwarded-For": client})


def test_the_request_does_the_same_work_for_every_address(chief: User) -> None:
    ask("anlauf@stadt.example")
    work = {}
    for address in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            assert ask(address).status_code == 302
        work[address] = [
            " ".join(query["sql"].split()[:3]) for query in queries if "SAVEPOINT" not in query["sql"]
        ]
    assert work[KNOWN] == work[UNKNOWN]
    assert mail.outbox == []


def test_the_worker_writes_to_whom_it_knows_and_keeps_no_address(chief: User, worker: Worker) -> None:
    for address in (UNKNOWN, "CHEF@stadt.example"):
        ask(address)
    worker()
    assert [letter.to for letter in mail.outbox] == [[KNOWN]]
    assert "/admin/password_reset/confirm/" in mail.outbox[0].body
    assert "Passwort" in f"{mail.outbox[0].subject} {mail.outbox[0].body}"
    assert not ResetWish.objects.exists()


def test_a_link_of_the_mail_works(chief: User, worker: Worker) -> None:
    ask(KNOWN)
    worker()
    link = next(word for word in mail.outbox[0].body.split() if "/confirm/" in word)
    browser = Client()
    form = browser.get("/" + link.split("/", 3)[3], follow=True)
    sent = {"new_password1": "noch eine Wortfolge", "new_password2": "noch eine Wortfolge"}
    browser.post(form.request["PATH_INFO"], sent)
    chief.refresh_from_db()
    assert chief.check_password("noch eine Wortfolge")


def test_a_mail_server_that_is_down_is_asked_again(chief: User, worker: Worker, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    ask(KNOWN)
    worker()
    assert ResetWish.objects.get().failures == 1
    ResetWish.objects.update(failures=MOST_FAILURES - 1)
    ask(UNKNOWN)
    worker()
    assert not ResetWish.objects.exists()


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_one_address_is_written_to_only_so_often(chief: User, address: str) -> None:
    codes = [ask(address, f"198.51.100.{n}").status_code for n in range(WISHES_FOR_ADDRESS.most + 1)]
    assert codes == [302] * WISHES_FOR_ADDRESS.most + [429]


def test_one_client_asks_only_so_often(chief: User) -> None:
    codes = [ask(f"nr{n}@stadt.example").status_code for n in range(WISHES_OF_CLIENT.most)]
    assert set(codes) == {302}
    answer = ask(KNOWN)
    assert answer.status_code == 429
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert "in 60 Minuten" in answer.content.decode()
    assert ask(KNOWN, "203.0.113.9").status_code == 302


def test_a_login_hashes_for_unknown_addresses_too(chief: User, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(hasher: Any, password: str, salt: str) -> str:
        done.append(salt)
        return encode(hasher, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    counts = []
    for address in (KNOWN, UNKNOWN):
        done.clear()
        Client().post("/admin/login/", {"username": address, "password": "falsch"})
        counts.append(len(done))
    assert counts == [1, 1]
