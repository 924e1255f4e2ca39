"""Every text of the interface has its German words."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """The catalogue as `make messages` would write it now, collected in a copy of the sources."""
    if shutil.which("xgettext") is None:
        message = "gettext is not installed: the German catalogue is not checked (Debian package gettext)."
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    copy = tmp_path_factory.mktemp("sources")
    command = [
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "*.py",
        "*.html",
        "*.po",
        "*.txt",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in listed:
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(copy / "var"),
    }
    make = [sys.executable, "manage.py", "makemessages", "-l", "de", "--no-location", "--no-wrap", "-v", "0"]
    subprocess.run(make, cwd=copy, env=environment, check=True, capture_output=True)
    return polib.pofile(str(copy / "portal/locale/de/LC_MESSAGES/django.po"))


def test_no_text_is_without_german(collected: polib.POFile) -> None:
    assert len(collected) > 500
    assert [entry.msgid for entry in collected.untranslated_entries()] == []
    assert [entry.msgid for entry in collected.fuzzy_entries()] == []


def test_no_german_text_is_left_over(collected: polib.POFile) -> None:
    assert [entry.msgid for entry in collected.obsolete_entries()] == []


def test_placeholders_survive_translation(collected: polib.POFile) -> None:
    names = re.compile(r"%\((\w+)\)")
    wrong = [
        e.msgid for e in collected if e.msgstr and set(names.findall(e.msgid)) != set(names.findall(e.msgstr))
    ]
    assert wrong == []
