"""`manage.py move`: everything is on the other side, or nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from home.moving.rows import fingerprint, tables
from tests.browser.installation import Installation
from tests.postgres import binaries, server

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("STADTDIALOG_DATA", ROOT.parent / "shared" / "data"))

COUNT = """
from wagtail.models import Page, Revision
from consultations.models import VersionPart
from portal.models import PortalDocument
print(Page.objects.count(), Revision.objects.count(), VersionPart.objects.count(), PortalDocument.objects.count())
"""
# A frozen row still refuses, a new row gets a number of its own, and the editors' search finds.
AFTER = """
from django.db import DatabaseError, connection, transaction
from consultations.guidelines.versions import guards
from consultations.models import VersionPart
from home.models import InfoPage, HomePage
assert connection.vendor == "postgresql"
assert guards.missing(connection) == []
try:
    with transaction.atomic():
        VersionPart.objects.update(number="9")
except DatabaseError as error:
    assert guards.MESSAGE in str(error)
else:
    raise AssertionError("a frozen row was changed")
home = HomePage.objects.get(locale__language_code="de")
home.add_child(instance=InfoPage(title="Nach dem Umzug", slug="nach-dem-umzug", summary="x"))
assert InfoPage.objects.search("Impressum").count() >= 1
print("well")
"""


@dataclass
class Moved:
    """An installation and the PostgreSQL it moves to."""

    old: Installation
    url: str

    def there(self, *words: str) -> str:
        """A command on the new database."""
        return self.run(words, {"DATABASE_URL": self.url})

    def run(self, words: tuple[str, ...], more: dict[str, str]) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.old.environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def moving(tmp_path: Path) -> Iterator[Moved]:
    programs = binaries()
    if programs is None:
        missing = "PostgreSQL is not installed"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    assert programs is not None
    old = Installation(tmp_path)
    old.share_static_files()
    with server(programs) as url:
        yield Moved(old, url)


def refused(moving: Moved, *more: str) -> str:
    command = [sys.executable, "manage.py", "move", "--to", moving.url, *more]
    done = subprocess.run(
        command, cwd=ROOT, env=moving.old.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.slow
def test_the_demo_moves_with_everything_and_only_into_an_empty_database(moving: Moved) -> None:
    moving.old.manage("demo", "--no-serve")
    before = moving.old.manage("shell", "--no-imports", "-c", COUNT)
    told = moving.old.manage("move", "--to", moving.url)
    assert "rows, the same" in told
    assert "Files stay where they are" in told
    assert moving.there("shell", "--no-imports", "-c", COUNT) == before
    assert min(map(int, before.split())) > 0
    assert moving.there("shell", "--no-imports", "-c", AFTER).strip() == "well"
    moving.there("guidelines", "verify")
    moving.there("tree", "check")
    assert "holds content already; nothing was changed" in refused(moving)
    assert moving.old.manage("shell", "--no-imports", "-c", COUNT) == before


@pytest.mark.slow
def test_a_row_the_new_database_refuses_stops_it_and_it_may_be_repeated(moving: Moved) -> None:
    init = ("init", "--no-input", "--city", "Stadt", "--admin", "it@stadt.example")
    moving.old.manage(*init)
    # SQLite takes words that are too long for their column.
    change = "from home.models import InfoPage as P; P.objects.filter(slug='impressum').update(summary={})"
    field = "P._meta.get_field('summary')"
    too_long = f"'x' * (({field}.max_length or 0) + 9000) + chr(0)"
    moving.old.manage("shell", "--no-imports", "-c", change.format(too_long))
    assert "Nothing was moved" in refused(moving)
    moving.old.manage("shell", "--no-imports", "-c", change.format("'kurz'"))
    assert "Moved:" in moving.old.manage("move", "--to", moving.url)


@pytest.mark.slow
@pytest.mark.data
def test_real_sessions_move(moving: Moved) -> None:
    if not DATA.exists():
        pytest.skip("the shared data is not here")
    moving.old.manage("init", "--no-input", "--city", "Stadt", "--admin", "it@stadt.example")
    subprocess.run(
        [sys.executable, "manage.py", "import_protocols", str(DATA / "protocols")],
        cwd=ROOT,
        env=moving.old.environment,
        capture_output=True,
        check=False,
    )
    before = moving.old.manage("shell", "--no-imports", "-c", COUNT)
    assert int(before.split()[0]) > 365
    moving.old.manage("move", "--to", moving.url)
    assert moving.there("shell", "--no-imports", "-c", COUNT) == before


def test_every_table_is_copied_once_and_rows_differ_by_content() -> None:
    every = tables()
    names = [table.name for table in every]
    assert len(names) == len(set(names))
    assert {"wagtailcore_page", "home_homepage", "portal_user_groups", "consultations_versionpart"} <= set(
        names
    )
    page = next(table for table in every if table.name == "home_homepage")
    by_name = dict(zip(page.columns, range(len(page.columns)), strict=True))
    values = ["" for _column in page.columns]
    values[by_name["body"]] = '[{"value": 1.0, "type": "text"}]'
    other = list(values)
    other[by_name["body"]] = '[{"type": "text", "value": 1}]'
    assert fingerprint(page, values) == fingerprint(page, other)
    other[by_name["intro"]] = "anders"
    assert fingerprint(page, values) != fingerprint(page, other)
