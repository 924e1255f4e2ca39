"""The difference of two rich texts in whole words, so that a sentence can still be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from consultations.guidelines.comparison.alignment import SURVIVAL, Run, Words, readable, survival
from consultations.guidelines.comparison.tokens import Sort, Token, read

# A stretch of so many words that stayed is shown as such even in a text that was rewritten.
SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts and where they differ.

    `survived` is the share of words that stayed (1.0 when both are empty). `whole` is set for what is not
    compared by words (tables, figures): `old_source` and `new_source` are then shown as they are.
    """

    old: tuple[Token, ...] = ()
    new: tuple[Token, ...] = ()
    runs: tuple[Run, ...] = ()
    survived: float = 1.0
    formatting: bool = False
    whole: bool = False
    old_source: str = field(default="", repr=False)
    new_source: str = field(default="", repr=False)

    @property
    def changed(self) -> bool:
        """Whether any word differs."""
        return any(not run.same for run in self.runs) or (self.whole and self.old_source != self.new_source)

    @property
    def rewritten(self) -> bool:
        """Whether it is a new text in the place of an old one."""
        return (
            self.changed and not self.whole and bool(self.old) and bool(self.new) and self.survived < SURVIVAL
        )


def difference(old: str, new: str) -> Difference:
    """The difference of two rich texts; looking from the other side finds the same words changed."""
    if any("<table" in text or "<figure" in text for text in (old, new)):
        return Difference(whole=True, old_source=old, new_source=new)
    before = read(old)
    after = before if old == new else read(new)
    if before == after:
        size = len(before)
        runs: tuple[Run, ...] = (Run(True, (0, size), (0, size)),) if size else ()
        return Difference(tuple(before), tuple(after), runs)
    a, b = [token.key for token in before], [token.key for token in after]
    found = readable(a, b)
    words, whole = Words(a, b), Run(False, (0, len(a)), (0, len(b)))
    kept = [words.old(run) for run in found if run.same]
    survived = survival(sum(kept), words.old(whole), words.new(whole))
    if survived < SURVIVAL and max(kept, default=0) < SENTENCE:
        found = [whole]
    formatting = all(run.same for run in found) and _dress(before) != _dress(after)
    return Difference(tuple(before), tuple(after), tuple(found), survived, formatting)


def _dress(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    return [token.marks for token in tokens if token.sort is not Sort.BREAK]
