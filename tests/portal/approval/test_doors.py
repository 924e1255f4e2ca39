"""What one person may not do alone, tried at every door of the admin."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from consultations.models import ConsultationPage, MeetingIndexPage, MeetingPage
from home.models import HomePage, InfoPage, NewsIndexPage, NewsPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from portal.bin.models import BinnedPage
from tests.home.site import add
from tests.personas import browser_of, person
from tests.portal.approval import forms

CHANGED = "Geänderter Titel"


def live_title(page: Page) -> str | None:
    """As readers see it; None when they do not."""
    return Page.objects.filter(pk=page.pk, live=True).values_list("title", flat=True).first()


@pytest.fixture
def chief(meeting: MeetingPage) -> Client:
    return browser_of(CHIEF_EDITOR)


def test_the_form(meeting: MeetingPage, chief: Client) -> None:
    fields = forms.form_of(chief, meeting) | {"title": CHANGED}
    answer = chief.post(forms.edit_url(meeting), fields | {"action-publish": "1"}, follow=True)
    assert live_title(meeting) == "Sitzung"
    html = answer.content.decode()
    assert "ist als Entwurf gespeichert" in html and "Dafür braucht es eine zweite Person" in html
    assert 'name="action-publish"' not in html
    assert f"/admin/approval/alone/page/{meeting.pk}/publish/" in html


def test_scheduling(meeting: MeetingPage, chief: Client) -> None:
    now = timezone.localtime() + dt.timedelta(minutes=1)
    fields = forms.form_of(chief, meeting) | {"title": CHANGED, "go_live_at": f"{now:%d.%m.%Y %H:%M}"}
    chief.post(forms.edit_url(meeting), fields | {"action-publish": "1"})
    assert not meeting.revisions.filter(approved_go_live_at__isnull=False).exists()
    call_command("publish_scheduled")
    assert live_title(meeting) == "Sitzung"


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_bulk_actions(meeting: MeetingPage, chief: Client, action: str) -> None:
    draft = meeting.get_latest_revision_as_object()
    draft.title = CHANGED
    draft.save_revision()
    chief.post(f"/admin/bulk/wagtailcore/page/{action}/?id={meeting.pk}", {"id": meeting.pk})
    assert live_title(meeting) == "Sitzung"


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_views_that_take_away(meeting: MeetingPage, chief: Client, action: str) -> None:
    chief.post(f"/admin/pages/{meeting.pk}/{action}/")
    assert live_title(meeting) == "Sitzung"


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_the_admins_own_api(meeting: MeetingPage, chief: Client, action: str) -> None:
    answer = chief.post(f"/admin/api/main/pages/{meeting.pk}/action/{action}/", {})
    assert answer.status_code in {403, 404}
    assert live_title(meeting) == "Sitzung"


def test_an_earlier_version(meeting: MeetingPage, chief: Client) -> None:
    first = meeting.get_latest_revision()
    fields = forms.form_of(chief, meeting) | {"title": CHANGED, "action-publish": "1"}
    chief.post(f"/admin/pages/{meeting.pk}/revisions/{first.pk}/revert/", fields)
    chief.post(forms.edit_url(meeting), fields)
    assert live_title(meeting) == "Sitzung"


def test_copies_and_aliases(meeting: MeetingPage, meetings: MeetingIndexPage) -> None:
    user = person(CHIEF_EDITOR)
    attrs = {"slug": "kopie", "title": "Kopie"}
    with pytest.raises(PermissionDenied):
        CopyPageAction(meeting, to=meetings, update_attrs=attrs, keep_live=True, user=user).execute()
    with pytest.raises(PermissionDenied):
        CreatePageAliasAction(meeting, parent=meetings, update_slug="alias", user=user).execute()
    with pytest.raises(PermissionDenied):
        PublishPageRevisionAction(meeting.get_latest_revision(), user=user).execute()


def test_new_pages(home: HomePage, meetings: MeetingIndexPage) -> None:
    """Where pages of weight may stand, nothing is public at once."""
    user = person(CHIEF_EDITOR)
    assert not meetings.permissions_for_user(user).can_publish_subpage()
    assert not home.permissions_for_user(user).can_publish_subpage()


def test_a_live_page_neither_comes_under_the_rule_nor_leaves_it(
    home: HomePage, consultation: ConsultationPage
) -> None:
    user = person(CHIEF_EDITOR)
    outside = add(home, InfoPage(title="Außen", slug="aussen"))
    inside = add(consultation, InfoPage(title="Innen", slug="innen"))
    assert not outside.permissions_for_user(user).can_move_to(consultation)
    assert not inside.permissions_for_user(user).can_move_to(home)
    assert not inside.permissions_for_user(user).can_publish()
    assert outside.permissions_for_user(user).can_publish()


def test_news_are_submitted_by_editors_and_stay_quick_for_chief_editors(news: NewsIndexPage) -> None:
    article = add(news, NewsPage(title="Meldung", slug="meldung", live=False))
    editor, chief = browser_of(EDITOR), browser_of(CHIEF_EDITOR)
    html = editor.get(forms.edit_url(article)).content.decode()
    assert 'name="action-submit"' in html and 'name="action-publish"' not in html
    forms.send(editor, article, forms.form_of(editor, article), "action-submit=1")
    assert 'data-workflow-action-name="approve"' in chief.get(forms.edit_url(article)).content.decode()
    forms.approve(chief, article, forms.form_of(chief, article))
    assert live_title(article) == "Meldung"
    forms.send(chief, article, forms.form_of(chief, article) | {"title": CHANGED}, "action-publish=1")
    assert live_title(article) == CHANGED


REASON = "Die Adresse war falsch, die Sitzung ist heute."


def alone(browser: Client, page: Page, action: str, reason: str = REASON) -> Any:
    return browser.post(f"/admin/approval/alone/page/{page.pk}/{action}/", {"reason": reason})


def test_publishing_alone_needs_a_reason_which_is_kept_and_mailed(
    meeting: MeetingPage, chief: Client, worker: Any, mailoutbox: list[Any]
) -> None:
    other = person(CHIEF_EDITOR, "zweite")
    forms.send(chief, meeting, forms.form_of(chief, meeting) | {"title": CHANGED})
    assert alone(chief, meeting, "publish", reason=" ").status_code == 200
    assert live_title(meeting) == "Sitzung"
    assert alone(chief, meeting, "publish").status_code == 302
    assert live_title(meeting) == CHANGED
    history = chief.get(f"/admin/pages/{meeting.pk}/history/").content.decode()
    assert "Ohne zweite Person veröffentlicht" in history and REASON in history
    worker()
    assert [mail.to for mail in mailoutbox] == [[other.email]]
    assert CHANGED in mailoutbox[0].subject and REASON in mailoutbox[0].body


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_taking_away_alone(meeting: MeetingPage, chief: Client, worker: Any, action: str) -> None:
    assert alone(chief, meeting, action).status_code == 302
    assert live_title(meeting) is None
    assert BinnedPage.objects.filter(page=meeting.pk).exists() == (action == "delete")


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_editors_cannot_do_it_alone(meeting: MeetingPage, action: str) -> None:
    alone(browser_of(EDITOR), meeting, action)
    assert live_title(meeting) == "Sitzung"


@pytest.mark.parametrize(
    "address", ["page/x/publish/", "page/999999/publish/", "home.contact/0/publish/", "a/1/b/"]
)
def test_forged_addresses(chief: Client, address: str) -> None:
    assert chief.get(f"/admin/approval/alone/{address}").status_code == 404
