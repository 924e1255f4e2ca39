"""Which words of an old text stand in a new one, told in stretches a reader can follow."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Indel

from consultations.guidelines.comparison.tokens import is_word

# A sentence of which less survives is shown whole, old and new: single words that stayed would only confuse.
SURVIVAL = 0.4
# Unless nearly all of the shorter one is in the longer one: then something was added or cut.
CONTAINED = 0.75
# Two texts that differ in more than this many pairs of words are not compared word by word.
PAIRS = 40_000_000
ENDS = frozenset(".!?:;؟۔؛…")
# Besides words of up to three letters: too common to hold two changes apart.
FILLERS = frozenset(
    "eine einer einem einen eines oder auch sich wird werden wurde wurden sind haben kann können beim nach "
    "über durch diese dieser diesem diesen dieses with from this that على إلى هذا هذه التي الذي".split()
)


class Run(NamedTuple):
    """A stretch of both texts: the same words in both, or words of the old one with those in their place."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]


class Words:
    """How many words stand in stretches of both texts."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Count once, so that every stretch is told by two numbers."""
        self._old = [0, *accumulate(map(is_word, old))]
        self._new = [0, *accumulate(map(is_word, new))]

    def old(self, run: Run) -> int:
        """In the old text."""
        return self._old[run.old[1]] - self._old[run.old[0]]

    def new(self, run: Run) -> int:
        """In the new text."""
        return self._new[run.new[1]] - self._new[run.new[0]]

    def replaced(self, run: Run) -> int:
        """How long a replacement is; nothing is replaced where words were only added or only dropped."""
        old, new = self.old(run), self.new(run)
        return max(old, new) if old and new else 0


def survival(kept: int, old: int, new: int) -> float:
    """The share of words that stayed, from 0 to 1; an addition or a cut leaves at least `SURVIVAL`."""
    if not old or not new:
        return 0.0 if old or new else 1.0
    share = 2 * kept / (old + new)
    contained = kept >= 4 and kept >= CONTAINED * min(old, new)
    return max(SURVIVAL, share) if contained else share


