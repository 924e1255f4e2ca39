"""Copies every row into an empty database, in one transaction: all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, transaction

from consultations.guidelines.versions import guards
from home.moving.rows import Table, Tally, read, tables, tally, write

Say = Callable[[str], object]


class CannotMove(Exception):
    """Why nothing was moved; one line."""


def is_empty(connection: Any) -> bool:
    """Whether nobody has put anything into this database but the migrations, as after a move that was killed."""
    known = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if "portal_user" in known:
            cursor.execute("SELECT (SELECT COUNT(*) FROM portal_user), (SELECT COUNT(*) FROM home_homepage)")
            return bool(cursor.fetchone() == (0, 0))
    return not known


def move(source: Any, target: Any, say: Say) -> dict[str, Tally]:
    """Everything from `source` to the migrated `target`; answers what each table holds, raises CannotMove.

    Nobody can write to a SQLite source meanwhile. Rows are compared after they were written, table by table.
    """
    every = tables()
    with transaction.atomic(using=source.alias), transaction.atomic(using=target.alias):
        with _unguarded(target):
            _clear(target, every)
            found = {}
            for number, table in enumerate(every, start=1):
                found[table.name] = _copy(source, target, table)
                say(f"{number:>3}/{len(every)} {table.name}: {found[table.name].rows} rows, the same")
            _reset_sequences(target, every)
        target.check_constraints()
    return found


@contextmanager
def _unguarded(target: Any) -> Iterator[None]:
    """Frozen rows come in here and nowhere else; the guards stand again before the transaction ends."""
    guards.remove(target)
    yield
    guards.install(target)


def _clear(target: Any, every: list[Table]) -> None:
    """What the migrations put in comes from the source as well, with the source's numbers."""
    names = [table.name for table in every]
    with target.cursor() as cursor:
        for statement in target.ops.sql_flush(no_style(), names, reset_sequences=True, allow_cascade=True):
            cursor.execute(statement)


def _copy(source: Any, target: Any, table: Table) -> Tally:
    for batch in read(source, table):
        try:
            write(target, table, batch)
        except DatabaseError as error:
            reason = str(error).strip().partition("\n")[0]
            raise CannotMove(f"{table.name}: the new database refuses a row: {reason}") from error
    before, after = tally(source, table), tally(target, table)
    if before != after:
        raise CannotMove(f"{table.name}: {before.rows} rows became {after.rows}, or their content differs")
    return after


def _reset_sequences(target: Any, every: list[Table]) -> None:
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), [table.model for table in every]):
            cursor.execute(statement)
