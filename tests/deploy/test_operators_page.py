"""Every command of docs/operators.md does what the page promises: it is run here, or by the test that is named."""

import re
import shlex
from pathlib import Path

import pytest

from tests.portal.settings.test_start import manage

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
# Run in this order in one installation on production settings, with what the page leaves open filled in.
RUN = {
    "init": "init --no-input --city Musterstadt --admin it@stadt.example",
    "migrate": "migrate --noinput",
    "worker": "worker --batch",
    "search rebuild": "search rebuild",
    "search status": "search status --json",
    "search reconcile": "search reconcile",
    "publish_scheduled": "publish_scheduled",
    "alerts": "alerts",
    "clearsessions": "clearsessions",
    "prune_db_task_results": "prune_db_task_results",
    "tree check": "tree check",
    "tree fix": "tree fix",
    "guidelines verify": "guidelines verify",
    "files offers": "files offers",
    "check --database default": "check --database default",
    "axes_reset_username": "axes_reset_username it@stadt.example",
}
# Those that need more than one process or a server, by the test that runs them.
ELSEWHERE = {
    "COMMAND": "tests/deploy/test_install.py",
    "check --deploy": "tests/deploy/test_install.py",
    "collectstatic": "deploy/install-debian.sh",
    "move": "tests/home/test_move.py",
    "search evaluate": "tests/search/test_evaluation.py",
    "serve": "tests/browser/installation.py",
}


def named() -> set[str]:
    """The commands on the page, without their arguments."""
    told = {" ".join(line.split()) for line in re.findall(r"manage\.py ([A-Za-z_][^`\n|]*)", PAGE)}
    return {
        command
        for line in told
        for command in (*RUN, *ELSEWHERE, line)
        if f"{line} ".startswith(f"{command} ")
    }


def test_no_command_on_the_page_is_left_out() -> None:
    assert (
        named() - {line for line in named() if any(line.startswith(c) for c in (*RUN, *ELSEWHERE))} == set()
    )
    assert set(RUN) <= named()


@pytest.mark.parametrize(("command", "place"), ELSEWHERE.items())
def test_what_is_run_elsewhere_is_run_there(command: str, place: str) -> None:
    word = {"COMMAND": "manage", "check --deploy": "--deploy"}.get(command, command.rsplit(maxsplit=1)[-1])
    assert word in (ROOT / place).read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_commands_of_the_page_end_well(tmp_path: Path) -> None:
    for command in RUN.values():
        done = manage(tmp_path, *shlex.split(command))
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, command


def test_every_file_and_folder_the_page_names_is_there() -> None:
    for path in re.findall(r"`(deploy/[\w./-]+|portal/[\w./-]+)`", PAGE):
        assert (ROOT / path).exists(), path
    script = (ROOT / "deploy" / "install-debian.sh").read_text(encoding="utf-8")
    for option in set(re.findall(r"(?<![\w-])--[a-z-]+", PAGE.partition("## Install by hand")[0])):
        assert option in script or option in ("--deploy", "--database"), option
