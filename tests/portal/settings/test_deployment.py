"""What operators start the portal with is made of the tables the code reads."""

import re
from pathlib import Path

import pytest

from portal.settings import deployment
from portal.settings.env import VARIABLES
from portal.settings.processes import ERRANDS, PROCESSES

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", deployment.files())
def test_files_below_deploy_are_those_the_tables_give(name: str) -> None:
    assert (ROOT / "deploy" / name).read_text(encoding="utf-8") == deployment.files()[name], (
        "run `python -m portal.settings.deployment`"
    )


def test_no_file_is_left_of_a_process_that_is_no_more() -> None:
    kept = {f"systemd/{path.name}" for path in (ROOT / "deploy" / "systemd").iterdir()}
    assert kept == {name for name in deployment.files() if name.startswith("systemd/")}


def test_every_variable_reaches_the_containers() -> None:
    passed = set(re.findall(r"^    ([A-Z_]+): ", deployment.compose(), re.MULTILINE))
    assert {variable.name for variable in VARIABLES} <= passed


def test_whatever_always_runs_is_started_again_however_often_it_dies() -> None:
    for process in PROCESSES:
        unit = deployment.files()[f"systemd/stadtdialog-{process.name}.service"]
        assert "Restart=always" in unit
        assert "StartLimitIntervalSec=0" in unit
    assert "restart: unless-stopped" in deployment.compose()


def test_the_compose_file_runs_every_process_and_errand() -> None:
    services = set(re.findall(r"^  (\w+):$", deployment.compose(), re.MULTILINE))
    assert {one.name for one in (*PROCESSES, *ERRANDS)} <= services


def test_nginx_understands_its_example_from_debian_12_on() -> None:
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.strip().startswith("#")]
    assert not [line for line in lines if "http2 on" in line]
    assert "location ^~ /media/documents/ { return 404; }" in text
