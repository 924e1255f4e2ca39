"""Which sentences resemble each other; plain Python, thousands at a time."""

import re
from collections import Counter, defaultdict

from rapidfuzz import fuzz, process

# Per cent of the signs two sentences share in their order.
LEAST = 75
# Of a sentence's rarest words, so many are looked up, and so many sentences compared.
_WORDS = 6
_COMPARED = 400
_NEAREST = 5
# Comparing costs the product of both lengths; of longer parts only the same ones are found.
_LONGEST = 2_000
_WORD = re.compile(r"\w+")


class Strings:
    """Sentences by number, found again by their words; `last` is the highest number."""

    def __init__(self) -> None:
        self.last = 0
        self._texts: dict[int, str] = {}
        self._with: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, text: str) -> None:
        """Numbers that are known are passed over."""
        if number in self._texts:
            return
        self._texts[number] = text
        self.last = max(self.last, number)
        for word in set(_words(text)):
            self._with[word].append(number)

    def similar(self, text: str, itself: int) -> dict[int, int]:
        """Numbers of similar sentences with their score from LEAST to 100, `itself` with 100.

        A sentence that shares none of the rarest words, or whose length differs by more than LEAST allows, is none.
        """
        if len(text) > _LONGEST:
            return {itself: 100}
        words = sorted(
            {word for word in _words(text) if word in self._with}, key=lambda w: len(self._with[w])
        )
        shared: Counter[int] = Counter()
        for word in words[:_WORDS]:
            # A word of very many sentences tells little, unless there is nothing else.
            if shared and len(self._with[word]) > _COMPARED * 5:
                break
            shared.update(self._with[word])
        least, most = len(text) * LEAST / (200 - LEAST), min(len(text) * (200 - LEAST) / LEAST, _LONGEST)
        near = [number for number, _times in shared.most_common(_COMPARED)]
        choices = {
            one: self._texts[one] for one in near if one != itself and least <= len(self._texts[one]) <= most
        }
        hits = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=LEAST, limit=_NEAREST)
        # Another string with the same words differs in its markup: nearly the same.
        found = {number: min(99, int(score)) for _text, score, number in hits}
        return {itself: 100, **found}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
