"""Where the pieces of a new text may come from: proposals by likeness, for an editor to confirm."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz

from consultations.guidelines.rules import NumberedPart

Kind = Literal["split", "merged", "continued"]
Pairs = frozenset[tuple[str, str]]

# Half of a paragraph's pairs of neighbouring words in another one is no accident in German texts of this kind.
CONTAINED = 0.5
# A paragraph typed anew beside its deleted forerunner; below it two paragraphs only share a subject.
ALIKE = 65.0
# Shorter ones ("entfällt") are like many others.
FEWEST_PAIRS = 3

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
    for text in fresh:
        for source in before.values():
            left = now.get(source.part.id)
            _note(found, text, source, _share(text.pairs, source.pairs - (left.pairs if left else _NONE)))
    for source in gone:
        for text in now.values():
            had = before.get(text.part.id)
            _note(found, text, source, _share(source.pairs, text.pairs - (had.pairs if had else _NONE)))
    for text in fresh:
        for source in gone:
            _note(
                found,
                text,
                source,
                fuzz.ratio(text.words, source.words, score_cutoff=ALIKE) / 100,
                ALIKE / 100,
            )
    return _proposals(found, before, now)


@dataclass(frozen=True, slots=True)
class _Text:
    part: NumberedPart
    words: str
    pairs: Pairs

    @property
    def telling(self) -> bool:
        """Whether likeness proves anything; titles of chapters are short and still no accident."""
        return self.part.kind == "chapter" or len(self.pairs) >= FEWEST_PAIRS


_NONE: Pairs = frozenset()


def _texts(parts: Sequence[NumberedPart]) -> dict[str, _Text]:
    return {part.id: _text(part) for part in parts}


def _text(part: NumberedPart) -> _Text:
    words = _WORD.findall(html.unescape(_TAG.sub(" ", f"{part.heading} {part.html}")).casefold())
    return _Text(part, " ".join(words), frozenset(pairwise(words)))


def _share(pairs: Pairs, pool: Pairs) -> float:
    return len(pairs & pool) / len(pairs) if len(pairs) >= FEWEST_PAIRS else 0.0


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
    keys = sorted(found, key=lambda key: (order[key[0]], earlier[key[1]]))
    return [
        Proposal(_kind(new, old, found, before, now), now[new].part, before[old].part, found[new, old])
        for new, old in keys
    ]


def _kind(
    new: str, old: str, found: dict[tuple[str, str], float], before: dict[str, _Text], now: dict[str, _Text]
) -> Kind:
    """A piece still there, or with several heirs, was split; one with several sources was merged."""
    if old in now or sum(source == old for _heir, source in found) > 1:
        return "split"
    if new in before or sum(heir == new for heir, _source in found) > 1:
        return "merged"
    return "continued"
