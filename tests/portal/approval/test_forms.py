"""A click beside the autosave of a new page or snippet: one of both is made, with all that was typed."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import querydict_from_html

from consultations.models import MeetingPage
from home.models import GlossaryTerm, HomePage, NewsIndexPage, NewsPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from tests.home.site import add
from tests.personas import browser_of
from tests.portal.approval.forms import JSON
from tests.portal.approval.streams import stream_data

BLOCK = {"key": "eins", "text": "Ein Plan.", "type": "unstyled", "inlineStyleRanges": [], "entityRanges": []}
SUBMIT = {"action-submit": "1"}


@pytest.fixture
def address(home: HomePage) -> str:
    news = add(home, NewsIndexPage(title="Aktuelles", slug="aktuelles"))
    return f"/admin/pages/add/home/newspage/{news.pk}/"


def shown(browser: Client, address: str, form: str) -> dict[str, str]:
    html = browser.get(address).content.decode()
    fields: dict[str, str] = querydict_from_html(html, form_id=form, exclude_csrf=False).dict()
    return fields


def news(browser: Client, address: str) -> dict[str, str]:
    """The form of a new page as it is shown, with a title and a summary."""
    fields = shown(browser, address, "page-edit-form")
    fields |= stream_data("body", NewsPage.body.field.stream_block, NewsPage().body)
    return fields | {"title": "Neues vom Platz", "slug": "neues-vom-platz", "summary": "Die Bänke sind da."}


def test_a_click_beside_an_autosave_makes_one_page(address: str) -> None:
    editor = browser_of(EDITOR)
    fields = news(editor, address)
    by_itself = editor.post(address, fields | {"summary": "Die Bä"}, headers=JSON).json()
    assert by_itself["success"]
    answer = editor.post(address, fields | SUBMIT)
    assert answer.status_code == 302, answer.context["form"].errors
    made = NewsPage.objects.get()
    assert made.slug == "neues-vom-platz"
    assert made.get_latest_revision_as_object().summary == "Die Bänke sind da."
    assert made.workflow_in_progress
    assert not PageLogEntry.objects.filter(action="wagtail.delete").exists()


def test_an_autosave_that_comes_too_late_takes_nothing_back(address: str) -> None:
    """The click has submitted the page; the autosave of the same form is told that its address is taken."""
    editor = browser_of(EDITOR)
    fields = news(editor, address)
    editor.post(address, fields | SUBMIT)
    told = editor.post(address, fields, headers=JSON).json()
    assert not told["success"]
    assert NewsPage.objects.get().workflow_in_progress


def test_an_autosave_that_comes_too_late_leaves_the_saved_draft(address: str) -> None:
    """It was sent before the click and holds less."""
    editor = browser_of(EDITOR)
    fields = news(editor, address)
    edit = editor.post(address, fields)["Location"]
    told = editor.post(address, fields | {"summary": "Die Bä"}, headers=JSON).json()
    assert not told["success"]
    made = NewsPage.objects.get()
    assert made.get_latest_revision_as_object().summary == "Die Bänke sind da."
    assert editor.get(edit).status_code == 200


@pytest.mark.parametrize("headers", [{}, JSON])
def test_the_second_of_two_of_a_kind_stands(address: str, headers: dict[str, str]) -> None:
    """A double click, and an autosave whose answer was lost."""
    editor = browser_of(EDITOR)
    fields = news(editor, address)
    for summary in ("Die Bä", "Die Bänke sind da."):
        editor.post(address, fields | {"summary": summary}, headers=headers)
    assert NewsPage.objects.get().get_latest_revision_as_object().summary == "Die Bänke sind da."


def test_what_is_refused_leaves_what_was_saved(address: str) -> None:
    editor = browser_of(EDITOR)
    fields = news(editor, address)
    number = editor.post(address, fields, headers=JSON).json()["pk"]
    assert editor.post(address, fields | {"title": ""} | SUBMIT).status_code == 200
    assert NewsPage.objects.get().pk == number


@pytest.mark.parametrize("again", ["another form", "another person", "edited since"])
def test_only_what_the_same_form_just_made_is_taken_back(address: str, again: str) -> None:
    editor = browser_of(EDITOR)
    fields = news(editor, address)
    number = editor.post(address, fields, headers=JSON).json()["pk"]
    browser = editor
    if again == "another form":
        fields = news(editor, address)
    elif again == "another person":
        browser = browser_of(CHIEF_EDITOR)
    else:
        Page.objects.get(pk=number).specific.save_revision(log_action=True)
    answer = browser.post(address, fields | SUBMIT)
    assert answer.status_code == 200
    assert "slug" in answer.context["form"].errors
    assert NewsPage.objects.get().pk == number


def test_a_session_of_whom_two_rows_are_sent_twice_has_two(meeting: MeetingPage) -> None:
    """Rows of the form have no numbers yet: they are there once."""
    chief = browser_of(CHIEF_EDITOR)
    place = f"/admin/pages/add/consultations/meetingpage/{meeting.get_parent().pk}/"
    fields: dict[str, Any] = shown(chief, place, "page-edit-form")
    fields |= {"title": "Zweite Sitzung", "slug": "zweite-sitzung", "organization": meeting.organization_id}
    fields |= {"start": "05.01.2026 10:00", "agenda_items-TOTAL_FORMS": "2"}
    for number, title in enumerate(("Begrüßung", "Rückblick")):
        fields |= {f"agenda_items-{number}-kind": "item"}
        fields |= {f"agenda_items-{number}-title": title, f"agenda_items-{number}-ORDER": str(number + 1)}
    assert chief.post(place, fields, headers=JSON).json()["success"]
    answer = chief.post(place, fields)
    assert answer.status_code == 302, answer.context["form"].errors
    made = MeetingPage.objects.get(slug="zweite-sitzung")
    assert [row.title for row in made.agenda_items.all()] == ["Begrüßung", "Rückblick"]


def test_a_click_beside_an_autosave_makes_one_snippet(home: HomePage) -> None:
    chief = browser_of(CHIEF_EDITOR)
    place = "/admin/snippets/home/glossaryterm/add/"
    fields = shown(chief, place, "w-editor-form") | {"term": "Bebauungsplan", "slug": "bebauungsplan"}
    fields["definition"] = json.dumps({"entityMap": {}, "blocks": [BLOCK]})
    told = chief.post(place, fields, headers=JSON).json()
    assert told["success"], told
    assert chief.post(place, fields).status_code == 302
    assert GlossaryTerm.objects.filter(term="Bebauungsplan").count() == 1
