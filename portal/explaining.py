"""The contract between search and whoever explains words: search asks here and knows no glossary."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A word of the trade in a sentence, and where more about it stands; plain text, for everybody."""

    term: str
    text: str
    url: str


Explain = Callable[[str], Iterable[Explanation]]
_SOURCES: list[Explain] = []


def register(explain: Explain) -> None:
    """Called once at the start by an app that has explanations; `explain` takes a language code."""
    if explain not in _SOURCES:
        _SOURCES.append(explain)


def explanations(language: str) -> list[Explanation]:
    """All there are in a language."""
    return [one for explain in _SOURCES for one in explain(language)]
