"""The database refuses to change frozen rows, whoever asks."""

import uuid

import pytest
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from consultations.guidelines.versions import guards
from consultations.guidelines.versions.models import (
    GuidelineVersion,
    VersionLineage,
    VersionPart,
    VersionText,
    VersionWithdrawal,
)
from tests.consultations.guidelines.versions.rows import write_version
from tests.factories.guidelines import make_guideline

pytestmark = pytest.mark.django_db


def refused(sql: str) -> None:
    with pytest.raises(IntegrityError, match=guards.MESSAGE), transaction.atomic():
        run(sql)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def settle() -> None:
    """PostgreSQL alters no table while foreign keys of this transaction are unchecked."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def version() -> GuidelineVersion:
    return write_version(make_guideline())


def withdraw(version: GuidelineVersion) -> VersionWithdrawal:
    return VersionWithdrawal.objects.create(
        version=version, reason="Fehler in 0.1", withdrawn_at=version.frozen_at, withdrawn_by="Frida Chef"
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE consultations_guidelineversion SET label = 'anders'",
        "UPDATE consultations_versiontext SET title = 'anders'",
        "UPDATE consultations_versionpart SET html = 'anders'",
        "UPDATE consultations_versionwithdrawal SET reason = 'anders'",
        "DELETE FROM consultations_versionpart",
        "DELETE FROM consultations_versiontext",
        "DELETE FROM consultations_guidelineversion",
        "DELETE FROM consultations_versionwithdrawal",
    ],
)
def test_sql_cannot_change_or_delete(version: GuidelineVersion, sql: str) -> None:
    withdraw(version)
    refused(sql)
    assert VersionPart.objects.filter(html="<p>Absatz 1</p>").count() == 1
    assert VersionWithdrawal.objects.get().reason == "Fehler in 0.1"


def test_a_finished_text_takes_no_further_piece(version: GuidelineVersion) -> None:
    part = VersionPart.objects.first()
    assert part is not None
    part.pk, part.identity, part.order = uuid.uuid4(), uuid.uuid4(), 99
    with pytest.raises(IntegrityError, match=guards.MESSAGE), transaction.atomic():
        part.save(force_insert=True)
    assert VersionPart.objects.count() == 2


def test_a_finished_version_takes_no_further_predecessor(version: GuidelineVersion) -> None:
    with pytest.raises(IntegrityError, match=guards.MESSAGE), transaction.atomic():
        VersionLineage.objects.create(version=version, identity=uuid.uuid4(), predecessor=uuid.uuid4())


def test_a_finished_version_takes_a_further_language(version: GuidelineVersion) -> None:
    VersionText.objects.create(
        version=version,
        language="en",
        title="Guidelines",
        frozen_at=version.frozen_at,
        frozen_by="Frida Chef",
        sha256="0" * 64,
    )
    assert version.texts.count() == 2


def test_rows_cannot_be_replaced(version: GuidelineVersion) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    columns = "id, version_id, language, title, summary, frozen_at, frozen_by, sha256"
    changed = "id, version_id, language, 'anders', summary, frozen_at, frozen_by, sha256"
    fresh = changed.replace("id,", "'00000000000000000000000000000001',", 1)
    for values in (changed, fresh):
        refused(
            f"INSERT OR REPLACE INTO consultations_versiontext ({columns})"
            f" SELECT {values} FROM consultations_versiontext"
        )
    assert VersionText.objects.get().title == "Leitlinien"


def test_tables_cannot_be_emptied_at_once(version: GuidelineVersion) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL knows TRUNCATE")
    settle()
    refused("TRUNCATE consultations_versionpart CASCADE")


def test_a_page_with_versions_stays(version: GuidelineVersion) -> None:
    with pytest.raises(ProtectedError), transaction.atomic():
        version.guideline.delete()


def test_missing_guards_are_named(version: GuidelineVersion) -> None:
    settle()
    assert guards.missing(connection) == []
    table = "consultations_versionpart"
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER {table}_no_update{on}")
    assert guards.missing(connection) == [f"{table}_no_update"]
    guards.install(connection)
    assert guards.missing(connection) == []


def test_a_weakened_guard_is_named(version: GuidelineVersion) -> None:
    table = "consultations_versiontext"
    settle()
    if connection.vendor == "postgresql":
        run(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_delete")
    else:
        run(f"DROP TRIGGER {table}_no_delete")
        run(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT 1; END")
    assert guards.missing(connection) == [f"{table}_no_delete"]


def test_only_tests_empty_the_database(version: GuidelineVersion) -> None:
    settle()
    with guards.lifted(connection):
        for statement in connection.ops.sql_flush(no_style(), list(guards.TABLES), allow_cascade=True):
            run(statement)
    assert VersionPart.objects.count() == 0
    assert guards.missing(connection) == []
