"""A row of every kind added to a live page of every type: submitted, approved, public, and no draft is left."""

import pytest
from django.test import Client
from wagtail.models import Page, Revision

from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from tests.demo import DemoPortal
from tests.personas import browser_of
from tests.portal.approval import forms

KINDS = forms.inline_kinds()


def live_page(model: type[Page]) -> Page:
    page: Page = model.objects.filter(live=True, locale__language_code="de").order_by("pk")[0]
    return page


def count(page: Page, relation: str) -> int:
    return int(getattr(type(page).objects.get(pk=page.pk), relation).count())


def assert_no_draft(page: Page, submitted: Revision) -> None:
    now = type(page).objects.get(pk=page.pk)
    assert now.live_revision_id == submitted.pk
    assert now.get_latest_revision() == submitted
    assert now.latest_revision_id == submitted.pk
    assert not now.has_unpublished_changes


def submit(browser: Client, page: Page, relation: str) -> Revision:
    """The row is typed, the browser saves by itself, and the button is pressed."""
    fields = forms.with_row(page, relation, forms.form_of(browser, page))
    told = forms.autosave(browser, page, fields)
    assert told["success"], told
    fields |= told["field_updates"] | {"overwrite_revision_id": str(told["revision_id"])}
    forms.send(browser, page, fields, "action-submit=1")
    revision = Page.objects.get(pk=page.pk).get_latest_revision()
    assert isinstance(revision, Revision)
    return revision


def test_there_are_kinds_of_rows() -> None:
    assert {("MeetingPage", "documents"), ("ConsultationPage", "milestones")} <= {
        (model.__name__, relation) for model, relation in KINDS
    }


@pytest.mark.parametrize("author", [EDITOR, CHIEF_EDITOR])
@pytest.mark.parametrize(("model", "relation"), KINDS)
def test_approval_publishes_the_row(
    demo_portal: DemoPortal, db: None, model: type[Page], relation: str, author: str
) -> None:
    page = live_page(model)
    before = count(page, relation)
    second = browser_of(CHIEF_EDITOR, "zweite")
    submitted = submit(browser_of(author), page, relation)
    assert count(page, relation) == before
    seen = forms.form_of(second, page)
    answer = forms.approve(second, page, seen)
    assert "ist freigegeben und veröffentlicht" in second.get(answer["Location"]).content.decode()
    assert count(page, relation) == before + 1
    assert_no_draft(page, submitted)
    # The browser may send the form once more by itself, after the click as before it.
    assert forms.autosave(second, page, seen)["success"]
    assert_no_draft(page, submitted)


def test_the_browser_saves_beside_the_click(demo_portal: DemoPortal, db: None) -> None:
    page = live_page(forms.inline_kinds()[0][0])
    second = browser_of(CHIEF_EDITOR, "zweite")
    submitted = submit(browser_of(EDITOR), page, forms.inline_kinds()[0][1])
    seen = forms.form_of(second, page)
    told = forms.autosave(second, page, seen)
    forms.approve(second, page, seen | {"overwrite_revision_id": str(told["revision_id"])})
    assert_no_draft(page, submitted)
