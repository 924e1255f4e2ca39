"""What is written down is true: the settings table, the map, the lock files."""

import re
from pathlib import Path

from portal.settings import env

ROOT = Path(__file__).resolve().parents[2]


def test_operators_table_is_the_one_the_code_reads() -> None:
    assert env.table() in (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")


def test_every_path_on_the_map_exists() -> None:
    paths = re.findall(r"`([\w./-]+/[\w./-]*)`", (ROOT / "docs" / "map.md").read_text(encoding="utf-8"))
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_lock_files_have_hashes_and_no_addresses() -> None:
    for name in (
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-node.txt",
        "requirements-opensearch.txt",
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        packages = re.findall(r"^[a-zA-Z0-9_.\[\]-]+==", text, re.MULTILINE)
        assert packages
        assert "--hash=sha256:" in text
        assert "://" not in text
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_decisions_stay_short_and_say_what_would_prove_them_wrong() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert decisions
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40, path
        assert "## What would prove it wrong" in text, path
