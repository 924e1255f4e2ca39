"""Gunicorn's settings that belong to the program: `gunicorn -c python:portal.web portal.wsgi`."""

import os
import sys
import threading
from typing import Any

from portal.settings import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")
_given = env.read()
bind = _given.bind
workers = _given.web_processes
timeout = 60
umask = 0o027
worker_tmp_dir = str(_given.data_dir)
# It would lie in the home folder, where a second installation of the same user finds the first one's.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Stop before the first reader comes when a part is missing without which every page would fail."""
    from portal.installation import hindrances

    if problems := hindrances():
        sys.exit("\n".join(f"Stadtdialog cannot start: {problem}" for problem in problems))


def post_worker_init(worker: Any) -> None:
    """Read the word lists beside the first requests; management commands never pay for it."""
    from search.elsewhere import warm_up

    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
