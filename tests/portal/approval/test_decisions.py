"""Two people at once, words that came later, a parent that is no page yet: nothing is lost and no message lies."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.models import Page, Revision, TaskState

from consultations.models import MeetingIndexPage, MeetingPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from tests.personas import browser_of, person
from tests.portal.approval import forms


@pytest.fixture
def submitted(meeting: MeetingPage) -> MeetingPage:
    editor = browser_of(EDITOR)
    fields = forms.form_of(editor, meeting) | {"title": "Eingereicht"}
    forms.send(editor, meeting, fields, "action-submit=1")
    return MeetingPage.objects.get(pk=meeting.pk)


def decide(browser: Client, page: Page, action: str, comment: str = "") -> str:
    """From the dashboard; answers what the person reads next."""
    state = TaskState.objects.filter(revision__object_id=str(page.pk)).latest("pk")
    address = f"/admin/pages/workflow/action/{page.pk}/{action}/{state.pk}/"
    answer = browser.post(address, {"comment": comment}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def now(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def test_the_second_of_two_is_told(submitted: MeetingPage) -> None:
    first, second = browser_of(CHIEF_EDITOR, "erste"), browser_of(CHIEF_EDITOR, "zweite")
    seen = forms.form_of(second, submitted)
    assert "ist freigegeben und veröffentlicht" in decide(first, submitted, "approve")
    assert "hat erste@stadt.example bereits freigegeben" in decide(second, submitted, "approve")
    answer = forms.approve(second, submitted, seen)
    assert "bereits freigegeben" in second.get(answer["Location"]).content.decode()
    assert now(submitted).title == "Eingereicht"
    assert not now(submitted).has_unpublished_changes


def test_words_of_the_second_person_are_kept_and_not_published(submitted: MeetingPage) -> None:
    chief = browser_of(CHIEF_EDITOR)
    changed = forms.form_of(chief, submitted) | {"summary": "Das hat niemand gesehen."}
    answer = forms.approve(chief, submitted, changed)
    html = chief.get(answer["Location"]).content.decode()
    assert "bleibt als Entwurf und braucht eine eigene Freigabe" in html
    live = MeetingPage.objects.get(pk=submitted.pk)
    assert (live.title, live.summary, live.has_unpublished_changes) == ("Eingereicht", "", True)
    assert live.get_latest_revision_as_object().summary == "Das hat niemand gesehen."


def test_what_was_submitted_is_never_written_over(meeting: MeetingPage) -> None:
    """The one who submits may edit on; the draft they submitted stays what it is."""
    chief = browser_of(CHIEF_EDITOR)
    fields = forms.form_of(chief, meeting) | {"title": "Eingereicht"}
    forms.send(chief, meeting, fields, "action-submit=1")
    revision = now(meeting).get_latest_revision()
    forged = forms.form_of(chief, meeting) | {"title": "Danach", "overwrite_revision_id": str(revision.pk)}
    forms.autosave(chief, meeting, forged)
    revision.refresh_from_db()
    assert revision.content["title"] == "Eingereicht"
    decide(browser_of(CHIEF_EDITOR, "zweite"), meeting, "approve")
    assert now(meeting).title == "Eingereicht"


def test_sending_back_needs_a_reason(submitted: MeetingPage) -> None:
    chief = browser_of(CHIEF_EDITOR)
    decide(chief, submitted, "reject")
    assert TaskState.objects.latest("pk").status == TaskState.STATUS_IN_PROGRESS
    assert "zurückgegeben" in decide(chief, submitted, "reject", "Der Raum fehlt.")
    assert TaskState.objects.latest("pk").comment == "Der Raum fehlt."
    html = browser_of(EDITOR).get("/admin/").content.decode()
    assert "Eingereicht" in html


def test_below_a_draft(submitted: MeetingPage) -> None:
    MeetingIndexPage.objects.update(live=False)
    html = decide(browser_of(CHIEF_EDITOR), submitted, "approve")
    assert "Leser:innen finden sie erst, wenn auch „Sitzungen“" in html
    assert now(submitted).title == "Eingereicht"


def test_each_hand_over_is_mailed_by_the_worker(
    meeting: MeetingPage, worker: Callable[[], int], mailoutbox: list[EmailMessage]
) -> None:
    """Nobody waits for a mail server while they click."""
    chief, editor = person(CHIEF_EDITOR), person(EDITOR)
    browser = browser_of(EDITOR)
    for decision, comment in (("reject", "Der Raum fehlt."), ("approve", "")):
        forms.send(browser, meeting, forms.form_of(browser, meeting), "action-submit=1")
        assert mailoutbox == []
        worker()
        assert chief.email in {address for mail in mailoutbox for address in mail.to}
        mailoutbox.clear()
        decide(browser_of(CHIEF_EDITOR), meeting, decision, comment)
        worker()
        assert [mail.to for mail in mailoutbox] == [[editor.email]]
        assert comment in mailoutbox[0].body
        mailoutbox.clear()


def test_a_draft_saved_beside_the_submission_is_dropped_without_a_fault(submitted: MeetingPage) -> None:
    """The browser saved once more what was submitted; the acceptance tests met that draft as a 500."""
    echo = submitted.get_latest_revision_as_object().save_revision()
    chief = browser_of(CHIEF_EDITOR)
    answer = forms.approve(chief, submitted, forms.form_of(chief, submitted))
    assert "ist freigegeben und veröffentlicht" in chief.get(answer["Location"]).content.decode()
    assert not now(submitted).has_unpublished_changes
    assert not Revision.objects.filter(pk=echo.pk).exists()
