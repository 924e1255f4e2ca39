"""Two people on one page: what the second saves does not make the first one's words disappear."""

from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from portal.accounts.roles import EDITOR
from tests.demo import DemoPortal
from tests.journeys.desk import form_of
from tests.personas import browser_of


def test_both_texts_are_kept_as_versions_and_the_second_is_warned(demo_portal: DemoPortal, db: None) -> None:
    page = demo_portal.page("sitzung-2023-09-06")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    first, second = browser_of(EDITOR, "erste"), browser_of(EDITOR, "zweite")
    opened = {browser: form_of(browser, url) for browser in (first, second)}
    seen = page.latest_revision_id
    assert first.post(url, opened[first] | {"summary": "Text der Ersten."}).status_code == 302
    assert "erste@stadt.example" in others(second, page.pk, seen)
    assert second.post(url, opened[second] | {"summary": "Text der Zweiten."}).status_code == 302
    kept = [revision.content["summary"] for revision in newest(page.pk)]
    assert kept == ["Text der Zweiten.", "Text der Ersten."]


def others(browser: Client, page_id: int, revision_id: int) -> str:
    """What the editor's browser is told when it asks who else is there."""
    session = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page_id, 0])
    return browser.post(session, {"revision_id": revision_id}).content.decode()


def newest(page_id: int) -> list[Revision]:
    """The two latest versions."""
    return list(Revision.page_revisions.filter(object_id=str(page_id)).order_by("-pk")[:2])
