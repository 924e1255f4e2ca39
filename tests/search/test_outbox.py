"""Which changes leave a row, in which transaction, and that a job comes with it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import HomePage
from search import outbox
from search.models import Change, Operation
from search.tasks import drain, retry_now
from tests.search.conftest import Make


def rows() -> list[tuple[str, str, bool]]:
    found = [(c.source, c.operation, c.urgent) for c in Change.objects.order_by("pk")]
    Change.objects.all().delete()
    return found


def jobs() -> int:
    return DBTaskResult.objects.filter(task_path=drain.module_path, status="READY").count()


def key(page: Page) -> str:
    return f"page:{page.pk}"


def test_publishing_leaves_a_row_and_a_job(make: Make) -> None:
    page = make("Radweg")
    assert rows() == [(key(page), "upsert", False)]
    page.save_revision().publish()
    assert rows() == [(key(page), "upsert", False)]
    assert jobs() == 1


def test_a_rollback_takes_row_and_job_with_it(make: Make) -> None:
    make()
    rows()
    DBTaskResult.objects.all().delete()
    with pytest.raises(RuntimeError), transaction.atomic():
        make()
        assert Change.objects.count() == 1
        assert jobs() == 1
        raise RuntimeError
    assert rows() == []
    assert jobs() == 0


def test_a_draft_leaves_no_row(make: Make) -> None:
    page = make(live=False)
    assert rows() == []
    page.save_revision()
    assert rows() == []


def test_a_draft_of_a_live_page_leaves_no_row(make: Make) -> None:
    page = make("Radweg")
    rows()
    page.title = "Geheim"
    page.save_revision()
    assert rows() == []


def test_unpublishing_is_urgent(make: Make) -> None:
    page = make()
    rows()
    page.unpublish()
    assert rows() == [(key(page), "delete", True)]


def test_a_new_title_or_slug_includes_what_lies_below(make: Make) -> None:
    parent = make("Radweg")
    child = make(parent=parent)
    make(parent=parent, live=False)
    rows()
    parent.slug = "neu"
    parent.save()
    assert rows() == [(key(parent), "upsert", True), (key(child), "upsert", True)]
    parent.title = "Fußweg"
    parent.save()
    assert rows() == [(key(parent), "upsert", False), (key(child), "upsert", False)]
    parent.summary = "Nur hier"
    parent.save()
    assert rows() == [(key(parent), "upsert", False)]


def test_moving_includes_what_lies_below(make: Make) -> None:
    target, parent = make(), make()
    child = make(parent=parent)
    rows()
    Page.objects.get(pk=parent.pk).move(Page.objects.get(pk=target.pk), "last-child")
    assert rows() == [(key(parent), "upsert", True), (key(child), "upsert", True)]


def test_deleting_includes_what_lies_below(make: Make) -> None:
    parent = make()
    child = make(parent=parent)
    rows()
    Page.objects.get(pk=parent.pk).delete()
    assert sorted(rows()) == sorted([(key(parent), "delete", True), (key(child), "delete", True)])


def test_privacy_includes_what_lies_below(make: Make) -> None:
    parent = make()
    child = make(parent=parent)
    rows()
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert rows() == [(key(parent), "upsert", True), (key(child), "upsert", True)]
    restriction.delete()
    assert rows() == [(key(parent), "upsert", True), (key(child), "upsert", True)]


def test_an_alias_leaves_no_row_of_its_own(make: Make) -> None:
    page = make("Radweg")
    rows()
    alias = page.create_alias(update_slug="kopie")
    assert alias.live
    page.save_revision().publish()
    assert rows() == [(key(page), "upsert", False)]


def test_a_page_that_is_not_findable_only_brings_what_lies_below(make: Make, home: HomePage) -> None:
    page = make()
    rows()
    home.title = "Anders"
    home.save()
    assert rows() == [(key(page), "upsert", False)]


def test_a_document_brings_itself_and_the_pages_that_show_it(home: HomePage) -> None:
    documents = get_document_model()
    document = documents.objects.create(title="Text", file=ContentFile(b"Radweg", name="a.txt"))
    uses = f"uses:{documents._meta.label_lower}:{document.pk}"
    assert {source for source, *_ in rows()} == {f"document:{document.pk}", uses}
    collection = Collection.objects.get(depth=1).add_child(name="Intern")
    document.collection = collection
    document.save()
    assert rows()[:2] == [(f"document:{document.pk}", "upsert", True), (uses, "upsert", True)]
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert rows() == [(f"document:{document.pk}", "upsert", True), (uses, "upsert", True)]
    restriction.delete()
    assert len(rows()) == 2
    pk = document.pk
    document.delete()
    assert rows()[0] == (f"document:{pk}", "delete", True)


def test_one_job_waits_for_many_changes(make: Make) -> None:
    for _ in range(3):
        make()
    assert jobs() == 1


def test_a_later_job_does_not_count_as_waiting(make: Make) -> None:
    DBTaskResult.objects.all().delete()
    outbox.request_drain_later(timezone.now() + dt.timedelta(hours=1))
    outbox.request_drain_later(timezone.now() + dt.timedelta(hours=2))
    assert jobs() == 1
    make()
    assert jobs() == 2
    outbox.cancel_later_drains()
    assert jobs() == 1


def test_what_is_taken_away_goes_first(home: HomePage) -> None:
    outbox.record(["page:1", "page:2"])
    outbox.record(["page:3"], Operation.DELETE, urgent=True)
    outbox.record(["page:1"])
    assert outbox.due(timezone.now(), 10) == ["page:3", "page:1", "page:2"]
    assert outbox.due(timezone.now(), 1) == ["page:3"]
    assert len(outbox.rows_of(["page:1"])["page:1"]) == 2


def test_the_pause_grows_with_each_failure(home: HomePage) -> None:
    outbox.record(["page:1"])
    row = Change.objects.get()
    now = timezone.now()
    pauses = []
    for _ in range(3):
        outbox.keep_with_error([row], "broken", now)
        pauses.append((row.next_try - now).total_seconds())
    assert pauses == [30, 60, 120]
    assert (row.attempts, row.error) == (3, "broken")
    assert outbox.due(now, 10) == []


@pytest.fixture
def no_transaction(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What is written stays written, and goes again by name: emptying all tables would take the first pages along."""
    with django_db_blocker.unblock():
        yield
        Change.objects.all().delete()
        DBTaskResult.objects.all().delete()


def test_a_job_can_be_asked_for_outside_any_transaction(no_transaction: None) -> None:
    """As `search rebuild` and the button "Try again now" do; PostgreSQL locks rows only inside one."""
    Change.objects.create(source="page:1", attempts=1, next_try="2100-01-01T00:00Z")
    outbox.request_drain()
    assert jobs() == 1
    retry_now()
    assert jobs() == 1
    assert outbox.due(timezone.now(), 5) == ["page:1"]
