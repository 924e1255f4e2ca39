"""What runs in production, as data: `serve`, the systemd units and the compose file are made of this table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Process:
    """Something that always runs; `command` are the words after the folder of the environment's programs."""

    name: str
    command: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Errand:
    """Commands of `manage.py` that a clock starts; `calendar` is systemd's way to say when."""

    name: str
    calendar: str
    commands: tuple[tuple[str, ...], ...]
    what: str


WEB = Process("web", ("gunicorn", "-c", "python:portal.web", "portal.wsgi"), "web server")
WORKER = Process("worker", ("python", "manage.py", "worker"), "background worker")
PROCESSES = (WEB, WORKER)

CLOCK = Errand("clock", "minutely", (("publish_scheduled",),), "publishes and withdraws at the planned time")
NIGHT = Errand(
    "night",
    "*-*-* 03:40:00",
    (
        ("search", "reconcile"),
        ("alerts",),
        ("clearsessions",),
        ("prune_db_task_results",),
        ("tree", "check"),
        ("guidelines", "verify"),
    ),
    "nightly upkeep",
)
ERRANDS = (CLOCK, NIGHT)
