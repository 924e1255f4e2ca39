"""Gunicorn's settings that belong to the program: `gunicorn -c python:portal.web portal.wsgi`."""

import threading
from typing import Any


def post_worker_init(worker: Any) -> None:
    """Read the word lists beside the first requests; management commands never pay for it."""
    from django.conf import settings

    from search.analysis import warm_up

    thread = threading.Thread(target=warm_up, args=(settings.LANGUAGE_CODE,), name="warm-up", daemon=True)
    thread.start()
