"""From rows to the index: coalesced, repeatable, nothing lost, nothing held up."""

from collections.abc import Callable, Iterable, Mapping

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.documents import get_document_model

from home.models import InfoPage
from search import indexing, lease, outbox, tasks
from search.engines.base import Engine, EngineError, Passage
from search.lease import LeaseTaken, Writing
from search.models import Change, Lease
from tests.search.conftest import Ask, Make

Work = Callable[[], indexing.Outcome]


class Faulty:
    """A real engine whose `replace` fails for some sources, or dies after the commit."""

    name = "faulty"

    def __init__(self, engine: Engine, bad: Iterable[str] = (), dies: bool = False) -> None:
        self._engine, self._bad, self._dies = engine, set(bad), dies

    def describe(self) -> Mapping[str, str]:
        return self._engine.describe()

    def replace(self, batch: Mapping[str, Iterable[Passage]]) -> None:
        if self._bad & batch.keys():
            raise EngineError("disk full")
        self._engine.replace(batch)
        if self._dies:
            raise KeyboardInterrupt


def test_a_published_page_is_found_and_its_rows_go(make: Make, work: Work, ask: Ask) -> None:
    page = make("Radweg", "An der Elbe")
    page.save_revision().publish()
    outcome = work()
    assert (outcome.written, outcome.gone, outcome.failed) == (1, 0, {})
    assert not Change.objects.exists()
    assert [hit.url for hit in ask("Elbe").hits] == [page.get_url()]


def test_rows_of_one_source_are_one_write(make: Make, work: Work) -> None:
    page = make("Radweg")
    for _ in range(3):
        page.save()
    assert work().written == 1


def test_delivered_twice_gives_the_same(make: Make, work: Work, engine: Engine) -> None:
    page = make("Radweg")
    work()
    before = (engine.count(), engine.sources())
    outbox.record([page.find_key])
    work()
    assert (engine.count(), engine.sources()) == before
    assert work().written == 0


def test_killed_between_commit_and_row_loses_nothing(
    make: Make, engine: Engine, ask: Ask, work: Work
) -> None:
    make("Radweg")
    with pytest.raises(KeyboardInterrupt):
        indexing.drain(Faulty(engine, dies=True))  # type: ignore[arg-type]
    assert Change.objects.count() == 1
    Lease.objects.update(until=timezone.now())
    assert work().written == 1
    assert ask("Radweg").total == 1
    assert not Change.objects.exists()


