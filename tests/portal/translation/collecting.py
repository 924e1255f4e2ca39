"""Collects the texts of the interface as `make messages` does, without touching the catalogues."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[3]


def collect(copy: Path) -> polib.POFile:
    """The German catalogue as `make messages` would write it now, with places, from sources copied to `copy`.

    Skips the test where gettext is missing; fails it there in continuous integration.
    """
    if shutil.which("xgettext") is None:
        message = "gettext is not installed: the catalogues are not checked (Debian package gettext)."
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    kinds = ["*.py", "*.html", "*.po", "*.txt"]
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *kinds]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in listed:
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(copy / "var"),
    }
    make = [sys.executable, "manage.py", "makemessages", "-l", "de", "--no-wrap", "-v", "0"]
    subprocess.run(make, cwd=copy, env=environment, check=True, capture_output=True)
    return polib.pofile(str(copy / "portal/locale/de/LC_MESSAGES/django.po"))
