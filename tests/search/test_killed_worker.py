"""`kill -9` of the real worker while it indexes: nothing lost, nothing doubled, nothing private."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.browser.installation import ROOT, Installation

pytestmark = pytest.mark.slow
PAGES = 300

KILLS = 3
WORKER = ("db_worker", "--queue-name", "*", "--batch", "--no-startup-delay", "--no-reload")
BUILD = f"""
from tests.home.site import add, make_home
from home.models import InfoPage
home = make_home()
for n in range({PAGES}):
    add(home, InfoPage(title=f"Radweg {{n}}", slug=f"seite-{{n}}", summary="Am Ufer. " * 40))
"""
# Between two lives of the worker editors go on, and time passes: leases run out, later jobs are due.
MEANWHILE = """
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageViewRestriction
from search import outbox
from search.models import Change, Lease
found = Change.objects.count()
for page in Page.objects.filter(title__startswith="Radweg", view_restrictions=None).order_by("?")[:5]:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
for page in Page.objects.filter(title__startswith="Radweg").order_by("?")[:5]:
    page.specific.save_revision().publish()
outbox.record(f"page:{pk}" for pk in Page.objects.filter(title__startswith="Radweg").values_list("pk", flat=True))
Lease.objects.update(until=timezone.now())
later = DBTaskResult.objects.filter(status="READY", run_after__lt=timezone.now() + timezone.timedelta(hours=1))
later.exclude(task_path="search.tasks.reconcile").update(run_after=timezone.now())
print(found, Change.objects.count())
"""
TELL = """
import json
from django.conf import settings
from search.engines.choose import engine_for
from search.indexing import compare
from search.models import Change
from search.sources import OWN
engine = engine_for(settings.SEARCH_URL)
public = sorted(f"page:{pk}" for pk in OWN["page"].pks())
found = compare(engine)
print(json.dumps({"waiting": Change.objects.count(), "public": public, "indexed": sorted(engine.sources()),
    "passages": engine.count(), "wrong": [*found.missing, *found.stale, *found.surplus, *found.failed]}))
"""


@pytest.fixture
def installation(tmp_path: Path, db: None) -> Installation:
    """An own database file with the schema of the test database, an own index."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the SQLite file of the test database")
    # Another connection, because a copy waits for ever for a transaction of its own.
    known = sqlite3.connect(str(connection.settings_dict["NAME"]))
    copy = sqlite3.connect(tmp_path / "db.sqlite3")
    known.backup(copy)
    known.close()
    copy.close()
    return Installation(tmp_path)


def shell(installation: Installation, script: str) -> str:
    return installation.manage("shell", "--no-imports", "-c", script)


def test_a_worker_killed_again_and_again_loses_and_doubles_nothing(installation: Installation) -> None:
    chance = random.Random(7)
    shell(installation, BUILD)
    interrupted, left = 0, 0
    for _ in range(KILLS):
        kill_while_indexing(installation, chance.uniform(0.1, 0.3))
        found, now_left = map(int, shell(installation, MEANWHILE).split()[-2:])
        interrupted += 0 < found < left
        left = now_left
    # At least one of them was in the middle of its work.
    assert interrupted
    for _ in range(2):
        installation.manage(*WORKER)
    told = json.loads(shell(installation, TELL).splitlines()[-1])
    assert (told["waiting"], told["wrong"]) == (0, [])
    assert told["indexed"] == told["public"]
    assert len(told["public"]) == PAGES - 5 * KILLS
    # Each page is cut into as many passages as any other.
    before = told["passages"]
    installation.manage("search", "rebuild")
    assert json.loads(shell(installation, TELL).splitlines()[-1])["passages"] == before


def kill_while_indexing(installation: Installation, after: float) -> None:
    """Let the worker write its first commit of this life, then end it without any warning."""
    index = installation.folder / "index"
    stamp = newest(index)
    worker = subprocess.Popen(
        [sys.executable, "manage.py", *WORKER],
        cwd=ROOT,
        env=installation.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while newest(index) == stamp and worker.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(after)
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def newest(folder: Path) -> float:
    return max((path.stat().st_mtime for path in folder.glob("**/meta.json")), default=0.0)
