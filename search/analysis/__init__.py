"""Language work by language: `analyser_for` is the one way to an analyser."""

from collections.abc import Callable
from functools import lru_cache

from search.analysis import folding, german
from search.analysis.arabic import Arabic
from search.analysis.base import NO_LISTS, Analyser, WordLists
from search.analysis.english import English
from search.analysis.french import French
from search.analysis.lemmas import SOURCES
from search.analysis.turkish import Turkish
from search.analysis.ukrainian import Ukrainian

# Written into every index; raise a part of it whenever the same text would give other terms.
_STEMMED = (English, French, Turkish, Arabic, Ukrainian)
ANALYSIS_VERSION = "+".join((german.VERSION, *(kind.rules for kind in _STEMMED), folding.VERSION, SOURCES))

_ANALYSERS: dict[str, Callable[[WordLists], Analyser]] = {
    "de": german.German,
    "de-simple": german.German,
    **{kind.language: kind for kind in _STEMMED},
}


@lru_cache(32)
def _built(language: str, lists: WordLists) -> Analyser:
    make = _ANALYSERS.get(language)
    return make(lists) if make else folding.Folding(language)


def warm_up(language: str) -> None:
    """Read the word lists now: a second or more that the first reader would wait for otherwise."""
    analyser_for(language).query("Bürgerbeteiligungskonzept", lambda word: ())


def analyser_for(language: str, lists: WordLists = NO_LISTS) -> Analyser:
    """The analyser of a language code, the same object each time; German variants share one.

    Cheap to call: word lists are read when the first text is analysed.
    """
    if _ANALYSERS.get(language) is german.German:
        language = "de"
    return _built(language, lists)
