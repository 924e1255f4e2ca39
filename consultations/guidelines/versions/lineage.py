"""Where the pieces of a new text may come from: proposals by likeness, for an editor to confirm."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter
from typing import Literal

from rapidfuzz import fuzz

from consultations.guidelines.rules import NumberedPart

# "named" is never proposed: an editor says so.
Kind = Literal["split", "merged", "continued", "named"]
Pairs = frozenset[tuple[str, str]]

# Half of a paragraph's pairs of neighbouring words in another one is no accident in German texts of this kind.
CONTAINED = 0.5
# A paragraph typed anew beside its deleted forerunner; below it two paragraphs only share a subject.
ALIKE = 65.0
# Shorter ones ("entfällt") are like many others.
FEWEST_PAIRS = 3
# A pair of words in so many pieces ("die Stadt") tells nothing about where a piece comes from.
COMMON = 100
# Of the deleted pieces that share pairs with a new one, so many are looked at letter by letter.
CANDIDATES = 3

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """`new` seems to come (also) from `old`; `likeness` is between 0 and 1."""

    kind: Kind
    new: NumberedPart
    old: NumberedPart
    likeness: float


def propose(old: Sequence[NumberedPart], new: Sequence[NumberedPart]) -> list[Proposal]:
    """Splits, merges and pieces continued under a new identity, in the order of the new text.

    Only words that went away count as given, and only words that came as taken: a sentence that stands in both
    texts at its old place proves nothing.
    """
    before, now = _texts(old), _texts(new)
    fresh = [text for text in now.values() if text.part.id not in before and text.telling]
    gone = [text for text in before.values() if text.part.id not in now and text.telling]
    found: dict[tuple[str, str], float] = {}
    given = _Index((text.part.id, _without(text, now)) for text in before.values())
    for text in fresh:
        for name, likeness in given.sharing(text.pairs):
            _note(found, text, before[name], likeness)
    taken = _Index((text.part.id, _without(text, before)) for text in now.values())
    for text in gone:
        for name, likeness in taken.sharing(text.pairs):
            _note(found, now[name], text, likeness)
    forerunners = _Index((text.part.id, text.pairs) for text in gone)
    for text in fresh:
        for name, _share in nlargest(CANDIDATES, forerunners.sharing(text.pairs), key=itemgetter(1)):
            likeness = fuzz.ratio(text.words, before[name].words, score_cutoff=ALIKE) / 100
            _note(found, text, before[name], likeness, ALIKE / 100)
    return _proposals(found, before, now)


class _Index:
    """Which pieces hold a pair of words, so that a text of thousands of pieces is not compared each with each."""

    def __init__(self, pieces: Iterable[tuple[str, Pairs]]) -> None:
        self._holders: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, pairs in pieces:
            for pair in pairs:
                self._holders[pair].append(name)

    def sharing(self, pairs: Pairs) -> Iterator[tuple[str, float]]:
        """Pieces with some of these pairs, and how large a part of them."""
        counts: Counter[str] = Counter()
        for pair in pairs:
            holders = self._holders.get(pair, ())
            if len(holders) <= COMMON:
                counts.update(holders)
        for name, count in counts.items():
            yield name, count / len(pairs)


@dataclass(frozen=True, slots=True)
class _Text:
    part: NumberedPart
    words: str
    pairs: Pairs

    @property
    def telling(self) -> bool:
        """Whether likeness proves anything; titles of chapters are short and still no accident."""
        return self.part.kind == "chapter" or len(self.pairs) >= FEWEST_PAIRS


def _without(text: _Text, other: dict[str, _Text]) -> Pairs:
    """The pairs a piece does not have in the other text."""
    same = other.get(text.part.id)
    return text.pairs - same.pairs if same else text.pairs


def _texts(parts: Sequence[NumberedPart]) -> dict[str, _Text]:
    return {part.id: _text(part) for part in parts}


def _text(part: NumberedPart) -> _Text:
    words = _WORD.findall(html.unescape(_TAG.sub(" ", f"{part.heading} {part.html}")).casefold())
    return _Text(part, " ".join(words), frozenset(pairwise(words)))


def _note(
    found: dict[tuple[str, str], float], new: _Text, old: _Text, likeness: float, least: float = CONTAINED
) -> None:
    if likeness >= least and new.part.kind == old.part.kind and new.part.id != old.part.id:
        key = (new.part.id, old.part.id)
        found[key] = max(likeness, found.get(key, 0.0))


def _proposals(
    found: dict[tuple[str, str], float], before: dict[str, _Text], now: dict[str, _Text]
) -> list[Proposal]:
    order = {name: at for at, name in enumerate(now)}
    earlier = {name: at for at, name in enumerate(before)}
    sources = Counter(new for new, _old in found)
    heirs = Counter(old for _new, old in found)

    def kind(new: str, old: str) -> Kind:
        # A piece that is still there, or has several heirs, was split; one with several sources was merged.
        if old in now or heirs[old] > 1:
            return "split"
        return "merged" if new in before or sources[new] > 1 else "continued"

    keys = sorted(found, key=lambda key: (order[key[0]], earlier[key[1]]))
    return [Proposal(kind(new, old), now[new].part, before[old].part, found[new, old]) for new, old in keys]
