"""An operator starts, fills, rebuilds, watches and restarts the portal with the documented commands."""

import datetime as dt
import gzip
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.accounts.roles import CHIEF_EDITOR, EDITOR
from tests.acceptance.installation import City
from tests.acceptance.people import Person
from tests.browser.people import protocol_pdf

DATA = Path(os.environ.get("STADTDIALOG_DATA", Path(__file__).parents[3] / "shared" / "data"))
SESSIONS = 3
STATUS = ("search", "status", "--json")


def test_rebuild_and_comparison_end_well_while_the_portal_runs(demo: City) -> None:
    """`search rebuild` ended with TransactionManagementError on PostgreSQL."""
    before = json.loads(demo.manage(*STATUS))
    told = demo.manage("search", "rebuild")
    assert re.search(r"^\d+ sources, \d+ passages$", told, re.MULTILINE), told
    compared = demo.manage("search", "reconcile")
    for wrong in ("missing", "stale", "surplus", "failed"):
        assert f"\n{wrong}: 0\n" in compared, compared
    after = json.loads(demo.manage(*STATUS))
    assert after["passages"] == before["passages"] > 0
    assert after["failing"] == 0
    assert demo.found("de", "Methodenkoffer")


def test_real_sessions_are_imported_and_found(demo: City, tmp_path: Path) -> None:
    """With a worker at work, and once more without any change."""
    source = DATA / "protocols" / "nordstemmen.jsonl.gz"
    if not source.is_file():
        assert not os.environ.get("CI"), "the shared data folder is missing"
        pytest.skip("the shared data folder is not here; set STADTDIALOG_DATA")
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        taken = [line for _number, line in zip(range(SESSIONS), lines, strict=False)]
    (tmp_path / "sessions.jsonl").write_text("".join(taken), encoding="utf-8")

    assert re.search(
        r"^sessions +3 +0 +0 +0 +0$", demo.manage("import_protocols", str(tmp_path)), re.MULTILINE
    )
    again = demo.manage("import_protocols", str(tmp_path))
    assert re.search(r"^sessions +0 +\d+ ", again, re.MULTILINE), again
    demo.wait_until_found("de", "Nordstemmen")


def test_the_worker_reads_a_file_and_readers_find_it(demo: City, person: Callable[[str], Person]) -> None:
    """Upload, extraction, index: every step in its own process."""
    word = "Fassadenbegrünungsbeirat"
    editor = person(EDITOR)
    start = dt.datetime.now() - dt.timedelta(days=2)
    editor.new_meeting("/verfahren/leitlinien/", "Sitzung mit Datei für den Dienst", start)
    editor.attach(
        "protokoll-dienst.pdf", "Protokoll für den Dienst", protocol_pdf("Seite eins", f"Der {word}")
    )
    number = editor.save_draft()
    editor.submit_for_approval()
    chief = person(CHIEF_EDITOR)
    chief.edit(number)
    chief.approve()
    demo.wait_until_found("de", word)


def test_a_restart_keeps_everything(demo: City, person: Callable[[str], Person], citizen: Page) -> None:
    """Pages, index, jobs, and people who are logged in."""
    chief = person(CHIEF_EDITOR)
    assert demo.stop() == 0
    demo.start()
    chief.page.goto("/admin/")
    expect(chief.page).to_have_url(f"{demo.url}/admin/")
    citizen.goto("/de/")
    expect(citizen.locator("h1")).to_be_visible()
    assert demo.found("de", "Methodenkoffer")
    # The worker is back as well: what is waiting gets done.
    demo.manage("search", "reconcile")
    assert json.loads(demo.manage(*STATUS))["failing"] == 0


def test_the_nightly_commands_end_well(demo: City) -> None:
    """As docs/operators.md lists them."""
    for command in (
        ("clearsessions",),
        ("prune_db_task_results",),
        ("guidelines", "verify"),
        ("tree", "check"),
    ):
        demo.manage(*command)
