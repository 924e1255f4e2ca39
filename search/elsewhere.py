"""What the same question finds in the languages the reader did not ask for: counts, and the best titles."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from search import analysis
from search.analysis import analyser_for
from search.configured import engine_in_use
from search.engines.base import Engine, EngineError, EngineQuery, Group
from search.results import Hit, readable

TITLES = 2
# Names that the translations of the framework do not have.
_NAMES = {"de-simple": _("Easy German")}
Question = Callable[[str], EngineQuery | None]


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Hits in one other language: its name in the reader's language and in its own, and the best of them."""

    code: str
    name: str
    own_name: str
    total: int
    hits: tuple[Hit, ...] = ()


def elsewhere(
    language: str, engine: Engine, question: Question, request: HttpRequest | None = None
) -> list[OtherLanguage]:
    """All languages but the given one that hold something, in the order of the settings.

    `question` puts the question in the terms of a language, None when nothing of it is left. One call of the
    engine for each way of analysing that has any text, because terms of two languages in one call would find
    things that are not there when the reader follows the link; languages of one way share the call.
    """
    present = _present(engine, engine.state())
    counts: dict[str, int] = {}
    groups: list[Group] = []
    for codes in _by_analyser(code for code, _name in settings.LANGUAGES if code in present - {language}):
        query = question(codes[0])
        if query is not None:
            found = engine.search(_of_all(query, codes))
            counts |= found.facets.get("language", {})
            groups += found.groups
    hits = readable(groups, request) if groups else []
    gone = {group.source for group in groups} - {hit.source for hit in hits}
    for group in groups:
        if group.source in gone:
            counts[group.passages[0].language] -= 1
    return [
        OtherLanguage(code, named(code), name, counts[code], _best(groups, hits, code))
        for code, name in settings.LANGUAGES
        if code != language and counts.get(code, 0) > 0
    ]


def warm_up() -> None:
    """Read the word lists of the portal's language, then of every other that has any text."""
    analysis.warm_up(settings.LANGUAGE_CODE)
    engine = engine_in_use()
    with suppress(EngineError):
        for code in sorted(_present(engine, engine.state()) - {settings.LANGUAGE_CODE}):
            analysis.warm_up(code)


def named(code: str) -> str:
    """The language's name in the language of the page."""
    return str(_NAMES[code]) if code in _NAMES else gettext(get_language_info(code)["name"])


@lru_cache(8)
def _present(engine: Engine, state: str) -> frozenset[str]:
    """Languages with any text, asked once for each state of the index: most portals have two or three."""
    return frozenset(engine.search(EngineQuery(limit=0, facets=("language",))).facets.get("language", {}))


def _of_all(query: EngineQuery, codes: Sequence[str]) -> EngineQuery:
    return replace(
        query,
        languages=tuple(codes),
        sort="relevance",
        offset=0,
        limit=TITLES * len(codes),
        places=1,
        facets=("language",),
    )


def _by_analyser(codes: Iterable[str]) -> list[tuple[str, ...]]:
    groups: dict[type, tuple[str, ...]] = {}
    for code in codes:
        kind = type(analyser_for(code))
        groups[kind] = (*groups.get(kind, ()), code)
    return list(groups.values())


def _best(groups: Sequence[Group], hits: Sequence[Hit], code: str) -> tuple[Hit, ...]:
    shown = {hit.source: hit for hit in hits}
    of_code = (shown.get(group.source) for group in groups if group.passages[0].language == code)
    return tuple(filter(None, of_code))[:TITLES]
