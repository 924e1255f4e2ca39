"""The plain fallback for every other language: letters that readers type alike are made alike."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from search.analysis.base import Correct, PartSpan, Token, distinct, tokens
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import ANY_WORD, number_parts, number_term
from search.engines.base import Reading, Word

VERSION = "fold-2"
# Letters that keep their own base under decomposition although keyboards and habits swap them.
_ALIKE = str.maketrans(
    {
        "ı": "i",
        "ґ": "г",
        "ى": "ي",
        "ٱ": "ا",
        "ة": "ه",
        "ـ": None,
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
    }
)


class Folding:
    """No stems, no compounds: compatibility forms, case and diacritics are folded, numbers stay whole."""

    def __init__(self, language: str) -> None:
        self._stop = STOP_WORDS.get(language, frozenset())
        self._term = lru_cache(100_000)(folded)

    @property
    def version(self) -> str:
        """The rules are the same for every language without its own analyser."""
        return VERSION

    def analyse(self, text: str) -> Iterator[Token]:
        """Words with their offsets in `text`."""
        return tokens(ANY_WORD, self._terms, text)

    def query(self, text: str, correct: Correct | None = None) -> tuple[Word, ...]:
        """One Word each; without a word list, `correct` itself decides what is known."""
        surfaces = ANY_WORD.findall(unicodedata.normalize("NFC", text))
        telling = [surface for surface in surfaces if not self.is_stop(surface)]
        words = (Word(self._readings(surface, correct)) for surface in telling or surfaces)
        return distinct(words)

    def phrase(self, text: str) -> tuple[str, ...]:
        """Terms in order, stop words kept."""
        return tuple(token.term for token in self.analyse(unicodedata.normalize("NFC", text)))

    def part_spans(self, surface: str) -> Sequence[PartSpan]:
        """None: words are not taken apart."""
        return ()

    def fold(self, word: str) -> str:
        """The same as the term."""
        return self._term(word)

    def is_stop(self, surface: str) -> bool:
        """Whether a query can do without it."""
        return surface.lower() in self._stop

    def _terms(self, surface: str) -> tuple[str, tuple[str, ...]]:
        if surface[0].isdigit():
            number = number_term(surface)
            return number, number_parts(number)
        return self._term(surface), ()

    def _readings(self, surface: str, correct: Correct | None) -> tuple[Reading, ...]:
        spellings: Sequence[str] = correct(surface) if correct is not None else ()
        return tuple(Reading(self._terms(spelling)[0], (), spelling) for spelling in spellings or (surface,))


def folded(word: str) -> str:
    """One form for all: "Café" and "cafe", "İstanbul" and "istanbul", Arabic with and without vowel signs."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    # A few signs stand for several words; terms are joined by spaces, so none may hold one.
    plain = "".join(sign for sign in decomposed if not (unicodedata.combining(sign) or sign.isspace()))
    return plain.translate(_ALIKE) or word.casefold()
