"""Rows as they are stored: read from one kind of database, written to another, compared."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

# Wagtail's index of its own search has other columns on every kind of database and is built anew.
BUILT_ANEW = ("wagtailsearch", "modelsearch")
AT_ONCE = 300
_WHOLE = 2**256


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its columns; `model` only says how it is made."""

    name: str
    model: type[Model]
    fields: tuple["Field[Any, Any]", ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names in the database."""
        return tuple(str(field.column) for field in self.fields)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a table holds, whatever the order of its rows."""

    rows: int
    hash: str


def tables() -> list[Table]:
    """Every table of the portal, those between two models included; each once."""
    found: dict[str, Table] = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.app_label not in BUILT_ANEW:
            found.setdefault(meta.db_table, Table(meta.db_table, model, tuple(meta.local_concrete_fields)))
    return [found[name] for name in sorted(found)]


def read(connection: Any, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """All rows in batches, as plain Python values: what the backend makes of them, not what the field does."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, table.columns))
    converters = [_converters(connection, field) for field in table.fields]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table.name)}")  # noqa: S608  # nosec B608
        while batch := cursor.fetchmany(AT_ONCE):
            yield [
                tuple(_converted(value, steps) for value, steps in zip(row, converters, strict=True))
                for row in batch
            ]


def write(connection: Any, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """One statement; raises DatabaseError."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, table.columns))
    places = f"({', '.join(['%s'] * len(table.columns))})"
    many = ", ".join([places] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(table.name)} ({names}) VALUES {many}",  # noqa: S608  # nosec B608
            [value for row in rows for value in row],
        )


def tally(connection: Any, table: Table) -> Tally:
    """Number and hash of the rows as this database gives them back."""
    count = total = 0
    for batch in read(connection, table):
        count += len(batch)
        total += sum(fingerprint(table, row) for row in batch)
    return Tally(count, f"{total % _WHOLE:064x}")


def fingerprint(table: Table, row: Sequence[Any]) -> int:
    """Of one row; the same for what different databases store differently but mean alike."""
    words = [
        _canonical(value, field.get_internal_type() == "JSONField")
        for field, value in zip(table.fields, row, strict=True)
    ]
    return int.from_bytes(hashlib.sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).digest(), "big")


def _converters(connection: Any, field: "Field[Any, Any]") -> list[Any]:
    column = field.get_col(field.model._meta.db_table)
    return [(step, column, connection) for step in connection.ops.get_db_converters(column)]


def _converted(value: Any, steps: Sequence[Any]) -> Any:
    for step, column, connection in steps:
        value = step(value, column, connection)
    return bytes(value) if isinstance(value, memoryview) else value


def _canonical(value: Any, is_json: bool) -> str:
    if value is None:
        return "\x00"
    if is_json:
        parsed = json.loads(value) if isinstance(value, str | bytes) else value
        return json.dumps(_plain(parsed), sort_keys=True, ensure_ascii=True)
    if isinstance(value, dt.datetime) and value.tzinfo:
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bool):
        return str(int(value))
    return value.hex() if isinstance(value, bytes) else str(value)


def _plain(value: Any) -> Any:
    """1.0 and 1 are one number in PostgreSQL's JSON."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
