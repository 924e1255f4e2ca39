"""The engine of this installation, as its settings name it."""

from functools import lru_cache

from django.conf import settings

from search.engines.choose import engine_for
from search.engines.guarded import Guard, GuardedEngine


def engine_in_use() -> GuardedEngine:
    """For one request or one job; what is known about the health of the engines is shared by the process."""
    return GuardedEngine(_guard(settings.SEARCH_URL, settings.SEARCH_FALLBACK))


@lru_cache(16)
def _guard(url: str, fallback: str) -> Guard:
    return Guard(engine_for(url), engine_for(fallback) if fallback else None)
