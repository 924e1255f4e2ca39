"""What all tests share: a clean cache, the demo once per process, and a worker that works when told."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from consultations.guidelines.versions import guards
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from tests.demo import DemoPortal, LoadedOnce
from tests.personas import browser_of

pytest_plugins = ["tests.servers.fixtures", "tests.verapdf.fixtures"]


@pytest.fixture(autouse=True)
def _clean_state() -> None:
    """Site roots of a rolled back test, or the language of its last request, must not reach the next one."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


DEMO = LoadedOnce()


@pytest.fixture(scope="session", autouse=True)
def _empty_past_the_guards() -> Iterator[None]:
    """A transactional test empties all tables after it; frozen rows refuse that while their guards stand."""
    with pytest.MonkeyPatch.context() as patch:
        empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

        def teardown(case: TransactionTestCase) -> None:
            with guards.lifted(connection):
                empty(case)

        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules with the demo first and together, so that a process loads it once."""
    modules = {item.path for item in items if _needs_demo(item)}
    items.sort(key=lambda item: item.path not in modules)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """No demo in the database of a module that has not asked for it."""
    try:
        return (yield)
    finally:
        if nextitem is None or not _needs_demo(nextitem):
            DEMO.close()


def _needs_demo(item: pytest.Item) -> bool:
    return "demo_portal" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="module")
def demo_portal(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoPortal]:
    """The demo, its files read and its index built; whatever the module's tests do is taken back after it.

    Every test runs in a transaction inside this one and so starts from the same content. The index is no
    part of any transaction: a test that lets the worker write takes `own_index`.
    """
    with DEMO.lent(django_db_blocker, tmp_path_factory.mktemp("demo"), run_jobs) as portal:
        yield portal


@pytest.fixture
def own_index(demo_portal: DemoPortal, db: None, tmp_path: Path, settings: Any) -> Path:
    """A copy of the demo's index that only this test writes to."""
    shutil.copytree(demo_portal.folder / "index", tmp_path / "index")
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    return tmp_path / "index"


@pytest.fixture
def worker() -> Callable[[], int]:
    """Works off all waiting jobs, as `manage.py db_worker --batch` does; answers how many there were."""
    return run_jobs


def run_jobs() -> int:
    """Run the jobs that are due, in their order, within the open transaction; a failing one fails the test."""
    done = 0
    while result := DBTaskResult.objects.ready().first():
        result.task.call(*result.task_result.args, **result.task_result.kwargs)
        result.set_successful(None)
        done += 1
    return done


@pytest.fixture
def editor_browser(db: None) -> Client:
    """A browser in which an editor is logged in."""
    return browser_of(EDITOR)


@pytest.fixture
def chief_browser(db: None) -> Client:
    """A browser in which a chief editor is logged in."""
    return browser_of(CHIEF_EDITOR)


@pytest.fixture
def translator_browser(db: None) -> Client:
    """A browser in which a translator is logged in."""
    return browser_of(TRANSLATOR)
