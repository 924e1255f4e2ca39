"""Production settings as a new process reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def manage(folder: Path, *arguments: str, **changed: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        "DATA_DIR": str(folder),
        "SITE_URL": "https://dialog.example.org",
        "SECRET_KEY": "".join(chr(33 + number % 90) for number in range(7, 80)),
    } | changed
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SECRET_KEY", "DATA_DIR", "SITE_URL"])
def test_a_missing_value_stops_the_start_with_one_line(tmp_path: Path, name: str) -> None:
    done = manage(tmp_path, "check", **{name: ""})
    assert done.returncode != 0
    [line] = (done.stdout + done.stderr).strip().splitlines()
    assert line.startswith(f"Stadtdialog cannot start: {name} is missing")
