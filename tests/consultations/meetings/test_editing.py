"""What editors and translators do with sessions."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.models import Translation, TranslationSource

from consultations.meetings.pages import MeetingPage
from tests.factories.meetings import make_index, make_meeting, make_organization, root

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    user = get_user_model().objects.create_superuser(email="chef@example.org", password="geheim-und-lang")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form(**fields: Any) -> dict[str, Any]:
    item = {"number": "1", "title": "Begrüßung", "kind": "item", "public": "on"}
    start = timezone.localtime() + dt.timedelta(days=7)
    return nested_form_data(
        {
            "title": "Sitzung",
            "slug": "neue-sitzung",
            "organization": str(make_organization().pk),
            "start": start.strftime("%Y-%m-%d 18:00"),
            "state": "scheduled",
            "public": "on",
            "format": "analog",
            "agenda_items": inline_formset([item]),
            "documents": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **fields,
        }
    )


def add_address() -> str:
    return reverse("wagtailadmin_pages:add", args=["consultations", "meetingpage", make_index().pk])


def test_an_editor_creates_a_session(editor: Client) -> None:
    assert editor.get(add_address()).status_code == 200
    response = editor.post(add_address(), form())
    assert response.status_code == 302, response.context["form"].errors
    page = MeetingPage.objects.get(slug="neue-sitzung")
    assert page.live
    assert [item.anchor for item in page.agenda_items.all()] == ["top-1"]


def test_an_end_before_the_start_is_told_at_the_field(editor: Client) -> None:
    response = editor.post(add_address(), form(end="2001-01-01 18:00"))
    assert response.status_code == 200
    assert "end" in response.context["form"].errors


def test_two_sessions_at_one_time_are_told_and_saved(editor: Client) -> None:
    other = make_meeting("Andere")
    start = timezone.localtime(other.start).strftime("%Y-%m-%d %H:%M")
    response = editor.post(add_address(), form(start=start), follow=True)
    assert MeetingPage.objects.filter(slug="neue-sitzung").exists()
    assert any("Andere" in str(message) for message in response.context["messages"])


def test_a_copy_is_a_session_of_its_own() -> None:
    page = make_meeting(source_id="a-1", items=[{"number": "1", "title": "Eins"}])
    copy = page.copy(update_attrs={"title": "Kopie", "slug": "kopie"})
    assert copy.source_id == ""
    assert copy.translation_key != page.translation_key
    assert copy.agenda_items.get().anchor == "top-1"


def test_a_translation_keeps_places_and_body() -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    Page.objects.get(pk=root().pk).copy_for_translation(english)
    page = make_meeting(source_id="a-1", items=[{"number": "5.1", "title": "Eins", "decision": "Ja."}])
    make_index().copy_for_translation(english)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target()
    translated = MeetingPage.objects.get(locale=english)
    item = translated.agenda_items.get()
    assert (item.number, item.anchor, item.locale) == ("5.1", "top-5-1", english)
    assert translated.organization == page.organization
    assert translated.source_id == "a-1"
    assert translated.translation_key == page.translation_key


def test_an_easy_german_version_is_made() -> None:
    simple = Locale.objects.get_or_create(language_code="de-simple")[0]
    Page.objects.get(pk=root().pk).copy_for_translation(simple)
    make_index().copy_for_translation(simple)
    page = make_meeting(items=[{"number": "1", "title": "Eins"}])
    version = page.copy_for_translation(simple)
    assert version.agenda_items.get().anchor == "top-1"
