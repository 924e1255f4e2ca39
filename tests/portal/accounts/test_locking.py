"""After five wrong passwords an account is locked for the address they came from, and for nobody else."""

import datetime as dt
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings as site_settings
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from portal.accounts.models import User

LOGIN = "/admin/login/"
PASSWORD = "eine lange Wortfolge"
ATTACKER, OWNER = "198.51.100.7", "203.0.113.9"
pytestmark = pytest.mark.slow


@pytest.fixture
def chief(home: HomePage) -> User:
    return User.objects.create_superuser("Chef@stadt.example", PASSWORD)


def log_in(name: str, password: str, client: str = ATTACKER, url: str = LOGIN, **headers: str) -> Any:
    sent = {"username": name, "password": password}
    return Client().post(url, sent, headers={"X-Forwarded-For": client} | headers)


def lock(name: str = "chef@stadt.example") -> None:
    for number in range(site_settings.AXES_FAILURE_LIMIT):
        log_in(name, f"falsch{number}")


def test_the_control_is_on() -> None:
    assert getattr(site_settings, "AXES_ENABLED", True) is True


def test_the_right_password_stays_out_after_five_wrong_ones(chief: User) -> None:
    lock()
    answer = log_in("chef@stadt.example", PASSWORD)
    assert (answer.status_code, "session" in answer.cookies) == (429, False)
    assert AccessAttempt.objects.values_list("username", "ip_address").distinct().get() == (
        chief.email,
        ATTACKER,
    )


@pytest.mark.parametrize("name", ["CHEF@stadt.example", " chef@stadt.example "])
def test_another_spelling_is_the_same_account(chief: User, name: str) -> None:
    lock()
    assert log_in(name, PASSWORD).status_code == 429


@pytest.mark.parametrize("forged", ["6.6.6.6, ", "127.0.0.1, ", f"{OWNER}, "])
def test_a_forged_entry_opens_nothing(chief: User, forged: str) -> None:
    lock()
    assert log_in("chef@stadt.example", PASSWORD, forged + ATTACKER).status_code == 429


def test_another_browser_is_no_other_address(chief: User) -> None:
    for number in range(site_settings.AXES_FAILURE_LIMIT):
        log_in("chef@stadt.example", "falsch", **{"User-Agent": f"Browser {number}"})
    assert log_in("chef@stadt.example", PASSWORD).status_code == 429


def test_the_owner_elsewhere_is_not_locked_out(chief: User) -> None:
    lock()
    assert log_in("chef@stadt.example", PASSWORD, OWNER).status_code == 302


def test_a_colleague_at_the_same_address_is_not_locked_out(chief: User) -> None:
    User.objects.create_superuser("kollege@stadt.example", PASSWORD)
    lock()
    typo = log_in("kollege@stadt.example", "vertippt")
    assert typo.status_code == 200
    assert log_in("kollege@stadt.example", PASSWORD).status_code == 302


def test_an_unknown_account_locks_like_a_known_one(chief: User) -> None:
    lock("niemand@stadt.example")
    assert log_in("niemand@stadt.example", PASSWORD).status_code == 429


def test_success_begins_anew(chief: User) -> None:
    for _round in range(3):
        for number in range(site_settings.AXES_FAILURE_LIMIT - 1):
            assert log_in("chef@stadt.example", f"falsch{number}").status_code == 200
        assert log_in("chef@stadt.example", PASSWORD).status_code == 302


def test_the_message_says_for_how_long_and_it_is_true(chief: User) -> None:
    lock()
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=6))
    for _again in range(3):  # trying on does not make it longer
        answer = log_in("chef@stadt.example", PASSWORD)
    assert 8 * 60 < int(answer["Retry-After"]) <= 9 * 60
    assert "in 9 Minuten" in answer.content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))
    assert log_in("chef@stadt.example", PASSWORD).status_code == 302


@pytest.mark.parametrize(("prefix", "words"), [("de", "Bitte versuchen Sie es in 15 Minuten"), ("fr", "15")])
def test_the_readers_login_is_locked_in_the_readers_language(chief: User, prefix: str, words: str) -> None:
    url = f"/{prefix}/_util/login/"
    for number in range(site_settings.AXES_FAILURE_LIMIT):
        answer = log_in("chef@stadt.example", f"falsch{number}", url=url)
    assert answer.status_code == 429
    assert f'<html lang="{prefix}"' in answer.content.decode()
    assert words in answer.content.decode()


def test_no_password_is_written_down(chief: User) -> None:
    log_in("chef@stadt.example", "mein geheimes Wort")
    stored: Any = AccessAttempt.objects.values_list("post_data", "get_data").get()
    assert "geheim" not in "".join(stored)
