"""What readers must not notice is withheld before the worker ran: hits, totals, filters, word lists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex

from search import outbox, privacy
from search.engines.base import Engine, EngineError, EngineQuery
from search.models import Change, Operation
from search.privacy import for_readers, withheld
from search.results import open_passages
from tests.search.conftest import Ask, Make

Work = Callable[[], Any]


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_one_small_query_when_nothing_waits(
    home: Page, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert withheld() == ()


def test_made_private_is_out_of_counts_filters_and_word_lists_at_once(
    make: Make, work: Work, ask: Ask, engine: Engine
) -> None:
    hidden, shown = make("Quarzulme am Radweg"), make("Radweg am Ufer")
    work()
    restrict(hidden)
    assert withheld() == (hidden.find_key,)
    answer = ask("Radweg")
    assert (answer.total, [hit.source for hit in answer.hits]) == (1, [shown.find_key])
    assert ask("Quarzulme").total == 0
    assert ask("Quarzulne").corrections == []
    readers = for_readers(engine)
    assert (readers.terms("quarz", 5), engine.terms("quarz", 5)) == ([], [("quarzulme", 1)])
    assert readers.search(EngineQuery(facets=("kind",))).facets == {"kind": {"info": 1}}


def test_words_that_an_edit_has_taken_out_are_not_shown_until_it_is_written(
    make: Make, work: Work, ask: Ask, engine: Engine
) -> None:
    edited, other = make("Erika am Radweg", "Erika Muster wohnt hier"), make("Radweg am Ufer", "Am Radweg")
    work()
    page = edited.specific
    page.title, page.summary = "Haus am Radweg", "Niemand wohnt hier"
    page.save_revision().publish()
    answer = ask("Radweg")
    assert answer.total == 2
    found = {hit.source: hit for hit in answer.hits}
    assert found[edited.find_key].title == "Haus am Radweg"
    assert (found[edited.find_key].places, found[edited.find_key].more_places) == ((), 0)
    assert "Radweg" in found[other.find_key].places[0].snippet
    assert "Erika" not in str(ask("Erika").hits)
    groups = engine.search(EngineQuery()).groups
    assert {passage.source for passage in open_passages(groups)} == {other.find_key}
    work()
    assert "Niemand" in str(ask("Niemand").hits[0].places[0].snippet)


def test_a_comparison_hides_no_text(make: Make, work: Work, ask: Ask) -> None:
    page = make("Radweg", "Am Radweg")
    work()
    outbox.record([page.find_key], Operation.REPAIR)
    assert ask("Radweg").hits[0].places


def test_what_was_moved_or_renamed_is_still_found(make: Make, work: Work, ask: Ask) -> None:
    target, page = make("Ziel"), make("Radweg")
    work()
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")
    assert withheld() == ()
    assert ask("Radweg").total == 1


def test_moved_below_a_private_page_is_withheld(make: Make, work: Work, ask: Ask) -> None:
    target, page = make("Ziel"), make("Radweg")
    restrict(target)
    work()
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")
    assert withheld() == (page.find_key,)


def test_unpublished_and_published_again_waits_for_the_worker(make: Make, work: Work, ask: Ask) -> None:
    page = make("Radweg", "mit der Quarzulme")
    work()
    page.unpublish()
    page.summary = "ohne sie"
    page.save_revision().publish()
    assert ask("Quarzulme").total == 0
    work()
    assert (ask("Quarzulme").total, ask("Radweg").total, withheld()) == (0, 1, ())


@pytest.fixture
def shown_document(make: Make) -> tuple[Page, Any]:
    """A page with a link to a document, as the reference index knows it."""
    documents = get_document_model()
    document = documents.objects.create(title="Text", file=ContentFile(b"Radweg", name="a.txt"))
    link = f'<p><a linktype="document" id="{document.pk}">Text</a></p>'
    page = make("Seite mit Datei", body=[("text", link)])
    ReferenceIndex.create_or_update_for_object(page)
    Change.objects.all().delete()
    return page, document


def test_a_private_document_withholds_the_pages_that_show_it(shown_document: tuple[Page, Any]) -> None:
    page, document = shown_document
    private = Collection.objects.get(depth=1).add_child(name="Intern")
    document.collection = private
    document.save()
    # Not findable alone: nothing is shown under its own key anyway.
    assert withheld() == (f"document:{document.pk}",)
    restriction = CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert withheld() == (f"document:{document.pk}", f"page:{page.pk}")
    restriction.delete()
    assert withheld() == (f"document:{document.pk}",)


def test_a_deleted_or_replaced_document_withholds_the_pages_too(shown_document: tuple[Page, Any]) -> None:
    page, document = shown_document
    key = f"document:{document.pk}"
    document.file = ContentFile(b"Anderes", name="b.txt")
    document.save()
    assert withheld() == (key, f"page:{page.pk}")
    Change.objects.all().delete()
    document.delete()
    assert withheld() == (key, f"page:{page.pk}")


def test_of_very_many_changes_all_are_withheld_unseen(
    make: Make, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(privacy, "MOST_LOOKED_UP", 2)
    keys = [make().find_key for _ in range(3)]
    Change.objects.all().delete()
    outbox.record(keys[:2], urgent=True)
    assert withheld() == ()
    outbox.record(keys[2:], urgent=True)
    with django_assert_num_queries(1):
        assert withheld() == tuple(sorted(keys))


def test_more_than_an_engine_takes_stops_the_search(
    make: Make, work: Work, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("Radweg")
    work()
    monkeypatch.setattr(privacy, "MOST_WITHHELD", 2)
    outbox.record([f"page:{n}" for n in range(1_000, 1_003)], Operation.DELETE, urgent=True)
    with pytest.raises(EngineError, match="catch up"):
        ask("Radweg")
