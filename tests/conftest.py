"""What all tests share: a clean cache, the demo once per module, and a worker that works when told."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TransactionTestCase, override_settings
from django.utils import translation
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from consultations.guidelines.versions import guards
from home.demo.load import load_demo
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from tests.personas import browser_of

pytest_plugins = ["tests.servers.fixtures", "tests.verapdf.fixtures"]


@pytest.fixture(autouse=True)
def _clean_state() -> None:
    """Site roots of a rolled back test, or the language of its last request, must not reach the next one."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


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


@dataclass(frozen=True, slots=True)
class DemoPortal:
    """The demo content in the database of one module, its files and index in a folder of their own."""

    folder: Path

    def page(self, slug: str) -> Any:
        """A demo page as its own type."""
        return Page.objects.get(slug=slug).specific

    def url(self, slug: str) -> str:
        """Address of a demo page."""
        url: str = self.page(slug).url
        return url


@pytest.fixture(scope="module")
def demo_portal(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoPortal]:
    """The demo, its files read and its index built; whatever the module's tests do is taken back after it.

    Every test runs in a transaction inside this one and so starts from the same content. The index is no
    part of any transaction: a test that lets the worker write takes `own_index`.
    """
    folder = tmp_path_factory.mktemp("demo")
    own = override_settings(MEDIA_ROOT=folder / "media", SEARCH_URL=f"tantivy://{folder / 'index'}")
    everything = transaction.atomic()
    # Tests may open durable blocks inside, as they may inside their own transaction.
    everything._from_testcase = True  # type: ignore[attr-defined]
    with own:
        with django_db_blocker.unblock():
            everything.__enter__()
            cache.clear()
            load_demo(lambda _line: None)
            run_jobs()
        yield DemoPortal(folder)
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            everything.__exit__(None, None, None)
            cache.clear()


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
