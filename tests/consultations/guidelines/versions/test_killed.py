"""A real process killed in the middle of a freeze, and two at once: all or nothing, and never twice."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.browser.installation import ROOT, Installation

pytestmark = pytest.mark.slow

WRITE = """
from tests.home.site import make_home
from tests.factories.guidelines import chapter, make_guideline
make_home()
blocks = [{"type": "paragraph", "id": f"{n:08x}-0000-4000-8000-000000000000", "value": {"text": f"<p>Absatz {n}</p>"}}
    for n in range(300)]
make_guideline(chapter(), *blocks)
"""
FREEZE = """
import datetime as dt
import sys
from django.utils import timezone
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions import freezing, models

def wait(*args, **kwargs):
    print("middle", flush=True)
    sys.stdin.readline()

page = GuidelinePage.objects.get()
facts = freezing.FreezeFacts(page.latest_revision_id, "Fassung", dt.date(2024, 3, 8), "in_force", number=1)
WAIT
try:
    freezing.freeze(page, facts, {}, "Frida Chef", timezone.now())
except freezing.Refused:
    print("refused", flush=True)
"""
COUNT = """
from consultations.guidelines.versions import models
print(models.GuidelineVersion.objects.count(), models.VersionText.objects.count(), models.VersionPart.objects.count())
"""


@pytest.fixture
def installation(tmp_path: Path, db: None) -> Installation:
    """An own database file with the schema of the test database and one text in it."""
    if connection.vendor != "sqlite":
        pytest.skip("copies the SQLite file of the test database")
    # Another connection, because a copy waits for ever for a transaction of its own.
    known = sqlite3.connect(str(connection.settings_dict["NAME"]))
    copy = sqlite3.connect(tmp_path / "db.sqlite3")
    known.backup(copy)
    known.close()
    copy.close()
    made = Installation(tmp_path)
    shell(made, WRITE)
    return made


def shell(installation: Installation, script: str) -> str:
    return installation.manage("shell", "--no-imports", "-c", script)


def freezing(installation: Installation, wait: str = "") -> "subprocess.Popen[str]":
    """A process that freezes, and waits where it is told to."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", FREEZE.replace("WAIT", wait)],
        cwd=ROOT,
        env=installation.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("model", ["VersionText", "GuidelineVersion"])
def test_killed_in_the_middle_nothing_is_frozen(installation: Installation, model: str) -> None:
    process = freezing(installation, f"models.{model}.save = wait")
    assert process.stdout is not None
    assert process.stdout.readline() == "middle\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert shell(installation, COUNT).split() == ["0", "0", "0"]
    freezing(installation).communicate()
    assert shell(installation, COUNT).split() == ["1", "1", "301"]
    assert installation.manage("guidelines", "verify") == "1 versions are as they were frozen.\n"


def test_two_at_once_freeze_one_version(installation: Installation) -> None:
    processes = [freezing(installation) for _ in range(2)]
    told = sorted(process.communicate()[0] for process in processes)
    assert told == ["", "refused\n"]
    assert shell(installation, COUNT).split() == ["1", "1", "301"]
