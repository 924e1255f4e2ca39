"""Django's SQLite, but a missing database file stays missing: a new empty one would look like lost content.

`missing` is the file that is not there; `manage.py init`, `migrate` and `demo` make it with `make`.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import OperationalError
from django.db.backends.sqlite3 import base

HOW = "`manage.py init` makes a new one, a backup brings back an old one"


class DatabaseWrapper(base.DatabaseWrapper):
    """Opens only what exists."""

    def get_connection_params(self) -> dict[str, Any]:
        """With a file address, because only that can forbid SQLite to make a file."""
        params: dict[str, Any] = super().get_connection_params()
        path = Path(params["database"])
        if path.is_absolute():
            params |= {"database": f"file:{quote(str(path))}?mode=rw", "uri": True}
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Raises OperationalError with a line for the operator where there is no file."""
        if gone := missing(self.settings_dict):
            raise OperationalError(f"There is no database {gone}: {HOW}.")
        return super().get_new_connection(conn_params)


def missing(config: dict[str, Any]) -> Path | None:
    """The file of this entry of DATABASES, where it is SQLite's and not there."""
    path = Path(config["NAME"] or "")
    ours = str(config["ENGINE"]).endswith("sqlite3") and path.is_absolute()
    return path if ours and not path.exists() else None


def make(config: dict[str, Any]) -> None:
    """An empty file for the migrations to fill; its owner's alone, as it will hold passwords and addresses."""
    if path := missing(config):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o640)
