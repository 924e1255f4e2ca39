"""Editors' entries as every web process remembers them: read again after some seconds or when one is saved."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save

from search.wording.snippets import Edition, ListedWord, PromotedResult, SynonymGroup

SECONDS = 5
KINDS = (SynonymGroup, ListedWord, PromotedResult, Edition)
T = TypeVar("T")


def remembered(kind: type, language: str, load: Callable[[], T]) -> T:
    """What `load` answers, at most five seconds old; with a cache of each process other processes follow
    that late."""
    return cast(T, cache.get_or_set(_key(kind, language), load, SECONDS))


def forget(sender: type, **kwargs: object) -> None:
    """Receiver: one of these entries was saved or deleted."""
    cache.delete_many([_key(sender, code) for code, _name in settings.LANGUAGES])


def connect() -> None:
    """Called once, when the app registry is ready."""
    for kind in KINDS:
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=kind, dispatch_uid=f"search.wording.{kind.__name__}.{id(signal)}")


def related(language: str) -> tuple[str, ...]:
    """The languages whose entries count: Leichte Sprache is German."""
    return ("de-simple", "de") if language == "de-simple" else (language,)


def _key(kind: type, language: str) -> str:
    return f"search.wording.{kind.__name__}.{language}"
