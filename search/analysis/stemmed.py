"""What all languages with a dictionary share: one base form for the inflected ones, spelled without signs."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from search.analysis.base import NO_LISTS, Correct, PartSpan, Token, WordLists, distinct, tokens
from search.analysis.folding import folded
from search.analysis.lemmas import SOURCES, Lemmas
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import number_parts, number_term
from search.engines.base import Reading, Word


class Stemmed:
    """Base of the analysers of en, fr, tr, ar, uk: dictionary first, then a stemmer, then folding.

    Terms depend on the word and the installed dictionaries only, never on a portal's lists, so the index
    does not age.
    """

    language: str
    rules: str
    pattern: re.Pattern[str]
    # Words and base forms that are not to be looked up or stemmed, with what becomes of them: otherwise they
    # would be one with another common word of a town hall.
    kept: Mapping[str, str] = {}

    def __init__(self, lists: WordLists = NO_LISTS) -> None:
        self._lemmas = Lemmas(self.language, self.fold)
        self._extra = frozenset(map(self.fold, lists.extra))
        self._stop = STOP_WORDS[self.language]
        self._term = lru_cache(100_000)(self._new_term)

    @property
    def version(self) -> str:
        """Our rules and the editions of the dictionaries."""
        return f"{self.rules}+{SOURCES}"

    def analyse(self, text: str) -> Iterator[Token]:
        """Words with their offsets in `text`; a surface is in the lower case of its language."""
        for token in tokens(self.pattern, self._terms, text):
            yield token._replace(surface=self.lower(token.surface))

    def query(self, text: str, correct: Correct | None = None) -> tuple[Word, ...]:
        """One Word each; of a query made of stop words only, all are kept."""
        surfaces = self.pattern.findall(unicodedata.normalize("NFC", text))
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
        """One spelling, no stem, none of the signs and suffixes that are only attached."""
        return number_term(word) if word[:1].isdigit() else folded(self.bare(word) or word)

    def knows(self, surface: str) -> bool:
        """Numbers, words of the dictionary, common words, words a portal added."""
        if surface[0].isdigit():
            return True
        word = self.bare(surface) or surface
        return self.fold(surface) in self._extra or self._lemmas.knows(word) or bool(self.base(word))

    def is_stop(self, surface: str) -> bool:
        """Whether a query can do without it."""
        return self.lower(surface) in self._stop

    def lower(self, word: str) -> str:
        """Lower case of this language; as long as the word was."""
        lower = word.lower()
        return lower if len(lower) == len(word) else "".join(letter.lower()[0] for letter in word)

    def bare(self, surface: str) -> str:
        """The lower-case word itself, without what its spelling only attaches."""
        return self.lower(surface)

    def base(self, word: str) -> str:
        """The dictionary's base form of a bare word, also when its accents were not typed; else empty."""
        return self._lemmas.listed(word) or self._lemmas.listed(self._lemmas.accented(word))

    def guess(self, word: str) -> str:
        """The stem of a word that the dictionary does not have."""
        return self.stem(self.lower(self._lemmas.guessed(word)))

    def stem(self, lemma: str) -> str:
        """What derived words share with this base form."""
        return lemma

    def _new_term(self, surface: str) -> str:
        if surface[0].isdigit():
            return number_term(surface)
        word = self.bare(surface) or surface
        lemma = word if word in self.kept else self.lower(self.base(word))
        if lemma in self.kept:
            return folded(self.kept[lemma])
        return folded(self.stem(lemma) if lemma else self.guess(word)) or folded(word) or word

    def _terms(self, surface: str) -> tuple[str, tuple[str, ...]]:
        return self._term(surface), number_parts(number_term(surface)) if surface[0].isdigit() else ()

    def _readings(self, surface: str, correct: Correct | None) -> tuple[Reading, ...]:
        spellings: Sequence[str] = ()
        if correct is not None and not self.knows(surface):
            spellings = correct(surface)
        return tuple(Reading(self._term(s), (), self.lower(s)) for s in spellings or (surface,))
