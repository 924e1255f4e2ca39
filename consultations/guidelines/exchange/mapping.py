"""Which part of the text each part of a file is: by the identity it carries, else by likeness; plain Python.

With the text a file was made of (`base`) both sides can be told apart: what was changed in the file, and what was
changed here since. Without it the file is taken as it is.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz import fuzz

from consultations.guidelines.exchange.draft import Draft
from consultations.guidelines.exchange.markup import plain
from consultations.guidelines.rules import NumberedPart, Part

How = Literal["id", "same", "similar", "new", "kept"]
LIKE, LIKE_SHORT = 62.0, 85.0
SHORT = 40
MOST_COMPARED = 60
LONGEST_COMPARED = 3000
FEW = 0.2


@dataclass(frozen=True, slots=True)
class Match:
    """Where a part of the new text came from; `score` is the likeness in percent, `source` its id in the file."""

    part: Part
    how: How
    score: int = 100
    source: str = ""


@dataclass(slots=True)
class Mapped:
    """The new text with the identities it keeps.

    `kept` were changed or deleted here and not touched in the file, `both` changed on both sides, `added` came here
    since; these three are known only with a base. `is_foreign` when the file has little in common with the text.
    """

    matches: list[Match] = field(default_factory=list)
    dropped: list[NumberedPart] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    lineage: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_foreign: bool = False

    @property
    def parts(self) -> list[Part]:
        """The new text."""
        return [match.part for match in self.matches]


@dataclass(frozen=True, slots=True)
class Here:
    """The text as it stands in the portal; `in_file` writes a stored text as it would come back from a file.

    `own` are all identities this guideline has ever had, `guideline` is its own.
    """

    parts: Sequence[NumberedPart]
    in_file: Callable[[str], str]
    stored: Callable[[str], str]
    own: Collection[str] = ()
    guideline: str = ""
    base: Sequence[NumberedPart] | None = None


def map_back(draft: Draft, here: Here) -> Mapped:
    """The new text, and where each part of it came from."""
    matches = _matches(draft, here)
    found = sum(match.how != "new" for match in matches)
    is_other = bool(draft.guideline and here.guideline and draft.guideline != here.guideline)
    is_foreign = is_other or not matches or found < FEW * len(matches)
    mapped = Mapped(is_foreign=bool(here.parts) and is_foreign)
    current = {part.id: part for part in here.parts}
    base = {part.id: part for part in here.base or ()}
    for match in matches:
        now, before = current.get(match.part.id), base.get(match.part.id)
        if now is None and before is not None and _like_file(match.part, before, here):
            mapped.kept.append(before.id)
        else:
            mapped.matches.append(_merged(match, now, before, here, mapped))
    _add_what_came_here(mapped, here, base)
    new_ids = {match.part.id for match in mapped.matches}
    mapped.dropped = [part for part in here.parts if part.id not in new_ids]
    mapped.both += [part.id for part in mapped.dropped if part.id in base and not _same(part, base[part.id])]
    mapped.lineage = {
        own: tuple(other for other in others if other in current and other not in new_ids)
        for own, others in draft.merged.items()
        if own in current
    }
    return mapped


def _matches(draft: Draft, here: Here) -> list[Match]:
    current = {part.id: part for part in here.parts}
    known = {name for name in draft.known if name in current or name in here.own}
    found: dict[int, Match] = {}
    for place, part in enumerate(draft.parts):
        if part.id in known:
            found[place] = Match(part, "id", source=part.id)
    joined = {other for others in draft.merged.values() for other in others}
    free = [part for part in here.parts if part.id not in known and part.id not in joined]
    _take_same(draft, free, found)
    _take_similar(draft, free, found)
    for place, part in enumerate(draft.parts):
        if place not in found:
            # An identity of another guideline stays there.
            fresh = part if part.id not in draft.known else replace(part, id=str(uuid.uuid4()))
            found[place] = Match(fresh, "new", 0, part.id)
    return [found[place] for place in range(len(draft.parts))]


def _take_same(draft: Draft, free: list[NumberedPart], found: dict[int, Match]) -> None:
    waiting: dict[tuple[str, str], list[NumberedPart]] = defaultdict(list)
    for part in free:
        waiting[part.kind, _words(part.heading, part.html)].append(part)
    for place, read in enumerate(draft.parts):
        equal = waiting.get((read.kind, _words(read.heading, read.html)), [])
        if place not in found and equal:
            found[place] = Match(replace(read, id=equal[0].id), "same", source=read.id)
            free.remove(equal.pop(0))


def _take_similar(draft: Draft, free: list[NumberedPart], found: dict[int, Match]) -> None:
    """The likest first; in long texts only what stands near is compared, so that time stays bounded."""
    open_places = [place for place in range(len(draft.parts)) if place not in found]
    texts = [_words(part.heading, part.html)[:LONGEST_COMPARED] for part in free]
    pairs = []
    for order, place in enumerate(open_places):
        read = draft.parts[place]
        words = _words(read.heading, read.html)[:LONGEST_COMPARED]
        least = LIKE_SHORT if len(words) < SHORT else LIKE
        middle = order * len(free) // max(1, len(open_places))
        start = max(0, middle - MOST_COMPARED // 2)
        for other in range(start, min(len(free), start + MOST_COMPARED)):
            if free[other].kind == read.kind:
                score = fuzz.ratio(words, texts[other], score_cutoff=least)
                if score:
                    pairs.append((score, -place, other))
    taken: set[int] = set()
    for score, negative, other in sorted(pairs, reverse=True):
        if -negative not in found and other not in taken:
            taken.add(other)
            here = draft.parts[-negative]
            found[-negative] = Match(replace(here, id=free[other].id), "similar", round(score), here.id)


def _merged(
    match: Match, current: NumberedPart | None, base: NumberedPart | None, here: Here, mapped: Mapped
) -> Match:
    """One part with both sides taken into account; what is the same keeps its stored form."""
    part = match.part
    if current is None:
        return replace(match, part=replace(part, html=here.stored(part.html)))
    if part.kind == "figure" and not part.html:
        part = replace(part, html=here.in_file(current.html))
    if _like_file(part, current, here):
        return replace(match, part=_plain(current))
    if base is not None and not _same(current, base):
        if _like_file(part, base, here):
            mapped.kept.append(current.id)
            return replace(match, part=_plain(current))
        mapped.both.append(current.id)
    return replace(match, part=replace(part, html=here.stored(part.html)))


def _add_what_came_here(mapped: Mapped, here: Here, base: dict[str, NumberedPart]) -> None:
    """Parts that were written here after the file was made stay, behind the part they stand behind."""
    if here.base is None:
        return
    taken = {match.part.id for match in mapped.matches}
    before = ""
    for part in here.parts:
        if part.id not in taken and part.id not in base:
            places = [place for place, match in enumerate(mapped.matches) if match.part.id == before]
            mapped.matches.insert(places[0] + 1 if places else 0, Match(_plain(part), "kept"))
            mapped.added.append(part.id)
            taken.add(part.id)
        if part.id in taken:
            before = part.id


def _like_file(part: Part, stored: NumberedPart, here: Here) -> bool:
    heading = " ".join(stored.heading.split())
    return part.kind == stored.kind and part.heading == heading and part.html == here.in_file(stored.html)


def _same(one: NumberedPart, other: NumberedPart) -> bool:
    return (one.kind, one.heading, one.html) == (other.kind, other.heading, other.html)


def _plain(part: NumberedPart) -> Part:
    return Part(part.kind, part.id, part.heading, part.html)


def _words(heading: str, html: str) -> str:
    return f"{heading}\n{plain(html)}"
