"""The house rules as tests: sizes, names, types of words that may not appear."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMELESS = {"core", "common", "util", "utils", "helper", "helpers", "misc"}


@cache
def tracked(*patterns: str) -> tuple[Path, ...]:
    """Files git knows or would add, without migrations."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(ROOT / name for name in names if "/migrations/" not in name and (ROOT / name).exists())


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_python_files_stay_short() -> None:
    assert {str(path): lines(path) for path in tracked("*.py") if lines(path) > 400} == {}


def test_templates_stay_short() -> None:
    assert {str(path): lines(path) for path in tracked("templates/*.html") if lines(path) > 80} == {}


def test_functions_stay_short() -> None:
    long = {}
    for path in tracked("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 40:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}


def test_no_name_says_nothing() -> None:
    parts = {part.removesuffix(".py") for path in tracked("*") for part in path.relative_to(ROOT).parts}
    assert parts & NAMELESS == set()


@pytest.mark.parametrize(
    "words",
    [
        r"(^|[^a-zA-Z.])/(work|farm|root)/",
        r"py[p]i\.org|python[h]osted|registry\.[n]pmjs|repo1?\.[m]aven|deb\.[d]ebian",
        r"\b(TODO|FIXME|XXX)\b|NotImplemented[E]rror\(\"later",
    ],
)
def test_words_that_may_not_appear(words: str) -> None:
    """Machine paths, package hosts and promises of later work have no place in the repository."""
    pattern = re.compile(words)
    found = []
    for path in tracked("*"):
        if path == Path(__file__) or path.suffix in {".pdf", ".png", ".jpg", ".woff2", ".gz"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert found == []


def test_css_uses_logical_properties_only() -> None:
    physical = re.compile(
        r"(?<![\w-])(margin|padding|border)-(left|right)\b|(?<![\w-])(left|right)\s*:|text-align:\s*(left|right)"
    )
    found = []
    for path in tracked("portal/assets/*.css"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if physical.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


def test_templates_have_no_inline_style_or_script() -> None:
    inline = re.compile(
        r"\sstyle=|<style|\son(click|change|submit|load)=|<script(?![^>]*\b(src|application/ld\+json))"
    )
    found = [
        str(path.relative_to(ROOT))
        for path in tracked("templates/*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert [name for name in found if not name.startswith("templates/emails/")] == []


def test_rules_import_no_framework() -> None:
    for path in tracked("*/rules.py", "*rules.py"):
        assert not re.search(
            r"^\s*(from|import) (django|wagtail)", path.read_text(encoding="utf-8"), re.MULTILINE
        ), path


def undocumented(scope: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Public classes, functions and methods without a docstring; setters share the getter's."""
    for node in scope.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        setter = any(getattr(decorator, "attr", "") == "setter" for decorator in node.decorator_list)
        if node.name.startswith("_") or setter or node.name == "Meta":
            continue
        if not ast.get_docstring(node):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node)


def test_what_is_public_is_documented() -> None:
    missing = []
    for path in tracked("portal/*.py", "home/*.py", "consultations/*.py", "search/*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if tree.body and not ast.get_docstring(tree):
            missing.append(str(path.relative_to(ROOT)))
        missing += [f"{path.relative_to(ROOT)}:{name}" for name in undocumented(tree)]
    assert missing == []
