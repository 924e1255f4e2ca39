"""What is missing from an installation is said before readers meet it."""

import os
import time
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core import checks
from django.core.checks import CheckMessage

from portal import installation
from portal.jobs import heartbeat
from tests.portal.settings.test_start import manage


def found(databases: list[str] | None = None) -> dict[str, CheckMessage]:
    told = checks.run_checks(include_deployment_checks=True, databases=databases)
    return {str(message.id): message for message in told}


def test_uncompiled_texts_stop_every_command(tmp_path: Path, settings: Any) -> None:
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.touch()
    settings.LOCALE_PATHS = [tmp_path]
    [error] = installation.check_catalogues(None)
    assert error.is_serious()
    assert "de" in error.msg
    assert "portal.translation.catalogues" in str(error.hint)
    polib.POFile().save_as_mofile(str(source.with_suffix(".mo")))
    assert installation.check_catalogues(None) == []
    os.utime(source, (time.time() + 60, time.time() + 60))
    [warning] = installation.check_build(None)
    assert warning.id == "portal.W011"


def test_missing_styles_and_uncollected_files_are_named(tmp_path: Path, settings: Any) -> None:
    settings.BASE_DIR = tmp_path
    assert "portal.E012" in found()
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.STATIC_ROOT = tmp_path / "static"
    assert len(installation.hindrances()) == 2
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    assert len(installation.hindrances()) == 1


@pytest.mark.django_db
def test_a_worker_that_is_silent_is_missed(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    assert "portal.W017" not in found()
    assert "never run" in found(["default"])["portal.W017"].msg
    heartbeat.beat()
    assert "portal.W017" not in found(["default"])
    long_ago = time.time() - 1000
    os.utime(tmp_path / "worker.alive", (long_ago, long_ago))
    assert "not been heard of" in found(["default"])["portal.W017"].msg


@pytest.mark.django_db
def test_images_the_web_server_cannot_read_are_named(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # `nobody` stands for the web server: it is on every machine and in no group of ours.
    monkeypatch.setattr(installation, "WEB_SERVERS", ("nobody",))
    settings.MEDIA_ROOT = tmp_path / "media"
    images = settings.MEDIA_ROOT / "images"
    images.mkdir(parents=True)
    (images / "a.png").touch(mode=0o600)
    message = found(["default"])["portal.W016"]
    assert "nobody" in message.msg


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [["worker"], ["serve"], ["shell", "-c", "from home.models import HomePage; HomePage.objects.count()"]],
)
def test_a_missing_database_file_stays_missing(tmp_path: Path, command: list[str]) -> None:
    done = manage(tmp_path, *command)
    assert done.returncode != 0
    assert f"There is no database {tmp_path / 'db.sqlite3'}" in done.stderr
    assert not (tmp_path / "db.sqlite3").exists()


@pytest.mark.slow
def test_migrating_makes_the_file_that_is_missing(tmp_path: Path) -> None:
    """The checks before it ask the database already."""
    done = manage(tmp_path, "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "db.sqlite3").exists()
