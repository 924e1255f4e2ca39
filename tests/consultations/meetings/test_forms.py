"""What a new session starts with."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db


def new_meeting(browser: Client, parent: Page) -> str:
    address = reverse("wagtailadmin_pages:add", args=["consultations", "meetingpage", parent.pk])
    return browser.get(address).content.decode()


def test_a_new_session_takes_body_and_place_of_the_last_one(editor_browser: Client) -> None:
    make_meeting("Frühere", days=-9, place="Alter Saal")
    last = make_meeting("Letzte", days=-2, place="Neuer Saal")
    shown = new_meeting(editor_browser, last.get_parent())
    assert 'value="Neuer Saal"' in shown
    assert str(last.organization) in shown
    assert "Alter Saal" not in shown


def test_a_stored_session_keeps_its_own_place(editor_browser: Client) -> None:
    first = make_meeting("Erste", days=-9, place="")
    make_meeting("Zweite", days=-2, place="Neuer Saal")
    edited = editor_browser.get(reverse("wagtailadmin_pages:edit", args=[first.pk]))
    assert "Neuer Saal" not in edited.content.decode()
