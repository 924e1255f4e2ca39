"""From the editor's desk to the reader's search: what is public is found, what is not is found by nobody."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from consultations.meetings.pages import MeetingPage
from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from portal.files.models import PortalDocument
from search.models import Change
from tests.conftest import run_jobs
from tests.demo import DemoPortal
from tests.journeys.desk import (
    PAGES,
    WORD,
    approve,
    counted,
    create_session,
    places,
    published_session,
    save_draft,
    upload,
)
from tests.personas import browser_of
from tests.portal.files.samples import pdf

Worker = Callable[[], int]
LOGIN = PageViewRestriction.LOGIN


@pytest.fixture(scope="module")
def published(demo_portal: DemoPortal, django_db_blocker: Any) -> Iterator[int]:
    """A session with its protocol, published and indexed once for all tests of this module."""
    with django_db_blocker.unblock():
        parent = demo_portal.page("leitlinien")
        page = published_session(browser_of(EDITOR), browser_of(CHIEF_EDITOR), parent)
        run_jobs()
    yield page.pk


@pytest.fixture
def page(published: int, own_index: Path) -> MeetingPage:
    """The published session; the test may change it and let the worker write."""
    return MeetingPage.objects.get(pk=published)


def document_of(page: MeetingPage) -> PortalDocument:
    return page.documents.get().document


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=LOGIN)


def test_a_word_of_page_three_leads_to_page_three(
    demo_portal: DemoPortal, own_index: Path, editor_browser: Client, chief_browser: Client, worker: Worker
) -> None:
    document = upload(editor_browser, pdf(PAGES), "Protokoll vom Brunnen.pdf")
    page = create_session(editor_browser, demo_portal.page("sitzungen"), document)
    assert not page.live
    approve(chief_browser, page)
    assert MeetingPage.objects.get(pk=page.pk).live
    assert places(WORD) == []
    worker()
    assert places(WORD) == [f"{document.url}#page=3"]
    assert document.url == f"/documents/{document.pk}/{document.key}/{document.filename}"
    answer = Client().get(document.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.getvalue().startswith(b"%PDF")
    found = Client().get("/de/search/", {"q": WORD}).content.decode()
    assert f'href="/de/documents/{document.pk}/{document.key}/text/?page=3&amp;q={WORD}"' in found
    assert (
        f"<mark>{WORD}</mark>"
        in Client().get(f"/de/documents/{document.pk}/{document.key}/text/?page=3&q={WORD}").content.decode()
    )


def test_submitted_but_not_approved_is_not_found(
    demo_portal: DemoPortal, own_index: Path, editor_browser: Client, worker: Worker
) -> None:
    document = upload(editor_browser, pdf(PAGES), "protokoll.pdf")
    create_session(editor_browser, demo_portal.page("sitzungen"), document)
    worker()
    assert places(WORD) == []


def test_unpublished_is_gone_before_and_after_the_worker(
    page: MeetingPage, chief_browser: Client, worker: Worker
) -> None:
    assert counted(WORD) == (1, {"meeting": 1})
    address = reverse("approval_alone", args=["page", page.pk, "unpublish"])
    assert chief_browser.post(address, {"reason": "Das Protokoll ist falsch."}).status_code == 302
    assert places(WORD) == []
    worker()
    assert places(WORD) == []
    assert counted(WORD) == (0, {})


@pytest.mark.parametrize("above", [0, 1, 2], ids=["the page", "its consultation", "the list above"])
def test_made_private_is_gone_before_and_after_the_worker(
    page: MeetingPage, worker: Worker, above: int
) -> None:
    hidden = list(page.get_ancestors(inclusive=True))[-1 - above]
    restrict(hidden)
    assert places(WORD) == []
    worker()
    assert places(WORD) == []
    assert counted(WORD) == (0, {})
    PageViewRestriction.objects.get(page=hidden).delete()
    worker()
    assert len(places(WORD)) == 1


def test_deleted_is_gone_before_and_after_the_worker(page: MeetingPage, worker: Worker) -> None:
    page.delete()
    assert places(WORD) == []
    worker()
    assert counted(WORD) == (0, {})


def test_a_moved_page_is_found_at_its_new_address(
    demo_portal: DemoPortal, page: MeetingPage, worker: Worker
) -> None:
    save_text(page, "Quellnymphe")
    worker()
    before = places("Quellnymphe")[0]
    page.move(demo_portal.page("pariser-strasse"), pos="last-child")
    after = places("Quellnymphe")[0]
    assert before.startswith("/de/verfahren/leitlinien/brunnen/")
    assert after.startswith("/de/verfahren/pariser-strasse/brunnen/")
    worker()
    assert places("Quellnymphe")[0] == after
    assert Client().get(after).status_code == 200


def test_a_page_with_a_new_slug_is_found_at_its_new_address(page: MeetingPage, worker: Worker) -> None:
    save_text(page, "Quellnymphe")
    worker()
    page = MeetingPage.objects.get(pk=page.pk)
    page.slug = "nymphe"
    page.save_revision().publish()
    after = places("Quellnymphe")[0]
    assert after.startswith("/de/verfahren/leitlinien/nymphe/")
    worker()
    assert places("Quellnymphe")[0] == after


def save_text(page: MeetingPage, text: str) -> None:
    fresh = MeetingPage.objects.get(pk=page.pk)
    fresh.summary = text
    fresh.save_revision().publish()


def test_a_new_file_takes_the_text_of_the_old_one_with_it(page: MeetingPage, worker: Worker) -> None:
    document = document_of(page)
    document.file = ContentFile(pdf([["Der Wappenstein wird versetzt."]]), "protokoll.pdf")
    document.save()
    worker()
    assert places(WORD) == []
    assert places("Wappenstein") == [f"{PortalDocument.objects.get(pk=document.pk).url}#page=1"]


def test_a_file_in_a_private_collection_is_never_found(page: MeetingPage, worker: Worker) -> None:
    private = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = document_of(page)
    document.collection = private
    document.findable_alone = True
    document.save()
    assert places(WORD) == []
    worker()
    assert places(WORD) == []
    assert Client().get(document.url).status_code == 302


def test_a_draft_of_a_live_page_is_not_found(
    page: MeetingPage, editor_browser: Client, worker: Worker
) -> None:
    save_draft(editor_browser, page, summary="Erst die Bohrkerne, dann der Beschluss.")
    assert MeetingPage.objects.get(pk=page.pk).has_unpublished_changes
    worker()
    assert places("Bohrkerne") == []
    assert len(places(WORD)) == 1


def test_an_alias_is_not_a_second_find(demo_portal: DemoPortal, page: MeetingPage, worker: Worker) -> None:
    alias = page.create_alias(parent=demo_portal.page("sitzungen"), update_slug="brunnen-alias")
    assert Client().get(alias.url).status_code == 200
    worker()
    assert len(places(WORD)) == 1
    assert counted(WORD)[0] == 1


def test_a_transaction_rolled_back_leaves_nothing(page: MeetingPage, worker: Worker) -> None:
    waiting = Change.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        save_text(page, "Quellnymphe")
        assert Change.objects.count() > waiting
        raise RuntimeError
    assert Change.objects.count() == waiting
    assert worker() == 0
    assert places("Quellnymphe") == []
