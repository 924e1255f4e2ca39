"""What of a translated file is taken and what not; plain Python.

A file says for which page, language and moment it was made; each of its rows says which German part it means.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from portal.translators.files import markup

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
MOST_ROWS = 20_000


class Problem(StrEnum):
    """Why nothing of a file is taken."""

    KIND = "kind"
    LARGE = "large"
    ENCODING = "encoding"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    OTHER_PAGE = "other_page"
    OTHER_LANGUAGE = "other_language"
    NO_RIGHT = "no_right"
    STOPPED = "stopped"


class Reason(StrEnum):
    """Why a row is not taken."""

    GONE = "gone"
    CHANGED = "changed"
    MARKUP = "markup"
    NEWER = "newer"
    TOO_LONG = "too_long"
    TWICE = "twice"
    UNFINISHED = "unfinished"
    OBSOLETE = "obsolete"
    EMPTY = "empty"


class Refused(Exception):
    """Nothing of the file is taken; `told` is what helps to find the fault."""

    def __init__(self, problem: Problem, told: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.told = told


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """For which translation (a UUID) and language a file was made, and when; empty where it does not say."""

    translation: str = ""
    language: str = ""
    exported: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One German part of the page and its translation, empty where there is none.

    `limit` is the length in characters its field takes; `by_others` whether the translation was changed last by
    somebody else than the person who hands in the file.
    """

    path: str
    source: str
    translation: str = ""
    changed: dt.datetime | None = None
    by_others: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file; `place` counts from 1."""

    place: int
    path: str
    source: str
    target: str
    unfinished: bool = False
    obsolete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A translation that is taken; the part still holds the one before."""

    part: Part
    target: str


@dataclass(slots=True)
class Verdict:
    """`absent` counts the parts of the page of which the file says nothing."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    refused: list[tuple[Row, Reason]] = field(default_factory=list)
    absent: int = 0


def judge(parts: Sequence[Part], rows: Iterable[Row], exported: dt.datetime | None) -> Verdict:
    """Every row is taken, the same as before, or refused with a reason."""
    by_key = {(part.path, markup.key(part.source)): part for part in parts}
    paths = {part.path for part in parts}
    verdict = Verdict()
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row.path, markup.key(row.source))
        part = by_key.get(key)
        if part is None:
            missing = Reason.CHANGED if row.path in paths else Reason.GONE
            verdict.refused.append((row, Reason.OBSOLETE if row.obsolete else missing))
            continue
        if key in seen:
            if seen[key] != row.target:
                verdict.refused.append((row, Reason.TWICE))
            continue
        seen[key] = row.target
        if row.target and markup.key(part.translation) == markup.key(row.target):
            verdict.unchanged += 1
        elif (reason := _fault(part, row, exported)) is not None:
            verdict.refused.append((row, reason))
        else:
            verdict.changes.append(Change(part=part, target=markup.normal(row.target)))
    verdict.absent = len(by_key.keys() - seen.keys())
    return verdict


def same_language(one: str, other: str) -> bool:
    """Whether two codes mean one language; tools add a region on their own."""
    first, second = (code.replace("_", "-").lower() for code in (one, other))
    shorter, longer = sorted((first, second), key=len)
    return longer == shorter or (longer.startswith(f"{shorter}-") and not longer.endswith("-simple"))


def moment(text: str) -> dt.datetime | None:
    """A moment as our own files write it; None for anything else."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else None


def _fault(part: Part, row: Row, exported: dt.datetime | None) -> Reason | None:
    said = (
        (row.obsolete, Reason.OBSOLETE),
        (not row.target.strip(), Reason.EMPTY),
        (row.unfinished, Reason.UNFINISHED),
    )
    reason = next((reason for holds, reason in said if holds), None)
    return reason or _fault_of_text(part, row.target) or _overtaken(part, exported)


def _fault_of_text(part: Part, target: str) -> Reason | None:
    """Links and tags are neither lost nor invented, and the text fits into its field."""
    try:
        kept = Counter(markup.tags(target)) == Counter(markup.tags(part.source))
        length = len(markup.words(target))
    except markup.BadMarkup:
        return Reason.MARKUP
    if not kept:
        return Reason.MARKUP
    return Reason.TOO_LONG if part.limit is not None and length > part.limit else None


def _overtaken(part: Part, exported: dt.datetime | None) -> Reason | None:
    """Somebody else has changed the translation since the file was made."""
    if not (part.by_others and part.translation and part.changed and exported):
        return None
    return Reason.NEWER if part.changed > exported else None
