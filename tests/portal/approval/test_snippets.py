"""Snippets that readers see are published by two, and translators change translations only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, TaskState
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import querydict_from_html

from consultations.models import Topic
from home.models import Contact, GlossaryTerm, HomePage, NavigationMenu, SiteText
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from tests.personas import browser_of

SEEN = (Contact, GlossaryTerm, NavigationMenu, SiteText)


@pytest.fixture
def contact(home: HomePage) -> Contact:
    made = Contact.objects.create(name="Bürgerbüro", locale=Locale.get_default())
    made.save_revision().publish()
    return Contact.objects.get(pk=made.pk)


def url(name: str, thing: Any, *further: Any) -> str:
    return reverse(thing.snippet_viewset.get_url_name(name), args=[thing.pk, *further])


def send(browser: Client, thing: Any, **changed: str) -> Any:
    html = browser.get(url("edit", thing)).content.decode()
    fields = querydict_from_html(html, form_id="w-editor-form").dict()
    return browser.post(url("edit", thing), fields | changed, follow=True)


def name_of(contact: Contact) -> str:
    return Contact.objects.get(pk=contact.pk).name


@pytest.mark.parametrize("model", SEEN)
def test_they_have_an_approval(home: HomePage, model: Any) -> None:
    assert model.four_eyes
    assert model.get_default_workflow() is not None


def test_whatever_an_editor_may_write_finds_a_way_to_readers(home: HomePage) -> None:
    """A draft that nobody can submit would be a dead end."""
    ends = [
        model
        for model in get_snippet_models()
        if hasattr(model, "save_revision") and not getattr(model, "get_default_workflow", lambda: None)()
    ]
    assert ends == []


def test_a_chief_editor_publishes_with_a_second(contact: Contact) -> None:
    chief, second = browser_of(CHIEF_EDITOR), browser_of(CHIEF_EDITOR, "zweite")
    answer = send(chief, contact, name="Rathaus", **{"action-publish": "1"})
    assert name_of(contact) == "Bürgerbüro"
    assert 'name="action-publish"' not in answer.content.decode()
    send(chief, contact, **{"action-submit": "1"})
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    for browser in (chief, second):
        browser.post(url("workflow_action", contact, "approve", state.pk), {"comment": ""})
        assert name_of(contact) == ("Bürgerbüro" if browser is chief else "Rathaus")
    now = Contact.objects.get(pk=contact.pk)
    assert now.live_revision_id == now.latest_revision_id == state.revision_id
    assert not now.has_unpublished_changes


def test_approval_in_the_editor_leaves_no_draft(contact: Contact) -> None:
    send(browser_of(EDITOR), contact, name="Rathaus", **{"action-submit": "1"})
    decided = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    send(browser_of(CHIEF_EDITOR), contact, **decided)
    now = Contact.objects.get(pk=contact.pk)
    assert now.name == "Rathaus"
    assert now.live_revision_id == now.latest_revision_id
    assert not now.has_unpublished_changes


@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_nobody_takes_them_away_alone_without_a_reason(contact: Contact, name: str) -> None:
    chief = browser_of(CHIEF_EDITOR)
    chief.post(url(name, contact))
    chief.post(f"/admin/bulk/home/contact/delete/?id={contact.pk}", {"id": contact.pk})
    assert Contact.objects.filter(pk=contact.pk, live=True).exists()
    address = f"/admin/approval/alone/home.contact/{contact.pk}/{name}/"
    assert chief.post(address, {"reason": "Das Amt gibt es nicht mehr."}).status_code == 302
    assert not Contact.objects.filter(pk=contact.pk, live=True).exists()


def test_a_translator_does_not_rename_german_topics(home: HomePage) -> None:
    translator = browser_of(TRANSLATOR)
    german = Topic.objects.create(name="Verkehr", slug="verkehr", locale=Locale.get_default())
    turkish = german.copy_for_translation(Locale.objects.get_or_create(language_code="tr")[0])
    turkish.save()
    for topic in (german, turkish):
        translator.post(url("edit", topic), {"name": "Ulaşım", "slug": "verkehr"})
    assert Topic.objects.get(pk=german.pk).name == "Verkehr"
    assert Topic.objects.get(pk=turkish.pk).name == "Ulaşım"
    browser_of(EDITOR).post(url("edit", german), {"name": "Mobilität", "slug": "verkehr"})
    assert Topic.objects.get(pk=german.pk).name == "Mobilität"
