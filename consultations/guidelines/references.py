"""Cross references inside a text: links to `#p-1a2b3c4d` whose words follow the number of their target."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consultations.guidelines.rules import NumberedPart

_LINK = re.compile(r'(<a\b[^>]*\bhref="#([cpft]-[0-9a-f-]{4,36})"[^>]*>)([^<]*)(</a>)')
# "1.2", "§ 4", "§ 1 (2)", "(2)", each maybe after one word such as "Absatz" or "siehe".
_NUMBER = re.compile(r"^(?P<word>[^\W\d_]+\.?\s+)?(?:§\s*\d+(?:\s*\(\d+\))?|\(\d+\)|\d+(?:\.\d+)*)$")
# A paragraph sign says it all; these words would stand before it twice.
_KINDS = {
    "kapitel",
    "absatz",
    "abs.",
    "abschnitt",
    "paragraf",
    "paragraph",
    "ziffer",
    "nummer",
    "nr.",
    "punkt",
    "chapter",
    "section",
}


@dataclass(frozen=True, slots=True)
class Lost:
    """A cross reference without target: where it stands and what it says."""

    part: NumberedPart
    anchor: str
    words: str


def resolve(parts: Sequence[NumberedPart]) -> list[NumberedPart]:
    """The text whose cross references name the numbers of now; links with words of their own are left alone."""
    numbers = {part.anchor: part.number for part in parts}

    def follow(match: re.Match[str]) -> str:
        opening, anchor, words, closing = match.groups()
        return opening + _renumbered(words, numbers.get(anchor)) + closing

    return [replace(part, html=_LINK.sub(follow, part.html)) if "#" in part.html else part for part in parts]


def lost(parts: Sequence[NumberedPart]) -> list[Lost]:
    """Cross references whose target is not in the text (any more)."""
    anchors = {part.anchor for part in parts}
    return [
        Lost(part, match[2], html.unescape(match[3]).strip())
        for part in parts
        for match in _LINK.finditer(part.html)
        if match[2] not in anchors
    ]


def _renumbered(words: str, number: str | None) -> str:
    plain = html.unescape(words).replace("\xa0", " ").strip()
    match = _NUMBER.match(plain)
    if number is None or match is None:
        return words
    word = match["word"] or ""
    if number.startswith(("§", "(")) and word.strip().lower() in _KINDS:
        word = ""
    return html.escape(word + number, quote=False)
