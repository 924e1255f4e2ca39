"""What the editors' interface does for every page type."""

import json
import re
from html import unescape

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from home.pages import InfoPage
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db


def test_the_interface_is_german_whatever_the_browser_asks_for(editor_browser: Client) -> None:
    shown = editor_browser.get("/admin/", headers={"accept-language": "en-US"}).content.decode()
    assert '<html lang="de"' in shown
    assert "Sitzungen" in shown


def test_help_does_not_lead_to_the_makers_news(editor_browser: Client) -> None:
    shown = editor_browser.get("/admin/").content.decode()
    assert "whats-new-in-wagtail" not in shown


def test_the_title_fills_in_the_address(editor_browser: Client) -> None:
    parent = make_meeting().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["consultations", "meetingpage", parent.pk])
    shown = editor_browser.get(address).content.decode()
    assert 'data-w-sync-target-value="#id_slug"' in shown
    assert 'data-w-slug-allow-unicode-value="true"' not in shown


def test_an_editor_sees_the_preview_in_a_frame(editor_browser: Client) -> None:
    meeting = make_meeting("Vorschau")
    address = reverse("wagtailadmin_pages:view_draft", args=[meeting.pk])
    policy = editor_browser.get(address).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'self';" in policy


def test_readers_pages_are_never_framed() -> None:
    policy = Client().get(make_meeting("Öffentlich").url).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("typed", ["24.11.2027 18:00", "2027-11-24 18:00"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_dates_are_read_as_the_interface_writes_them(typed: str, language: str) -> None:
    with translation.override(language):
        read = forms.DateTimeField().clean(typed)
    assert f"{read:%Y-%m-%d %H:%M}" == "2027-11-24 18:00"


def test_a_typed_address_writes_umlauts_out(editor_browser: Client) -> None:
    parent = make_meeting().get_parent()
    page = reverse("wagtailadmin_pages:add", args=["consultations", "meetingpage", parent.pk])
    for address in (page, "/admin/snippets/consultations/topic/add/"):
        shown = unescape(editor_browser.get(address).content.decode())
        rules = json.loads(re.search(r"data-w-slug-formatters-value='?\"?(\[\[.*?\]\])[\"' ]", shown)[1])  # type: ignore[index]
        assert [["ö", "gu"], "oe"] in rules


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Öffentliche Straßen", "oeffentliche-strassen"),
        ("Громадські слухання", "gromadski-slukhannya"),
        ("🚲", "seite"),
    ],
)
def test_a_page_without_address_gets_one_that_can_be_read_aloud(title: str, slug: str) -> None:
    home = Site.objects.get(is_default_site=True).root_page
    assert home.add_child(instance=InfoPage(title=title)).slug == slug
    assert home.add_child(instance=InfoPage(title=title)).slug == f"{slug}-2"
