"""People log in with their address."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory

from portal.accounts.models import User


def test_one_person_one_address(db: None) -> None:
    User.objects.create_user("Frau.Muster@Stadt.example", "x")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("frau.muster@stadt.EXAMPLE", "y")


def test_a_user_needs_an_address(db: None) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_login_does_not_mind_the_case(db: None) -> None:
    user = User.objects.create_user("frau@stadt.example", "geheim-geheim")
    request = RequestFactory().post("/admin/login/")
    assert authenticate(request, username="FRAU@stadt.example", password="geheim-geheim") == user


def test_the_login_page_asks_for_the_address_in_german(db: None, client: Client) -> None:
    html = client.get("/admin/login/", headers={"Accept-Language": "de"}).content.decode()
    assert '<html lang="de"' in html
    assert 'type="email"' in html
    assert 'autocomplete="username"' in html
    assert "Sign in to Wagtail" not in html


def test_a_login_from_the_page(db: None, client: Client) -> None:
    User.objects.create_superuser("frau@stadt.example", "geheim-geheim")
    data = {"username": "Frau@Stadt.example", "password": "geheim-geheim"}
    assert client.post("/admin/login/", data).status_code == 302
    assert client.get("/admin/").status_code == 200