def test_one_page_that_fails_does_not_stop_the_others(
    make: Make, work: Work, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = make("Radweg"), make("Brücke")
    find_source = InfoPage.find_source

    def broken(page: InfoPage) -> object:
        if page.pk == bad.pk:
            raise ValueError("kein Text")
        return find_source(page)

    monkeypatch.setattr(InfoPage, "find_source", broken)
    assert work().failed == {bad.find_key: "ValueError: kein Text"}
    row = Change.objects.get()
    assert (row.source, row.attempts, row.error) == (bad.find_key, 1, "ValueError: kein Text")
    assert row.next_try > timezone.now()
    assert ask("Brücke").hits[0].source == good.find_key
    monkeypatch.undo()
    Change.objects.update(next_try=timezone.now())
    work()
    assert ask("Radweg").total == 1
    assert not Change.objects.exists()


def test_what_readers_must_not_see_goes_although_its_text_fails(
    make: Make, work: Work, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make("Radweg")
    work()

    def broken(page: InfoPage) -> object:
        raise ValueError

    monkeypatch.setattr(InfoPage, "find_source", broken)
    outbox.record([page.find_key], urgent=True)
    work()
    assert ask("Radweg").total == 0
    assert Change.objects.count() == 1


def test_a_source_the_engine_refuses_does_not_stop_the_others(make: Make, engine: Engine, ask: Ask) -> None:
    pages = [make(f"Radweg {n}") for n in range(4)]
    outcome = indexing.drain(Faulty(engine, bad=[pages[2].find_key]))  # type: ignore[arg-type]
    assert outcome.failed == {pages[2].find_key: "disk full"}
    assert ask("Radweg").total == 3
    assert Change.objects.get().error == "disk full"


def test_an_ill_engine_keeps_all_rows_and_comes_again(
    make: Make, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [make(f"Radweg {n}") for n in range(5)]
    faulty = Faulty(engine, bad=[page.find_key for page in pages])
    monkeypatch.setattr(tasks, "engine_in_use", lambda: faulty)
    DBTaskResult.objects.all().delete()
    tasks.drain.func()
    assert list(Change.objects.values_list("attempts", flat=True)) == [0] * 5
    later = DBTaskResult.objects.get(task_path=tasks.drain.module_path)
    assert 50 < (later.run_after - timezone.now()).total_seconds() <= 60


def test_the_job_leaves_no_job_when_all_is_done(make: Make, engine: Engine, ask: Ask) -> None:
    tasks.rebuild.func()
    make("Radweg")
    DBTaskResult.objects.all().delete()
    tasks.drain.func()
    assert ask("Radweg").total == 1
    # The comparison of the coming night is all that is left.
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == [tasks.reconcile.module_path]


def test_a_killed_job_leaves_a_job_behind(
    make: Make, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("Radweg")
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr(tasks, "engine_in_use", lambda: Faulty(engine, dies=True))
    with pytest.raises(KeyboardInterrupt):
        tasks.drain.func()
    later = DBTaskResult.objects.get(task_path=tasks.drain.module_path)
    assert later.run_after <= timezone.now() + lease.LIFETIME


def test_two_workers_take_turns(make: Make, work: Work) -> None:
    make("Radweg")
    with Writing(), pytest.raises(LeaseTaken):
        work()
    assert work().written == 1


def test_a_lease_runs_out(make: Make, work: Work) -> None:
    make("Radweg")
    dead = Writing()
    dead.__enter__()
    Lease.objects.update(until=timezone.now())
    assert work().written == 1


def test_a_document_is_found_alone_only_when_it_says_so(home: object, work: Work, ask: Ask) -> None:
    documents = get_document_model()
    document = documents.objects.create(title="Radwegenetz", file=ContentFile(b"Text", name="netz.txt"))
    work()
    assert ask("Radwegenetz").total == 0
    document.findable_alone = True
    document.save()
    work()
    hit = ask("Radwegenetz").hits[0]
    assert (hit.url, hit.kind) == (document.url, "document")
    document.delete()
    assert ask("Radwegenetz").hits == []
    work()
    assert ask("Radwegenetz").total == 0


def test_rebuild_takes_everything_public(make: Make, engine: Engine, ask: Ask, work: Work) -> None:
    make("Radweg")
    make("Radweg geheim", live=False)
    Change.objects.all().delete()
    steps: list[int] = []
    outcome = indexing.rebuild(engine, steps.append)
    assert (outcome.written, sum(steps)) == (1, indexing.count_sources())
    assert ask("Radweg").total == 1


def test_a_change_during_the_rebuild_is_not_lost(make: Make, engine: Engine, ask: Ask, work: Work) -> None:
    first, second = make("Radweg"), make("Brücke")
    work()

    def meanwhile(done: int) -> None:
        InfoPage.objects.get(pk=first.pk).unpublish()
        page = InfoPage.objects.get(pk=second.pk)
        page.title = "Steg"
        page.save()
        work()
        assert ask("Radweg").total == 0

    indexing.rebuild(engine, meanwhile)
    assert (ask("Radweg").total, ask("Brücke").total, ask("Steg").total) == (0, 0, 1)


def test_rebuild_leaves_a_failing_source_to_the_worker(
    make: Make, engine: Engine, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = make("Radweg")
    Change.objects.all().delete()

    def broken(page: InfoPage) -> object:
        raise ValueError("kein Text")

    monkeypatch.setattr(InfoPage, "find_source", broken)
    indexing.rebuild(engine)
    row = Change.objects.get()
    assert (row.source, row.attempts, row.error) == (bad.find_key, 1, "ValueError: kein Text")


def test_reconcile_finds_and_repairs(make: Make, engine: Engine, work: Work, ask: Ask) -> None:
    missing, stale, surplus, _same = (make(title) for title in ("Radweg", "Brücke", "Steg", "Ufer"))
    work()
    engine.replace({missing.find_key: []})
    InfoPage.objects.filter(pk=stale.pk).update(title="Tunnel")
    InfoPage.objects.filter(pk=surplus.pk).update(live=False)
    found = indexing.compare(engine)
    assert (found.missing, found.stale, found.surplus, found.failed) == (
        (missing.find_key,),
        (stale.find_key,),
        (surplus.find_key,),
        (),
    )
    assert found.compared == 3
    indexing.repair(found)
    work()
    assert [ask(word).total for word in ("Radweg", "Tunnel", "Brücke", "Steg", "Ufer")] == [1, 1, 0, 0, 1]
    assert indexing.compare(engine) == indexing.Difference(3, (), (), (), ())
