"""What `guidelines verify` finds when somebody went below the guards."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.log_actions import log

from consultations.guidelines.versions import guards
from consultations.guidelines.versions.freezing import withdraw
from consultations.guidelines.versions.models import GuidelineVersion
from tests.consultations.guidelines.versions.test_freezing import freeze, write
from tests.factories.guidelines import FIRST, SECOND, chapter, make_guideline, paragraph

TABLE = "consultations_versionwithdrawal"
pytestmark = pytest.mark.django_db


@pytest.fixture
def versions() -> list[GuidelineVersion]:
    page = make_guideline(chapter(), paragraph(FIRST, "Früh. Offen."))
    first = freeze(page)
    write(page, chapter(), paragraph(FIRST, "Früh."), paragraph(SECOND, "Offen."))
    return [first, freeze(page, {SECOND: (FIRST,)})]


def verify() -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("guidelines", "verify", stdout=out, stderr=err)
    except SystemExit as ended:
        return int(ended.code or 0), err.getvalue()
    return 0, out.getvalue()


def below_the_guards(sql: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with guards.lifted(connection):
            cursor.execute(sql)


def test_all_is_well(versions: list[GuidelineVersion]) -> None:
    assert verify() == (0, "2 versions are as they were frozen.\n")


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        (
            "UPDATE consultations_versionpart SET html = 'x' WHERE number = '1.2'",
            "paragraph 1.2 (33333333) was changed",
        ),
        (
            "UPDATE consultations_versionpart SET short = 'ffffffff' WHERE number = '1.2'",
            "paragraph 1.2 (ffffffff) was",
        ),
        (
            "UPDATE consultations_versionpart SET chapter = NULL WHERE number = '1.2'",
            "paragraph 1.2 (33333333) was",
        ),
        (
            "UPDATE consultations_versionpart SET anchor = 'p-ffffffff' WHERE number = '1.2'",
            "paragraph 1.2 (33333333)",
        ),
        (
            "UPDATE consultations_versionpart SET \"order\" = 9 WHERE number = '1.1'",
            "order or number of pieces was",
        ),
        (
            "DELETE FROM consultations_versionpart WHERE number = '1.2'",
            "order or number of pieces was changed",
        ),
        ("UPDATE consultations_versiontext SET title = 'x'", "de: title, summary"),
        (
            "UPDATE consultations_guidelineversion SET reason = 'x' WHERE number = 2",
            "facts or lineage were changed",
        ),
        (
            "UPDATE consultations_guidelineversion SET number = 7 WHERE number = 2",
            "a version before it is missing",
        ),
        ("DELETE FROM consultations_versionlineage", "facts or lineage were changed"),
    ],
)
def test_a_change_below_the_guards_is_found(versions: list[GuidelineVersion], sql: str, found: str) -> None:
    below_the_guards(sql)
    code, told = verify()
    assert code == 1
    assert found in told


def test_a_dropped_guard_is_found(versions: list[GuidelineVersion]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        on = " ON consultations_versiontext" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER consultations_versiontext_no_delete{on}")
    assert verify() == (1, "guard consultations_versiontext_no_delete is missing or weakened\n")


def test_what_the_log_knows_and_the_tables_do_not(versions: list[GuidelineVersion]) -> None:
    page = versions[0].guideline
    for number in (1, 2):
        log(page, "guidelines.freeze", data={"number": number})
    withdrawal = withdraw(versions[1], "Ein Fehler", "Frida Chef", timezone.now())
    log(page, "guidelines.withdraw", data={"number": 2})
    assert verify()[0] == 0
    below_the_guards(f"UPDATE {TABLE} SET reason = ' '")
    assert "the withdrawal has no reason" in verify()[1]
    below_the_guards(f"UPDATE {TABLE} SET reason = 'x', withdrawn_at = '2001-01-01 00:00:00+00:00'")
    assert "withdrawn before it was frozen" in verify()[1]
    with guards.lifted(connection):
        withdrawal.delete()
    assert "it was withdrawn once, and the withdrawal is missing" in verify()[1]
    log(page, "guidelines.freeze", data={"number": 3})
    assert f"version 3 of page {page.pk}: it was frozen once and is missing" in verify()[1]
