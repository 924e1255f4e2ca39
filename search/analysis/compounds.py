"""Compounds taken apart: the fewest known parts, with linking letters between them."""

from functools import cached_property, lru_cache

from search.analysis.base import Span
from search.analysis.german_forms import light_stem
from search.analysis.tokens import word_set
from search.analysis.vocabulary import GermanVocabulary

LINKS = ("", "s", "n", "en", "es", "e", "er", "ns", "ens")
MIN_PART = 4
MAX_PART = 28
MAX_WORD = 60
# Nouns of three letters common in town halls; every other short word is mere chance inside a longer one.
SHORT_PARTS = word_set("amt bad bau bus gas hof ort rad rat see tag tal tor weg zug")
SHORT_WEIGHT = 11.0
# Endings and function words that the word list knows but that never are a part a reader would look for.
NEVER_PARTS = word_set(
    "schaft schaften haft hafte haften lich liche lichen licher liches lichem isch ische ischen barkeit"
    " losigkeit erin erinnen innen eine einer einen einem eines nicht auch oder aber"
    " uber unter durch gegen ohne nach sich sind wird werden wurde diese dieser haben sein seine ihre ihren"
    " wenn dann denn weil dass sehr mehr noch schon immer hatte hatten waren konnte gibt dort hier deren"
    " dessen ende enden ender"
)


class Splitter:
    """Koehn and Knight: a compound stays whole when it is more common than its parts on average."""

    def __init__(self, vocabulary: GermanVocabulary) -> None:
        self._vocabulary = vocabulary
        self.leaves = lru_cache(100_000)(self._leaves)
        # Parts and leaves of a word both begin with it, one after the other.
        self.split = lru_cache(1_000)(self._split)

    def _split(self, word: str) -> tuple[Span, ...]:
        """Top-level parts of a normalised word; empty when it is to stay whole."""
        size = len(word)
        if size < 7 or size > MAX_WORD or light_stem(word) in self._vocabulary.never_split:
            return ()
        found = self._cheapest(word)
        if not found or len(found) < 2:
            return ()
        weights = self._vocabulary.part_weights
        mean = sum(weights.get(word[a:b], SHORT_WEIGHT) for a, b in found) / len(found)
        own = weights[word] if word in self._vocabulary else 0.0
        return () if own > mean else found

    def parts(self, word: str) -> tuple[Span, ...]:
        """Parts of every level: of Bürgerbeteiligungskonzept also Bürger and Beteiligung."""
        top = self.split(word)
        nested = [
            (start + a, start + b)
            for start, end in top
            for a, b in self.leaves(word[start:end])
            if (a, b) != (0, end - start)
        ]
        return (*top, *nested)

    def _leaves(self, word: str) -> tuple[Span, ...]:
        found: list[Span] = []
        for start, end in self.split(word):
            inner = self.leaves(word[start:end])
            found.extend((start + a, start + b) for a, b in inner) if inner else found.append((start, end))
        return tuple(found)

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Everything that may be a part, so that trying a stretch of a word is one look-up."""
        long = {
            part: weight for part, weight in self._vocabulary.part_weights.items() if len(part) >= MIN_PART
        }
        weights = {**long, **dict.fromkeys(SHORT_PARTS, SHORT_WEIGHT)}
        return {part: weight for part, weight in weights.items() if part not in NEVER_PARTS}

    def _cheapest(self, word: str) -> tuple[Span, ...] | None:
        """Fewest parts first, then the most common ones; longer links cost a little."""
        size = len(word)
        weights = self._weights
        best: list[tuple[int, float, tuple[Span, ...]] | None] = [None] * (size + 1)
        best[0] = (0, 0.0, ())
        for start in range(size - 2):
            state = best[start]
            if state is None:
                continue
            count, score, spans = state
            for end in range(start + 3, min(size, start + MAX_PART) + 1):
                weight = weights.get(word[start:end])
                if weight is None or end - start == size:
                    continue
                for link in LINKS if end < size else ("",):
                    after = end + len(link)
                    if link and (after >= size or not word.startswith(link, end)):
                        continue
                    total = score + weight - 0.5 * len(link)
                    known = best[after]
                    if known is None or (-count - 1, total / (count + 1)) > (-known[0], known[1] / known[0]):
                        best[after] = (count + 1, total, (*spans, (start, end)))
        final = best[size]
        return final[2] if final else None
