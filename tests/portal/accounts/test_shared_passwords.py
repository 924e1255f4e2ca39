"""The password of a page or a collection is guessed only so often, and read by nobody."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.models import HomePage
from portal.accounts.roles import CHIEF_EDITOR
from portal.accounts.views import GUESSES

Browser = Callable[..., Client]
WORD = "Sommerlinde"


@pytest.fixture
def page_door(home: HomePage) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=home, restriction_type="password", password=WORD)


@pytest.fixture
def collection_door(home: HomePage) -> CollectionViewRestriction:
    collection = Collection.get_first_root_node().add_child(name="Intern")
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=WORD
    )


def address(door: PageViewRestriction | CollectionViewRestriction) -> str:
    if isinstance(door, PageViewRestriction):
        return reverse("wagtailcore_authenticate_with_password", args=[door.pk, door.page_id])
    return reverse("wagtaildocs_authenticate_with_password", args=[door.pk])


@pytest.fixture(params=["page_door", "collection_door"])
def door(request: pytest.FixtureRequest) -> PageViewRestriction | CollectionViewRestriction:
    return request.getfixturevalue(request.param)


def guess(
    door: PageViewRestriction | CollectionViewRestriction, word: str, client: str = "198.51.100.7"
) -> int:
    sent = {"password": word, "return_url": "/de/"}
    return Client().post(address(door), sent, headers={"X-Forwarded-For": client}).status_code


def test_the_word_is_stored_as_a_hash_and_opens(
    door: PageViewRestriction | CollectionViewRestriction,
) -> None:
    door.refresh_from_db()
    assert WORD not in door.password
    assert check_password(WORD, door.password)
    door.save()
    assert guess(door, WORD) == 302
    assert guess(door, door.password) == 200


def test_guessing_ends(door: PageViewRestriction | CollectionViewRestriction) -> None:
    assert {guess(door, f"falsch{number}") for number in range(GUESSES.most)} == {200}
    assert guess(door, WORD) == 429
    assert guess(door, WORD, "203.0.113.9") == 302


def test_what_stood_in_the_database_as_text_is_hashed(page_door: PageViewRestriction) -> None:
    PageViewRestriction.objects.update(password=WORD)
    migration = import_module("portal.migrations.0007_hashed_shared_passwords")
    migration.hash_them(apps, None)
    page_door.refresh_from_db()
    stored = page_door.password
    assert check_password(WORD, stored)
    migration.hash_them(apps, None)
    page_door.refresh_from_db()
    assert page_door.password == stored


def privacy(door: PageViewRestriction | CollectionViewRestriction) -> str:
    if isinstance(door, PageViewRestriction):
        return reverse("wagtailadmin_pages:set_privacy", args=[door.page_id])
    return reverse("wagtailadmin_collections:set_privacy", args=[door.collection_id])


def test_staff_cannot_read_it_but_set_a_new_one(
    door: PageViewRestriction | CollectionViewRestriction, admin_client: Client
) -> None:
    shown = admin_client.get(privacy(door)).json()["html"]
    door.refresh_from_db()
    assert door.password not in shown
    assert "Passwort zu behalten" in shown
    admin_client.post(privacy(door), {"restriction_type": "password", "password": ""})
    assert guess(door, WORD) == 302
    admin_client.post(privacy(door), {"restriction_type": "password", "password": "Winterlinde"})
    door.refresh_from_db()
    assert check_password("Winterlinde", door.password)
    assert guess(door, WORD) == 200


def test_a_new_restriction_needs_a_word(home: HomePage, browser: Browser) -> None:
    url = reverse("wagtailadmin_pages:set_privacy", args=[home.pk])
    browser(CHIEF_EDITOR).post(url, {"restriction_type": "password", "password": ""})
    assert not PageViewRestriction.objects.exists()
