"""What every language offers to the index, the query and the highlighter: terms, which is all engines see."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from search.engines.base import Word

Correct = Callable[[str], Sequence[str]]
Span = tuple[int, int]


class Token(NamedTuple):
    """One word of a text: its term, the terms of its parts (compounds), and where it stands."""

    term: str
    parts: tuple[str, ...]
    position: int
    start: int
    end: int
    surface: str


class PartSpan(NamedTuple):
    """Where a part stands inside the surface form of its compound."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class WordLists:
    """What a portal adds: its own words with their counts, words never to be split, words to know.

    Compared by identity, so keep one instance as long as nothing changed; the analyser is cached on it.
    """

    own: dict[str, int] = field(default_factory=dict)
    never_split: frozenset[str] = frozenset()
    extra: frozenset[str] = frozenset()


NO_LISTS = WordLists()


def tokens(
    pattern: re.Pattern[str], terms_of: Callable[[str], tuple[str, tuple[str, ...]]], text: str
) -> Iterator[Token]:
    """The words the pattern finds."""
    for position, match in enumerate(pattern.finditer(text)):
        surface = match.group()
        term, parts = terms_of(surface)
        yield Token(term, parts, position, *match.span(), surface)


def distinct(words: Iterable[Word]) -> tuple[Word, ...]:
    """Each word once: "Ärztinnen und Ärzte" asks for one thing."""
    return tuple({word.readings[0].term: word for word in reversed(list(words))}.values())[::-1]


class Analyser(Protocol):
    """Turns text of one language into terms; the same object must serve index, query and highlighter."""

    def __hash__(self) -> int: ...

    @property
    def version(self) -> str:
        """Changes whenever the same text would give other terms; then everything must be indexed again."""
        ...

    def analyse(self, text: str) -> Iterable[Token]:
        """All words in reading order with offsets into `text`."""
        ...

    def query(self, text: str, correct: Correct | None = None) -> tuple[Word, ...]:
        """Query words without stop words; `correct` is asked only for words the language does not know."""
        ...

    def phrase(self, text: str) -> tuple[str, ...]:
        """Every term in order, stop words included."""
        ...

    def part_spans(self, surface: str) -> Sequence[PartSpan]:
        """The parts of a compound with their place in it, for marking."""
        ...

    def is_stop(self, surface: str) -> bool:
        """Whether a query can do without the word: it says nothing about what a text is about."""
        ...

    def fold(self, word: str) -> str:
        """Spelling variants become one string; nothing is stemmed. Used to compare words for did-you-mean."""
        ...
