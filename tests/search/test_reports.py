"""The report "Search index": who sees it, what it says, what its buttons do."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from portal.accounts.models import User
from search import tasks, upkeep
from search.engines.base import Engine
from search.models import Change, Run
from tests.personas import BACKEND
from tests.search.conftest import Make
from tests.search.test_command import run


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    user = User.objects.create_superuser(email="leitung@stadt.example", password=None)
    client.force_login(user, backend=BACKEND)
    return client


def page_of(client: Client) -> Any:
    response = client.get(reverse("search_report"))
    assert response.status_code == 200
    return response


def test_it_shows_numbers_and_the_last_runs(admin: Client, make: Make, engine: Engine) -> None:
    make("Radweg")
    upkeep.rebuild(engine)
    response = page_of(admin)
    assert response.context["status"].sources == 1
    [told] = response.context["runs"]
    assert (told["run"].kind, told["state"]) == ("rebuild", "done")
    assert [count.rpartition(" ")[2] for count in told["counts"].split(", ")] == ["1", "0"]
    assert "Refresh" not in response


def test_what_fails_is_told_in_words_and_tried_again(admin: Client, make: Make, engine: Engine) -> None:
    page = make("Radweg")
    Change.objects.create(source=page.find_key, attempts=2, error="ValueError: kein Text")
    Change.objects.create(source="page:999999", attempts=1, error="disk full")
    upkeep_rows = page_of(admin).context["failures"]
    assert [row["page"] and row["page"].pk for row in upkeep_rows] == [page.pk, None]
    assert upkeep_rows[0]["reason"] != upkeep_rows[1]["reason"]
    Change.objects.update(next_try="2100-01-01T00:00Z")
    admin.post(reverse("search_retry"))
    assert Change.objects.filter(attempts__gt=0, next_try__year=2100).count() == 0


def test_buttons_queue_jobs_and_a_rebuild_asks_first(admin: Client, home: object, engine: Engine) -> None:
    assert admin.get(reverse("search_rebuild")).status_code == 200
    assert not waiting(tasks.rebuild)
    for _twice in range(2):
        assert admin.post(reverse("search_rebuild")).status_code == 302
        assert admin.post(reverse("search_compare")).status_code == 302
    assert (waiting(tasks.rebuild), waiting(tasks.compare_now)) == (1, 1)
    assert admin.get(reverse("search_retry")).status_code == 405


def test_it_looks_again_while_something_runs(admin: Client, home: object, engine: Engine) -> None:
    Run.objects.create(kind="rebuild", total=100, done=40)
    response = page_of(admin)
    assert response["Refresh"] == "5"
    assert '<progress value="40" max="100">' in response.content.decode()


def test_an_index_that_cannot_be_read_is_said(
    admin: Client, make: Make, engine: Engine, tmp_path: Any
) -> None:
    make("Radweg")
    upkeep.rebuild(engine)
    (tmp_path / "index" / "CURRENT").write_text("g000009")
    assert "g000009" in page_of(admin).context["status"].error


def test_editors_neither_see_nor_change_it(editor_browser: Client, home: object) -> None:
    for name in ("search_report", "search_rebuild"):
        assert editor_browser.get(reverse(name)).status_code in (302, 403)
    editor_browser.post(reverse("search_rebuild"))
    assert not waiting(tasks.rebuild)
    assert reverse("search_report") not in editor_browser.get(reverse("wagtailadmin_home")).content.decode()


def test_the_terminal_says_the_same_as_json(make: Make, engine: Engine) -> None:
    make("Radweg")
    run("rebuild")
    found = json.loads(run("status", "--json"))
    assert (found["sources"], found["waiting"], found["failing"], found["rebuild_needed"]) == (1, 0, 0, [])
    assert found["last_rebuild"]["outcome"] == {"written": 1, "failed": 0}
    assert (found["last_rebuild"]["state"], found["last_reconcile"]) == ("done", None)
    assert found["engine"]["generation"] == "g000001"


def waiting(task: Any) -> int:
    return DBTaskResult.objects.filter(task_path=task.module_path, status="READY").count()
