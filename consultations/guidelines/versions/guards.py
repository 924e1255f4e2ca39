"""The database's own refusal to change frozen rows: triggers, the same on SQLite and PostgreSQL.

They stand below Python, so that a slip in a shell or a script cannot rewrite what citizens have cited.
SQLite drops them when a migration rebuilds a frozen table: such a migration calls `install` again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_APP = "consultations_"
# What an insert finds when it comes too late or would replace a row (`INSERT OR REPLACE` fires no delete trigger).
_TOO_LATE = {
    "guidelineversion": (
        ("guidelineversion", "id = NEW.id OR (guideline_id = NEW.guideline_id AND number = NEW.number)"),
    ),
    "versiontext": (
        ("versiontext", "id = NEW.id OR (version_id = NEW.version_id AND language = NEW.language)"),
    ),
    "versionpart": (("versiontext", "id = NEW.text_id"), ("versionpart", "id = NEW.id")),
    "versionlineage": (("guidelineversion", "id = NEW.version_id"), ("versionlineage", "id = NEW.id")),
    "versionimage": (("versionpart", "id = NEW.part_id"), ("versionimage", "id = NEW.id")),
    "versionwithdrawal": (("versionwithdrawal", "version_id = NEW.version_id"),),
}
TABLES = tuple(_APP + name for name in _TOO_LATE)
MESSAGE = "frozen rows are never changed or deleted"


def install(connection: Any) -> None:
    """Set every guard anew; a table that no migration has made yet is passed over."""
    remove(connection)
    known = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in TABLES:
            if table in known:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take all guards away; only `install`, and a move into an empty database, may do that."""
    postgres = connection.vendor == "postgresql"
    known = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in _names(connection.vendor, table):
                if postgres and table in known:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                elif not postgres:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            if postgres:
                cursor.execute(f"DROP FUNCTION IF EXISTS {table}_frozen()")
                cursor.execute(f"DROP FUNCTION IF EXISTS {table}_finished()")


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """For tests that empty the whole database; nothing of the portal itself may use it."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def missing(connection: Any) -> list[str]:
    """Names of guards that are gone, switched off or not as they were set."""
    with connection.cursor() as cursor:
        found = _postgres_guards(cursor) if connection.vendor == "postgresql" else _sqlite_guards(cursor)
    wanted = {
        name: _body(connection.vendor, table, name)
        for table in TABLES
        for name in _names(connection.vendor, table)
    }
    return sorted(name for name, body in wanted.items() if found.get(name) != body)


def _names(vendor: str, table: str) -> list[str]:
    events = ["update", "delete", "insert", *(["truncate"] if vendor == "postgresql" else [])]
    return [f"{table}_no_{event}" for event in events]


def _condition(table: str) -> str:
    pairs = _TOO_LATE[table.removeprefix(_APP)]
    return " OR ".join(f"EXISTS (SELECT 1 FROM {_APP}{other} WHERE {where})" for other, where in pairs)  # noqa: S608  # nosec B608


def _statements(vendor: str, table: str) -> Iterator[str]:
    if vendor == "postgresql":
        for function, body in _functions(table).items():
            yield f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$"
        for name in _names(vendor, table):
            event = name.rpartition("_")[2].upper()
            scope = "STATEMENT" if event == "TRUNCATE" else "ROW"
            function = f"{table}_finished" if event == "INSERT" else f"{table}_frozen"
            yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {scope} EXECUTE FUNCTION {function}()"
    else:
        for name in _names(vendor, table):
            yield _sqlite_trigger(table, name)


def _functions(table: str) -> dict[str, str]:
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';"
    return {
        f"{table}_frozen": f" BEGIN {refuse} END ",
        f"{table}_finished": f" BEGIN IF {_condition(table)} THEN {refuse} END IF; RETURN NEW; END ",
    }


def _sqlite_trigger(table: str, name: str) -> str:
    event = name.rpartition("_")[2].upper()
    when = f" WHEN {_condition(table)}" if event == "INSERT" else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{when}"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _body(vendor: str, table: str, name: str) -> str:
    if vendor != "postgresql":
        return _sqlite_trigger(table, name)
    functions = _functions(table)
    return functions[f"{table}_finished" if name.endswith("_insert") else f"{table}_frozen"]


def _sqlite_guards(cursor: Any) -> dict[str, str]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(cursor.fetchall())


def _postgres_guards(cursor: Any) -> dict[str, str]:
    cursor.execute(
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
    )
    return dict(cursor.fetchall())
