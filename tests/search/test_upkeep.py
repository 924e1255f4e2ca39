"""Rebuild and comparison leave a record; what is due begins by itself."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.models import InfoPage
from portal.jobs.signals import worker_idle
from search import status, tasks, upkeep
from search.engines.base import Engine, EngineError, absent
from search.engines.tantivy import TantivyEngine
from search.models import Change, Run
from tests.search.conftest import Ask, Make

Work = Callable[[], Any]


def jobs(task: Any) -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(task_path=task.module_path, status="READY"))


@pytest.fixture
def older(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the index in place counts as made with older language rules."""
    monkeypatch.setattr(engine, "_facts", {**engine._facts, "analysis": "de-99"})  # type: ignore[attr-defined]


def test_a_rebuild_is_recorded(make: Make, engine: Engine) -> None:
    make("Radweg")
    upkeep.rebuild(engine)
    run = Run.objects.get()
    assert (run.kind, run.state(timezone.now()), run.outcome) == (
        "rebuild",
        "done",
        {"written": 1, "failed": 0},
    )
    assert (run.done <= run.total, run.total) == (True, 1)


def test_a_failed_rebuild_keeps_its_reason(
    home: object, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object, passages: object) -> int:
        raise EngineError("disk full")

    monkeypatch.setattr(TantivyEngine, "rebuild", full)
    with pytest.raises(EngineError):
        upkeep.rebuild(engine)
    run = Run.objects.get()
    assert (run.state(timezone.now()), run.error) == ("failed", "disk full")
    tasks.rebuild.func()
    assert Run.objects.filter(error="disk full").count() == 2


def test_a_killed_run_is_seen_as_broken_off(home: object) -> None:
    run = Run.objects.create(kind="rebuild", total=100, done=7)
    assert run.state(timezone.now()) == "running"
    assert run.state(timezone.now() + dt.timedelta(minutes=6)) == "broken off"


def test_changes_do_not_wait_for_the_end_of_a_rebuild(
    make: Make, engine: Engine, ask: Ask, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "EVERY", dt.timedelta(0))
    page = make("Radweg")
    work()
    seen: list[int] = []

    def meanwhile(done: int) -> None:
        InfoPage.objects.get(pk=page.pk).unpublish()

    def after(keys: object) -> int:
        seen.append(Change.objects.count())
        return 0

    drain = upkeep._serve
    monkeypatch.setattr(upkeep, "_serve", lambda engine: (drain(engine), after(engine)))
    upkeep.rebuild(engine, meanwhile)
    assert seen == [0]
    assert ask("Radweg").total == 0
    assert engine.count() == 0


def test_another_analysis_is_rebuilt_by_itself_while_readers_get_answers(
    make: Make, engine: Engine, ask: Ask, work: Work, older: None
) -> None:
    make("Radweg")
    work()
    facts = engine._facts  # type: ignore[attr-defined]
    engine._facts = {**facts, "analysis": "de-100"}  # type: ignore[attr-defined]
    assert ask("Radweg").total == 1
    assert status.read(engine, timezone.now()).due == ("analysis",)
    make("Ufer")
    tasks.drain.func()
    assert (ask("Ufer").total, len(jobs(tasks.rebuild))) == (1, 1)
    tasks.drain.func()
    assert len(jobs(tasks.rebuild)) == 1
    tasks.rebuild.func()
    assert status.read(engine, timezone.now()).due == ()
    assert (ask("Radweg").total, ask("Ufer").total) == (1, 1)


def test_a_rebuild_that_fails_is_not_begun_again_at_once(
    make: Make, engine: Engine, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    make()
    work()
    monkeypatch.setattr(engine, "_facts", {**engine._facts, "analysis": "x"})  # type: ignore[attr-defined]
    now = timezone.now()
    assert upkeep.rebuild_is_due(engine, now)
    Run.objects.create(kind="rebuild", started=now, seen=now)
    assert not upkeep.rebuild_is_due(engine, now)
    assert upkeep.rebuild_is_due(engine, now + dt.timedelta(minutes=6))
    Run.objects.update(finished=now, error="disk full")
    assert not upkeep.rebuild_is_due(engine, now + dt.timedelta(seconds=59))
    assert upkeep.rebuild_is_due(engine, now + dt.timedelta(seconds=61))
    for _number in range(9):
        Run.objects.create(kind="rebuild", started=now, seen=now, finished=now, error="disk full")
    assert not upkeep.rebuild_is_due(engine, now + dt.timedelta(minutes=15))
    assert upkeep.rebuild_is_due(engine, now + dt.timedelta(minutes=17))


def test_an_index_that_was_removed_is_built_at_once_without_any_change(
    make: Make, engine: Engine, ask: Ask, work: Work
) -> None:
    make("Radweg")
    work()
    upkeep.rebuild(engine)
    worker_idle.send(sender=object)
    assert jobs(tasks.rebuild) == []
    engine.remove()
    worker_idle.send(sender=object)
    worker_idle.send(sender=object)
    assert len(jobs(tasks.rebuild)) == 1
    tasks.rebuild.func()
    assert ask("Radweg").total == 1


def test_a_missing_reserve_calls_for_a_rebuild() -> None:
    assert absent({"generation": "g1", "reserve generation": "none"})
    assert not absent({"generation": "g1", "reserve generation": "g7", "trouble": "none"})


def test_an_index_half_made_by_a_killed_rebuild_is_built_again(
    make: Make, engine: Engine, work: Work
) -> None:
    make("Radweg")
    work()
    now = timezone.now()
    Run.objects.create(kind="rebuild", started=now, seen=now)
    assert not upkeep.rebuild_is_due(engine, now + dt.timedelta(minutes=4))
    assert upkeep.rebuild_is_due(engine, now + dt.timedelta(minutes=6))


def test_the_worker_compares_every_night(make: Make, engine: Engine, work: Work, ask: Ask) -> None:
    page = make("Radweg")
    tasks.drain.func()
    [night] = jobs(tasks.reconcile)
    assert timezone.localtime(night.run_after).time() == dt.time(3, 30)
    assert timezone.now() < night.run_after <= timezone.now() + dt.timedelta(days=1, hours=1)
    InfoPage.objects.filter(pk=page.pk).update(title="Brücke")
    night.delete()
    tasks.reconcile.func()
    assert len(jobs(tasks.reconcile)) == 1
    run = Run.objects.get(kind="reconcile")
    assert run.outcome == {"compared": 1, "missing": 0, "stale": 1, "surplus": 0, "failed": 0}
    tasks.reconcile.func()
    assert Run.objects.count() == 1
    work()
    assert ask("Brücke").total == 1


@pytest.mark.parametrize(("now", "night"), [("12:00", 1), ("03:29", 0), ("03:30", 1)])
def test_the_next_night_is_today_or_tomorrow(now: str, night: int) -> None:
    moment = timezone.make_aware(dt.datetime.fromisoformat(f"2026-02-03 {now}"))
    expected = timezone.make_aware(dt.datetime(2026, 2, 3 + night, 3, 30))
    assert upkeep.next_night(moment) == expected


def test_only_the_last_runs_are_kept(home: object, engine: Engine) -> None:
    for hour in range(60):
        Run.objects.create(kind="reconcile", started=timezone.now() - dt.timedelta(hours=hour + 1))
    with time_machine.travel(timezone.now(), tick=False):
        upkeep.reconcile(engine)
    assert Run.objects.count() == upkeep.KEPT
    assert Run.objects.filter(finished__isnull=False).count() == 1