def readable(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """The stretches in reading order; looked at from the other side they are the same."""
    turned = (len(b), b) < (len(a), a)
    if turned:
        a, b = b, a
    words = Words(a, b)
    runs = _slid(a, b, _aligned(a, b))
    runs = _merged(_without_islands(a, words, _cut(a, runs)))
    runs = _merged(_by_sentence(a, words, _cut(a, runs)))
    return [Run(same, new, old) for same, old, new in runs] if turned else runs


def _aligned(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """The longest row of words common to both."""
    shorter = min(len(a), len(b))
    head = next((at for at in range(shorter) if a[at] != b[at]), shorter)
    shorter -= head
    tail = next((at for at in range(shorter) if a[-1 - at] != b[-1 - at]), shorter)
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    runs = [Run(True, (0, head), (0, head))]
    if len(middle_a) * len(middle_b) > PAIRS:
        runs.append(Run(False, (head, len(a) - tail), (head, len(b) - tail)))
    else:
        runs += [
            Run(
                code.tag == "equal",
                (head + code.src_start, head + code.src_end),
                (head + code.dest_start, head + code.dest_end),
            )
            for code in Indel.opcodes(middle_a, middle_b)
        ]
    runs.append(Run(True, (len(a) - tail, len(a)), (len(b) - tail, len(b))))
    return _merged(runs)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one sort as one run, empty ones left out."""
    result: list[Run] = []
    for run in runs:
        if run.old[0] == run.old[1] and run.new[0] == run.new[1]:
            continue
        if result and result[-1].same == run.same:
            last = result.pop()
            result.append(Run(run.same, (last.old[0], run.old[1]), (last.new[0], run.new[1])))
        else:
            result.append(run)
    return result


def _slid(a: Sequence[str], b: Sequence[str], runs: list[Run]) -> list[Run]:
    """Added and dropped words begin where a sentence or a block begins, when that is as true."""
    result = list(runs)
    for at in range(1, len(runs) - 1):
        run, before, after = result[at], result[at - 1], result[at + 1]
        removed, added = run.old[1] - run.old[0], run.new[1] - run.new[0]
        if run.same or (removed and added):
            continue
        keys, (start, end) = (a, run.old) if removed else (b, run.new)
        shift = _best_shift(keys, start, end, before.old[1] - before.old[0], after.old[1] - after.old[0])
        if shift:
            result[at - 1] = Run(
                True, (before.old[0], before.old[1] + shift), (before.new[0], before.new[1] + shift)
            )
            result[at] = Run(False, _moved(run.old, shift), _moved(run.new, shift))
            result[at + 1] = Run(
                True, (after.old[0] + shift, after.old[1]), (after.new[0] + shift, after.new[1])
            )
    return _merged(result)


def _moved(span: tuple[int, int], shift: int) -> tuple[int, int]:
    return span[0] + shift, span[1] + shift


def _best_shift(keys: Sequence[str], start: int, end: int, back: int, forth: int) -> int:
    possible = [0]
    while -possible[-1] < back and keys[start + possible[-1] - 1] == keys[end + possible[-1] - 1]:
        possible.append(possible[-1] - 1)
    shift = 0
    while shift < forth and keys[start + shift] == keys[end + shift]:
        shift += 1
        possible.append(shift)
    return max(possible, key=lambda way: (_beginning(keys, start + way), -abs(way)))


def _beginning(keys: Sequence[str], at: int) -> int:
    """How well a stretch may begin here."""
    if keys[at][0] == "\n":
        return 2
    return int(at > 0 and keys[at - 1] in ENDS)


def _cut(a: Sequence[str], runs: Sequence[Run]) -> list[Run]:
    """The runs with every common end of a sentence and beginning of a block as a run of its own."""
    result = []
    for run in runs:
        if not run.same:
            result.append(run)
            continue
        (start, end), shift = run.old, run.new[0] - run.old[0]
        for at in range(start, end):
            if a[at] in ENDS or a[at][0] == "\n":
                result.append(Run(True, (start, at), (start + shift, at + shift)))
                result.append(Run(True, (at, at + 1), (at + shift, at + 1 + shift)))
                start = at + 1
        result.append(Run(True, (start, end), (start + shift, end + shift)))
    return [run for run in result if not run.same or run.old[0] < run.old[1]]


def _without_islands(a: Sequence[str], words: Words, parts: Sequence[Run]) -> list[Run]:
    """Few common words between two changes become part of the change."""
    result = list(parts)
    for at in range(1, len(parts) - 1):
        before, part, after = result[at - 1], result[at], result[at + 1]
        if not part.same or before.same or after.same:
            continue
        island = a[part.old[0] : part.old[1]]
        if not (len(island) == 1 and _hard(island[0])) and _slight(
            island, words.replaced(before), words.replaced(after)
        ):
            result[at] = Run(False, part.old, part.new)
    return result


def _hard(key: str) -> bool:
    return key in ENDS or key[0] == "\n"


def _slight(island: Sequence[str], before: int, after: int) -> bool:
    inside = [key for key in island if is_word(key)]
    if len(inside) <= 2 and all(len(key) <= 3 or key.lower() in FILLERS for key in inside):
        return True
    return len(inside) == 1 and min(before, after) >= 3


def _by_sentence(a: Sequence[str], words: Words, parts: Sequence[Run]) -> list[Run]:
    """A sentence of which little is left is told as one that was replaced."""
    result: list[Run] = []
    for sentence in _sentences(a, parts):
        changed = any(not part.same for part in sentence)
        kept = sum(words.old(part) for part in sentence if part.same)
        old = sum(map(words.old, sentence))
        new = sum(map(words.new, sentence))
        if changed and kept and survival(kept, old, new) < SURVIVAL:
            first, last = sentence[0], sentence[-1]
            result.append(Run(False, (first.old[0], last.old[1]), (first.new[0], last.new[1])))
        else:
            result += sentence
    return result


def _sentences(a: Sequence[str], parts: Sequence[Run]) -> Iterator[list[Run]]:
    """Groups of runs between the common ends of sentences, which are groups of their own."""
    group: list[Run] = []
    for part in parts:
        if part.same and _hard(a[part.old[0]]):
            yield group
            yield [part]
            group = []
        else:
            group.append(part)
    yield group
