"""Are the agreed words used? Plain Python."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Wording:
    """A German term and what it is called, and must not be called, in one language."""

    german: str
    wanted: str = ""
    forbidden: tuple[str, ...] = ()
    definition: str = ""
    # Address at which readers find the word explained; empty where the glossary has no such entry.
    glossary: str = ""


class Problem(StrEnum):
    """What may be wrong with a translated part."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark; `word` is the wanted or the forbidden word, `text` the translated part."""

    german: str
    problem: Problem
    word: str
    text: str


def used(source: str, wordings: Iterable[Wording]) -> list[Wording]:
    """The terms in a German text, with up to three letters of ending: Leitlinie, Leitlinien."""
    return [one for one in wordings if _stands(one.german, source, ending=3)]


def check(source: str, translated: str, wordings: Iterable[Wording]) -> list[Finding]:
    """Remarks on one translated part; wanted words may have prefixes and endings, as in Arabic or Turkish.

    Of a wanted word with several forms, commas between, one is enough.
    """
    found = []
    for one in used(source, wordings):
        wrong = [word for word in one.forbidden if _stands(word, translated, ending=6)]
        found += [Finding(one.german, Problem.FORBIDDEN, word, translated) for word in wrong]
        forms = [form.strip().casefold() for form in one.wanted.split(",") if form.strip()]
        if forms and not any(form in translated.casefold() for form in forms):
            found.append(Finding(one.german, Problem.MISSING, one.wanted, translated))
    return found


def _stands(word: str, text: str, *, ending: int) -> bool:
    pattern = rf"(?<!\w){re.escape(word.casefold())}\w{{0,{ending}}}(?!\w)"
    return re.search(pattern, text.casefold()) is not None
