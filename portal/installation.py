"""Whether an installation is complete: what must be built, compiled, collected, readable and alive.

`manage.py check` stops for missing catalogues, because content made without them stays wrong; `check --deploy` adds
what is built from the program, `check --deploy --database default` what belongs to the running installation.
"""

import pwd
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.jobs import heartbeat
from portal.settings import env
from portal.sqlite3.base import HOW, missing

# Users that a web server runs as on the usual systems.
WEB_SERVERS = ("www-data", "nginx")
BUILD = "Run `node portal/assets/build.mjs` (or `make assets`)."
COMPILE = "Run `python -m portal.translation.catalogues`."
COLLECT = "Run `manage.py collectstatic --noinput`."


def database_at(url: str) -> dict[str, Any]:
    """The entry of DATABASES for an address, as DATABASE_URL would give it."""
    return env.database(url)


def hindrances() -> list[str]:
    """What keeps every page from working, in one line each; asks no database."""
    found = [f"{error.msg} {error.hint}" for error in (*_catalogues(), *_assets(), *_collected())]
    if gone := missing(settings.DATABASES["default"]):
        found.append(f"There is no database {gone}: {HOW}.")
    return found


@register()
def check_catalogues(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Interface texts end up in addresses and pages, so nothing is written without them."""
    return list(_catalogues())


@register(deploy=True)
def check_build(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Styles and scripts are built, and the catalogues are not older than their sources."""
    return [*_assets(), *_old_catalogues()]


@register(Tags.database, deploy=True)
def check_installation(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """What this installation holds and runs; only when the database is asked for."""
    if not databases:
        return []
    if gone := missing(connection.settings_dict):
        return [Error(f"There is no database {gone}.", hint=HOW, id="portal.E013")]
    return [*_collected(), *_unmigrated(), *_unreadable(), *_silent_worker()]


def _catalogues() -> Iterator[CheckMessage]:
    absent = [path for path in _sources() if not path.with_suffix(".mo").exists()]
    if absent:
        names = ", ".join(path.parents[1].name for path in absent)
        yield Error(f"The interface texts are not compiled ({names}).", hint=COMPILE, id="portal.E010")


def _old_catalogues() -> Iterator[CheckMessage]:
    for path in _sources():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime < path.stat().st_mtime:
            text = f"The compiled interface texts are older than their source ({path.parents[1].name})."
            yield Warning(text, hint=COMPILE, id="portal.W011")


def _sources() -> list[Path]:
    return [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")]


def _assets() -> Iterator[CheckMessage]:
    if not (settings.BASE_DIR / "portal" / "static" / "build" / "site.css").exists():
        yield Error("Styles and scripts are not built.", hint=BUILD, id="portal.E012")


def _collected() -> Iterator[CheckMessage]:
    storages: Any = settings.STORAGES
    named_by_content = "Manifest" in storages["staticfiles"]["BACKEND"]
    if named_by_content and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Error("The static files are not collected.", hint=COLLECT, id="portal.E014")


def _unmigrated() -> Iterator[CheckMessage]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        text = "The database is older than the program."
        yield Error(text, hint="Run `manage.py migrate`.", id="portal.E015")


def _unreadable() -> Iterator[CheckMessage]:
    """The web server serves images; documents go through the application."""
    images = Path(settings.MEDIA_ROOT) / "images"
    if not images.exists():
        return
    some = next((path for path in images.iterdir() if path.is_file()), images)
    for name in WEB_SERVERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        if closed := _closed_to(some, user):
            yield Warning(
                f"The web server's user {name} cannot read the images: {closed}.",
                hint=f"Give DATA_DIR/media the group {user.pw_gid} with setgid, and the way there x for others.",
                id="portal.W016",
            )


def _closed_to(path: Path, user: "pwd.struct_passwd") -> Path | None:
    """The first part of the way that the mode does not open to this user, whoever asks."""
    for step in (*reversed(path.parents), path):
        state = step.stat()
        shift = 6 if state.st_uid == user.pw_uid else 3 if state.st_gid == user.pw_gid else 0
        if not (state.st_mode >> shift) & (1 if step.is_dir() else 4):
            return step
    return None


def _silent_worker() -> Iterator[CheckMessage]:
    from django_tasks_db.models import (
        DBTaskResult,
    )  # the web server asks for hindrances before apps are there

    age = heartbeat.age()
    if age is not None and age < heartbeat.LATE:
        return
    if DBTaskResult.objects.running().exists() and age is not None and age < 3600:
        return  # a long job
    since = "has never run" if age is None else f"has not been heard of for {age:.0f} s"
    hint = "Start `manage.py worker`; without it no file is read and nothing new is found."
    yield Warning(f"The worker {since}.", hint=hint, id="portal.W017")
