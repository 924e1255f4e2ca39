"""Files that take a while to make: made once, by one request at a time, and remembered also when it cannot be done."""

import time
from collections.abc import Callable

from django.core.cache import caches

from consultations.guidelines.exchange.pdf import NotPrintable

CACHE = "files"
KEPT_SECONDS = 24 * 60 * 60
# A font may be installed or an image replaced by then.
REFUSED_SECONDS = 10 * 60
# Longer than any file takes; a process that was killed leaves its marker no longer than this.
BUSY_SECONDS = 120
WAIT_SECONDS = 5.0
STEP_SECONDS = 0.1


class Busy(Exception):
    """Another request is making the file; ask again in a few seconds."""


def kept_file(seal: str, make: Callable[[], bytes]) -> bytes:
    """The bytes, from the cache or made now; raises NotPrintable and Busy.

    Caches in memory belong to one process: there each process makes a file once.
    """
    cache = caches[CACHE]
    key, marker = f"guideline-file:{seal}", f"guideline-file-busy:{seal}"
    until = time.monotonic() + WAIT_SECONDS
    while (kept := cache.get(key)) is None:
        if cache.add(marker, True, BUSY_SECONDS):
            try:
                return _made(key, make)
            finally:
                cache.delete(marker)
        if time.monotonic() > until:
            raise Busy
        time.sleep(STEP_SECONDS)
    data, refusal = kept
    if refusal:
        raise NotPrintable(refusal)
    return bytes(data)


def _made(key: str, make: Callable[[], bytes]) -> bytes:
    cache = caches[CACHE]
    try:
        data = make()
    except NotPrintable as error:
        cache.set(key, (b"", str(error) or "not printable"), REFUSED_SECONDS)
        raise
    cache.set(key, (data, ""), KEPT_SECONDS)
    return data
