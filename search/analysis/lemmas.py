"""The base form of a word by the dictionaries of simplemma, and which words a language is known to have."""

from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from Stemmer import Stemmer

# Another edition of a dictionary gives other terms, so the index has to know with which it was made.
SOURCES = "+".join(f"{name}-{version(name)}" for name in ("simplemma", "PyStemmer", "wordfreq"))
# Misread and mistyped words are as long as they like; no dictionary has a word of this length.
LONGEST = 60


class Lemmas:
    """Words of one language, read when the first one is asked for: about 0.2 s (Turkish 0.6 s) and 10 MB.

    The frugal reading of the dictionaries costs 20 microseconds a word instead of 5, but a third of the
    memory; analysers remember their forms, so only new words pay.
    """

    def __init__(self, language: str, fold: Callable[[str], str]) -> None:
        self._language = language
        self._fold = fold

    def listed(self, word: str) -> str:
        """The lemma the dictionary gives for a lower-case word; empty when it has none."""
        if len(word) > LONGEST:
            return ""
        strategy, lemmatizer = self._dictionary
        known = strategy(word, self._language)
        return lemmatizer.lemmatize(word, self._language) if known is not None else ""

    def guessed(self, word: str) -> str:
        """The lemma by the rules of the language; unknown words come back as they are."""
        if len(word) > LONGEST:
            return word
        return self._dictionary[1].lemmatize(word, self._language)

    def accented(self, word: str) -> str:
        """The common word that is typed like this without its signs ("ecole", "baskan"), or the word."""
        return self._spellings.get(self._fold(word), word)

    def knows(self, word: str) -> bool:
        """In the dictionary or among the common words, which also hold names."""
        return bool(self.listed(word)) or self._fold(word) in self._spellings

    @cached_property
    def _dictionary(self) -> "tuple[Callable[[str, str], str | None], Lemmatizer]":
        from simplemma import Lemmatizer
        from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
        from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY as FRUGAL

        # The analyser remembers all forms itself; a second memory of the same words would only grow.
        lemmatizer = Lemmatizer(cache_max_size=1, lemmatization_strategy=DefaultStrategy(low_memory=True))
        return DictionaryLookupStrategy(FRUGAL).get_lemma, lemmatizer

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Folded to written, most common first."""
        from wordfreq import get_frequency_dict

        found: dict[str, str] = {}
        for word in get_frequency_dict(self._language, wordlist="small"):
            found.setdefault(self._fold(word), word)
        return found


class Snowball:
    """A stemmer of the Snowball project; one at a time, because its own memory of words is not shared safely."""

    def __init__(self, algorithm: str) -> None:
        self._algorithm = algorithm
        self._lock = Lock()

    def __call__(self, word: str) -> str:
        with self._lock:
            return self._stemmer.stemWord(word)

    @cached_property
    def _stemmer(self) -> "Stemmer":
        from Stemmer import Stemmer

        return Stemmer(self._algorithm)
