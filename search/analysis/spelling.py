"""Did you mean: the public word nearest to one nobody knows."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

MIN_LENGTH = 4
# One slip in a short word, two in a longer one: beyond that the guess is more often wrong than right.
LONG_WORD = 6
# The stub of rapidfuzz lets no overloaded distance pass as a scorer.
DISTANCE: Any = OSA.distance

# Beginnings of words that are typed without their sign, or with another one of the same sound.
_SIGNED = "àâäáãåçčéèêëíîïıñóôöõœøšşğúùûüýžйїґأإآٱ"


def initials(word: str, fold: Callable[[str], str]) -> str:
    """Letters a public word may begin with when it was typed like this: "ecole" may be "école"."""
    first = fold(word)[:1]
    if not first.isalpha():
        return ""
    return first + "".join(letter for letter in _SIGNED if letter != first and fold(letter)[:1] == first)


class Speller:
    """Suggests from the given surface words only, so pass nothing but words of public text.

    Compared are folded spellings (`Analyser.fold`), answered are the words as they were given, most common
    first.
    """

    def __init__(self, words: Mapping[str, int], fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._best: dict[str, tuple[int, str]] = {}
        self._buckets: dict[tuple[str, int], list[str]] = {}
        for word, count in words.items():
            self._add(word, count)
        self.suggest = lru_cache(5_000)(self._suggest)

    def __contains__(self, word: str) -> bool:
        return self._fold(word) in self._best

    def _add(self, word: str, count: int) -> None:
        if not word.isalpha() or not (key := self._fold(word)):
            return
        known = self._best.get(key)
        if known is None:
            self._buckets.setdefault((key[0], len(key)), []).append(key)
        if known is None or count > known[0]:
            self._best[key] = (count, word)

    def _suggest(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """Nearest first; empty when the word is known, too short, or like nothing."""
        key = self._fold(word)
        if len(key) < MIN_LENGTH or key in self._best or not key.isalpha():
            return ()
        reach = 1 if len(key) < LONG_WORD else 2
        near: Iterable[str] = [
            candidate
            for size in range(len(key) - reach, len(key) + reach + 1)
            for candidate in self._buckets.get((key[0], size), ())
        ]
        found = process.extract(key, near, scorer=DISTANCE, score_cutoff=reach, limit=20)
        ranked = sorted(found, key=lambda hit: (hit[1], -self._best[hit[0]][0], hit[0]))
        return tuple(self._best[hit[0]][1] for hit in ranked[:limit])
