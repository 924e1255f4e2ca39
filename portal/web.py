"""Gunicorn's settings that belong to the program: `gunicorn -c python:portal.web portal.wsgi`."""

import threading
from typing import Any


def post_worker_init(worker: Any) -> None:
    """Read the word lists beside the first requests; management commands never pay for it."""
    from search.elsewhere import warm_up

    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
