"""German: gender forms, umlauts, a light stem that keeps people apart from things, and compound parts."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from search.analysis.base import NO_LISTS, Correct, PartSpan, Token, WordLists, distinct, tokens
from search.analysis.compounds import Splitter
from search.analysis.german_forms import light_stem, normalise, normalise_with_origins
from search.analysis.stopwords import STOP_WORDS
from search.analysis.tokens import (
    EASY_SIGN,
    GENDER_CAPITAL,
    GENDER_SIGN,
    GERMAN_WORD,
    number_parts,
    number_term,
)
from search.analysis.vocabulary import GermanVocabulary
from search.engines.base import Reading, Word

VERSION = "de-3"
LONG_COMPOUND = 10
_PERSON = ("er", "ent", "ant", "ist", "or", "eur")


class _Form(NamedTuple):
    term: str
    parts: tuple[str, ...]
    leaves: tuple[str, ...]
    spans: tuple[PartSpan, ...]


class German:
    """Analyser of German and Leichte Sprache; forms are remembered, so a known word costs one look-up."""

    def __init__(self, lists: WordLists = NO_LISTS) -> None:
        self._lists = lists
        self._vocabulary = GermanVocabulary(lists)
        self._splitter = Splitter(self._vocabulary)
        self._form = lru_cache(200_000)(self._new_form)
        self._stop = STOP_WORDS["de"]
        self._stop_spellings = frozenset(map(normalise, self._stop))

    @property
    def version(self) -> str:
        """Names the rules and the edited lists; the portal's own counted words are left out on purpose."""
        lists = self._lists
        if not lists.never_split and not lists.extra:
            return VERSION
        words = "\n".join([*sorted(lists.never_split), "", *sorted(lists.extra)])
        return f"{VERSION}-{sha256(words.encode()).hexdigest()[:8]}"

    def analyse(self, text: str) -> Iterator[Token]:
        """Words with their offsets in `text`; a gender form is one word."""
        return tokens(GERMAN_WORD, self._terms, text)

    def query(self, text: str, correct: Correct | None = None) -> tuple[Word, ...]:
        """One Word each; of a query made of stop words only, all are kept."""
        surfaces = GERMAN_WORD.findall(unicodedata.normalize("NFC", text))
        telling = [surface for surface in surfaces if not self.is_stop(surface)]
        words = (Word(self._readings(surface, correct)) for surface in telling or surfaces)
        return distinct(words)

    def phrase(self, text: str) -> tuple[str, ...]:
        """Terms in order, stop words kept."""
        return tuple(token.term for token in self.analyse(unicodedata.normalize("NFC", text)))

    def part_spans(self, surface: str) -> Sequence[PartSpan]:
        """Parts with their place in the word as written, gender sign and umlauts counted."""
        return self._form(surface).spans

    def fold(self, word: str) -> str:
        """One spelling, no stem, no gender sign, no dot of Leichte Sprache."""
        return normalise(EASY_SIGN.sub("", GENDER_SIGN.sub("", word)))

    def knows(self, surface: str) -> bool:
        """A word of the list, a number, or a compound of known parts."""
        word = self._base(surface)[0]
        if word[0].isdigit() or word in self._vocabulary:
            return True
        return bool(self._splitter.leaves(word))

    def is_stop(self, surface: str) -> bool:
        """Whether a query can do without it."""
        return surface.lower() in self._stop

    def _may_be_chance(self, surface: str) -> bool:
        """A long word that is known only by its parts: "Stellungname" is more often a slip than a compound."""
        word = self._base(surface)[0]
        return len(word) >= LONG_COMPOUND and word.isalpha() and word not in self._vocabulary

    def stem(self, word: str) -> str:
        """Light stem of a normalised word; people keep -er: Bürger is no Burg, Schüler no Schule."""
        bare = word[:-1] if word[-1:] in ("n", "s") else word
        for candidate in (word, bare):
            if candidate.endswith("er") and self._is_agent(candidate):
                return candidate
        stem = light_stem(word)
        return word if stem in self._stop_spellings else stem

    def _terms(self, surface: str) -> tuple[str, tuple[str, ...]]:
        return self._form(surface)[:2]

    def _is_agent(self, word: str) -> bool:
        agents = self._vocabulary.agents
        return any(word[start:] in agents for start in range(max(1, len(word) - 4)))

    def _readings(self, surface: str, correct: Correct | None) -> tuple[Reading, ...]:
        spellings: Sequence[str] = ()
        if correct is not None and not self.knows(surface):
            spellings = correct(surface)
        elif correct is not None and self._may_be_chance(surface):
            spellings = (surface, *correct(surface)[:1])
        return tuple(self._reading(spelling) for spelling in spellings or (surface,))

    def _reading(self, surface: str) -> Reading:
        form = self._form(surface)
        return Reading(form.term, form.leaves, surface)

    def _new_form(self, surface: str) -> _Form:
        if surface[0].isdigit():
            number = number_term(surface)
            return _Form(number, number_parts(number), (), ())
        word, origins = self._base(surface)
        term = self.stem(word)
        spans: dict[str, PartSpan] = {}
        for start, end in self._splitter.parts(word):
            part = self.stem(word[start:end])
            if part != term:
                spans.setdefault(part, PartSpan(part, origins[start], origins[end - 1] + 1))
        leaves = tuple(dict.fromkeys(self.stem(word[a:b]) for a, b in self._splitter.leaves(word)))
        return _Form(term, tuple(spans), leaves, tuple(spans.values()))

    def _base(self, surface: str) -> tuple[str, list[int]]:
        """The normalised masculine with the index in `surface` of each letter; a dot between parts is none."""
        dots = {match.start() for match in EASY_SIGN.finditer(surface)}
        if not dots:
            return self._joined(surface)
        kept = [index for index in range(len(surface)) if index not in dots]
        word, origins = self._joined("".join(surface[index] for index in kept))
        return word, [kept[origin] for origin in origins]

    def _joined(self, surface: str) -> tuple[str, list[int]]:
        sign = GENDER_SIGN.search(surface) or GENDER_CAPITAL.search(surface)
        if sign is None:
            word, origins = normalise_with_origins(surface)
            keep = self._without_feminine(word)
            return "".join(word[i] for i in keep), [origins[i] for i in keep]
        left, left_origins = normalise_with_origins(surface[: sign.start()])
        right, right_origins = normalise_with_origins(surface[sign.end() :])
        return left + right, left_origins + [index + sign.end() for index in right_origins]

    def _without_feminine(self, word: str) -> Sequence[int]:
        """Indexes left after taking -in, -innen off; Termin, Berlin, gewinnen stay as they are."""
        known = self._vocabulary
        size = len(word)
        for ending in ("innen", "in"):
            rest = word.removesuffix(ending)
            known_person = len(rest) >= 4 and rest != word and (rest in known or rest + "e" in known)
            if known_person and (ending == "innen" or rest.endswith(_PERSON) or word + "nen" in known):
                return range(len(rest))
        middle = word.find("innen", 4, size - 4)
        if middle > 0 and word[:middle].endswith(_PERSON) and word[:middle] in known:
            return [*range(middle), *range(middle + 5, size)]
        return range(size)
