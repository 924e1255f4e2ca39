"""The worker outlives its database: locked longer than it waits, gone and back again."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """An installation with an empty, migrated SQLite database."""
    if connection.vendor != "sqlite":
        pytest.skip("the faults are those of a file; a server that goes away has a test of its own")
    # Another connection, because a copy waits for ever for a transaction of its own.
    known = sqlite3.connect(str(connection.settings_dict["NAME"]))
    copy = sqlite3.connect(tmp_path / "db.sqlite3")
    known.backup(copy)
    copy.execute("DELETE FROM django_tasks_database_dbtaskresult")
    copy.commit()
    known.close()
    copy.close()
    return tmp_path


Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts the worker with a short patience for locks, so that the test need not wait for a real one."""
    started = []
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "TEST_"))
    }
    environment |= {
        "DATA_DIR": str(folder),
        "SECRET_KEY": "worker-test-" * 5,
        "SITE_URL": "https://dialog.example.org",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        "DATABASE_URL": "",
    }
    program = (
        "import sys; from django.conf import settings; settings.DATABASES['default']['OPTIONS']['timeout'] = 0.2;"
        "from django.core.management import execute_from_command_line as run; run(['manage.py', 'worker'])"
    )

    def begin() -> "subprocess.Popen[bytes]":
        with (folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()


def enqueue(folder: Path) -> str:
    """A job that finds nothing to do."""
    name = "a" * 31 + str(time.monotonic_ns() % 10)
    with sqlite3.connect(folder / "db.sqlite3", timeout=20) as database:
        database.execute(
            "INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority, task_path,"
            " worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)"
            " VALUES (?, 'READY', '2026-01-01 00:00:00', '{\"args\": [], \"kwargs\": {}}', 0, 'search.tasks.drain',"
            " '[]', 'default', 'default', '9999-01-01 00:00:00', '', '')",
            (name,),
        )
    database.close()
    return name


def status(folder: Path, name: str) -> str:
    database = sqlite3.connect(folder / "db.sqlite3", timeout=20)
    try:
        found = database.execute(
            "SELECT status FROM django_tasks_database_dbtaskresult WHERE id = ?", (name,)
        ).fetchone()
        return str(found[0])
    finally:
        database.close()


def wait_for(look: Callable[[], bool], folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < deadline, (folder / "log").read_text()
        time.sleep(0.1)


def log_says(folder: Path, words: str) -> Callable[[], bool]:
    return lambda: words in (folder / "log").read_text()


def test_a_database_locked_longer_than_it_waits_is_waited_for(folder: Path, start: Start) -> None:
    worker = start()
    wait_for((folder / "worker.alive").exists, folder)
    lock = sqlite3.connect(folder / "db.sqlite3", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    wait_for(log_says(folder, "next try in 2 s: database is locked"), folder)
    assert worker.poll() is None
    lock.execute("ROLLBACK")
    lock.close()
    job = enqueue(folder)
    wait_for(lambda: status(folder, job) == "SUCCESSFUL", folder)
    text = (folder / "log").read_text()
    assert "Traceback" not in text
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0


def test_a_database_that_is_gone_for_a_while_is_waited_for(folder: Path, start: Start) -> None:
    worker = start()
    wait_for((folder / "worker.alive").exists, folder)
    # As when the disk that holds it is away: the folder's name leads nowhere.
    for path in folder.glob("db.sqlite3*"):
        path.rename(path.with_name(f"away-{path.name}"))
    wait_for(log_says(folder, "There is no database"), folder)
    assert worker.poll() is None
    assert not (folder / "db.sqlite3").exists()
    for path in folder.glob("away-*"):
        path.rename(path.with_name(path.name.removeprefix("away-")))
    job = enqueue(folder)
    wait_for(lambda: status(folder, job) == "SUCCESSFUL", folder)
    assert worker.poll() is None
