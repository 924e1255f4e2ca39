"""A row is locked only where a transaction stands around it in the code, not merely in the tests.

Most tests run inside a transaction and SQLite ignores `select_for_update`; PostgreSQL refuses it outside one.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("portal", "home", "consultations", "search")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_every_lock_is_taken_inside_a_transaction() -> None:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    sources = {path: path.read_text(encoding="utf-8") for path in files}
    locking = {path: text for path, text in sources.items() if "select_for_update" in text}
    assert locking
    assert [f"{path.name}: {name}" for path, text in locking.items() for name in unguarded(text)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def take(rows):\n    return rows.select_for_update().first()", ["take"]),
        (
            "def take(rows):\n    with transaction.atomic():\n        return rows.select_for_update().first()",
            [],
        ),
        ("@transaction.atomic\ndef take(rows):\n    return rows.select_for_update().first()", []),
        (
            "def _lock(rows):\n    return rows.select_for_update().first()\n"
            "def take(rows):\n    with transaction.atomic():\n        return _lock(rows)",
            [],
        ),
        (
            "def _lock(rows):\n    return rows.select_for_update().first()\n"
            "def take(rows):\n    with transaction.atomic():\n        _lock(rows)\n    return _lock(rows)",
            ["_lock"],
        ),
        (
            "def lock(rows):\n    return rows.select_for_update().first()\n"
            "def take(rows):\n    with transaction.atomic():\n        return lock(rows)",
            ["lock"],
        ),
    ],
)
def test_the_rule_tells_locks_apart(code: str, found: list[str]) -> None:
    assert list(unguarded(code)) == found


def unguarded(code: str) -> Iterator[str]:
    """Functions that lock rows in no transaction of their own, unless private and always called in one."""
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, Function)]
    for function in functions:
        if all(safe for safe in _calls(function, "select_for_update")):
            continue
        # Other modules call a public one as they like.
        private = function.name.startswith("_")
        called = [safe for other in functions for safe in _calls(other, function.name) if private]
        if not called or not all(called):
            yield function.name


def _calls(function: Function, name: str) -> list[bool]:
    """For each call of this name in the function, whether it stands in a transaction."""
    return list(_visit(function, name, any(_is_atomic(item) for item in function.decorator_list)))


def _visit(node: ast.AST, name: str, safe: bool) -> Iterator[bool]:
    if isinstance(node, ast.With):
        safe = safe or any(_is_atomic(item.context_expr) for item in node.items)
    if isinstance(node, ast.Call) and name in (getattr(node.func, "attr", ""), getattr(node.func, "id", "")):
        yield safe
    for child in ast.iter_child_nodes(node):
        yield from _visit(child, name, safe)


def _is_atomic(node: ast.expr) -> bool:
    return "atomic" in ast.unparse(node)
