"""A file in DATA_DIR that the worker touches while it lives; checks and reports read its age."""

import time
from pathlib import Path

from django.conf import settings

# A worker that waits touches it every few seconds; a long job holds it up, and then a row says so.
EVERY = 5.0
LATE = 120.0


def beat() -> None:
    """Say that the worker lives; a disk that refuses must not stop it."""
    try:
        _file().touch()
    except OSError:
        return


def age() -> float | None:
    """Seconds since the last sign of life; None when there never was one."""
    try:
        return max(0.0, time.time() - _file().stat().st_mtime)
    except OSError:
        return None


def _file() -> Path:
    return Path(settings.DATA_DIR) / "worker.alive"
