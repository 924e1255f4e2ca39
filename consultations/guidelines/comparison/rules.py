"""What became of every part of a text between two versions: told by identity, not by likeness."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from consultations.guidelines.comparison.words import Difference, difference
from consultations.guidelines.rules import NumberedPart

Lineage = Mapping[str, tuple[str, ...]]
Outcome = Literal[
    "unchanged",
    "renumbered",
    "moved",
    "formatted",
    "changed",
    "rewritten",
    "new",
    "dropped",
    "split",
    "merged",
    "regrouped",
]
# What a reader who asks for changes only does not want to see: the words are where they were.
QUIET: frozenset[Outcome] = frozenset(["unchanged", "renumbered"])


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one part, or of the parts that were split or merged together.

    `outcome` is the weightiest fact: a part that was changed and moved is "changed" with `moved`. Several old
    parts in several new ones are "regrouped". A part that moved because its whole chapter did is `along`.
    """

    outcome: Outcome
    old: tuple[NumberedPart, ...]
    new: tuple[NumberedPart, ...]
    heading: Difference
    text: Difference
    moved: bool = False
    along: bool = False

    @property
    def renumbered(self) -> bool:
        """Whether its number is another one now."""
        return bool(self.old and self.new) and self.old[0].number != self.new[0].number

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to show but perhaps a new number."""
        return self.outcome in QUIET


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes in reading order of the new text, with dropped parts where they stood."""

    changes: tuple[Change, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        """How many of each; a part that was changed and moved counts as changed."""
        return Counter(change.outcome for change in self.changes)

    @property
    def moved(self) -> int:
        """How many stand at another place, whatever else became of them."""
        return sum(change.moved for change in self.changes)


def compare(old: Sequence[NumberedPart], new: Sequence[NumberedPart], lineage: Lineage) -> Comparison:
    """The changes that make the new text of the old one.

    `lineage` names for parts of the new text those of the old one they came from, too; a part that keeps its id
    needs no entry. For versions that do not follow each other see `inherited`.
    """
    groups = _groups(old, new, lineage)
    moved = _moved(groups)
    chapters = {groups[at].new[0].id for at in moved if groups[at].new[0].kind == "chapter"}
    changes = {
        at: _change(group, moved=at in moved, along=at in moved and _along(group, chapters))
        for at, group in enumerate(groups)
    }
    return Comparison(tuple(changes[at] for at in _reading_order(groups, moved)))


def inherited(steps: Iterable[Lineage]) -> dict[str, tuple[str, ...]]:
    """The lineages of versions that follow each other, oldest first, as one from the first to the last."""
    known: dict[str, tuple[str, ...]] = {}
    for step in steps:
        following = dict(known)
        for later, earlier in step.items():
            names = [
                *known.get(later, ()),
                *(root for name in earlier for root in (name, *known.get(name, ()))),
            ]
            following[later] = tuple(dict.fromkeys(names))
        known = following
    return known


@dataclass(slots=True)
class _Group:
    """Parts of both texts that belong together."""

    old: list[NumberedPart]
    new: list[NumberedPart]
    old_at: int = -1
    new_at: int = -1


def _groups(old: Sequence[NumberedPart], new: Sequence[NumberedPart], lineage: Lineage) -> list[_Group]:
    """In order of the new text, then what has no place in it in order of the old one."""
    known = {part.id for part in old}
    leader = {part.id: part.id for part in old}

    def lead(name: str) -> str:
        while leader[name] != name:
            leader[name] = name = leader[leader[name]]
        return name

    roots = {part.id: _roots(part.id, known, lineage) for part in new}
    for sources in roots.values():
        for source in sources[1:]:
            leader[lead(source)] = lead(sources[0])
    groups: dict[str, _Group] = {}
    for at, part in enumerate(new):
        sources = roots[part.id]
        name = lead(sources[0]) if sources else f"new:{part.id}"
        group = groups.setdefault(name, _Group([], [], new_at=at))
        group.new.append(part)
    for at, part in enumerate(old):
        group = groups.setdefault(lead(part.id), _Group([], []))
        group.old_at = at if group.old_at < 0 else group.old_at
        group.old.append(part)
    return list(groups.values())


def _roots(name: str, known: set[str], lineage: Lineage) -> list[str]:
    return [source for source in dict.fromkeys((name, *lineage.get(name, ()))) if source in known]


def _moved(groups: Sequence[_Group]) -> set[int]:
    """The fewest groups that have to be moved to get from one order to the other; the same from both sides."""
    stayed = [at for at, group in enumerate(groups) if group.old and group.new]
    by_old = sorted(stayed, key=lambda at: groups[at].old_at)
    by_new = sorted(stayed, key=lambda at: groups[at].new_at)
    turned = [groups[at].old[0].id for at in by_new] < [groups[at].old[0].id for at in by_old]
    first, second = (by_new, by_old) if turned else (by_old, by_new)
    place = {at: index for index, at in enumerate(first)}
    return set(stayed) - {first[index] for index in _longest_rise([place[at] for at in second])}


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """A longest increasing subsequence of different numbers."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [at]
    result = []
    at = places[-1] if places else -1
    while at >= 0:
        result.append(numbers[at])
        at = before[at]
    return result[::-1]


def _along(group: _Group, moved_chapters: set[str]) -> bool:
    chapter = group.new[0].chapter
    return chapter in moved_chapters and chapter == group.old[0].chapter


def _reading_order(groups: Sequence[_Group], moved: set[int]) -> list[int]:
    """Dropped parts follow the part that stood before them and has kept its place."""
    follows: dict[int, list[int]] = {}
    anchor = -1
    for at in sorted((at for at, group in enumerate(groups) if group.old), key=lambda at: groups[at].old_at):
        if not groups[at].new:
            follows.setdefault(anchor, []).append(at)
        elif at not in moved:
            anchor = at
    order = follows.get(-1, [])
    for at, group in enumerate(groups):
        if group.new:
            order += [at, *follows.get(at, [])]
    return order


def _change(group: _Group, *, moved: bool, along: bool) -> Change:
    old, new = tuple(group.old), tuple(group.new)
    if len(old) > 1 or len(new) > 1:
        text = difference(_joined(old), _joined(new))
        outcome: Outcome = "split" if len(old) == 1 else "merged" if len(new) == 1 else "regrouped"
        return Change(outcome, old, new, Difference(), text, moved, along)
    heading = difference(*(escape(part[0].heading, quote=False) if part else "" for part in (old, new)))
    text = difference(*(part[0].html if part else "" for part in (old, new)))
    return Change(_outcome(group, heading, text, moved=moved), old, new, heading, text, moved, along)


def _joined(parts: Sequence[NumberedPart]) -> str:
    return "".join(
        (f"<h4>{escape(part.heading, quote=False)}</h4>" if part.heading else "") + part.html
        for part in parts
    )


def _outcome(group: _Group, heading: Difference, text: Difference, *, moved: bool) -> Outcome:
    if not (group.old and group.new):
        return "new" if group.new else "dropped"
    body = text if text.old or text.new or text.whole else heading
    told: list[tuple[bool, Outcome]] = [
        (body.rewritten, "rewritten"),
        (heading.changed or text.changed or group.old[0].kind != group.new[0].kind, "changed"),
        (moved, "moved"),
        (heading.formatting or text.formatting, "formatted"),
        (group.old[0].number != group.new[0].number, "renumbered"),
    ]
    return next((outcome for true, outcome in told if true), "unchanged")
