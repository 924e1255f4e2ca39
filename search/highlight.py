"""Snippets with marked words, made from the shown text: safe HTML, the same on every engine."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from search.analysis.base import Analyser, Token
from search.analysis.streams import streaming
from search.engines.base import Word

WIDTH = 240
# How much text stands before the first mark, so that a reader sees where the sentence comes from.
LEAD = 60
ELLIPSIS = "…"
_SPACES = re.compile(r"\s+")
# Between two paragraphs, or lines, of which the first does not end like a sentence: a field, a row, an item of a list.
_PARAGRAPH_BREAK = re.compile(r"(</mark>|[^\s.!?…:;,>])[^\S\n]*\n[^\S\n]*\n\s*(?=\S)")
_LINE_BREAK = re.compile(r"(</mark>|[^\s.!?…:;,>])[^\S\n]*\n\s*(?=\S)")
DIVIDER = " · "


class Mark(NamedTuple):
    """A marked stretch of the text and the number of the query word it answers; phrases come after words."""

    start: int
    end: int
    word: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """`html` is escaped but for its `<mark>`, `text` is plain, `words` counts the query words seen."""

    html: str
    text: str
    words: int = 0


@dataclass(slots=True)
class _Wanted:
    """Terms to look for, each with the number of the query word it answers."""

    whole: dict[str, int] = field(default_factory=dict)
    leaves: list[tuple[frozenset[str], int]] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], int]] = field(default_factory=list)

    @classmethod
    def of(cls, words: Sequence[Word], phrases: Sequence[tuple[str, ...]]) -> "_Wanted":
        wanted = cls(phrases=[(phrase, len(words) + i) for i, phrase in enumerate(phrases) if phrase])
        for number, word in enumerate(words):
            for reading in word.readings:
                if reading.term:
                    wanted.whole.setdefault(reading.term, number)
                if len(reading.parts) > 1:
                    wanted.leaves.append((frozenset(reading.parts), number))
        return wanted

    def terms(self) -> frozenset[str]:
        """Everything worth looking for."""
        lists = [*(leaves for leaves, _ in self.leaves), *(phrase for phrase, _ in self.phrases)]
        return frozenset(self.whole).union(*lists)

    def present(self, tokens: Iterable[Token]) -> dict[str, int]:
        """The terms to mark in these tokens: leaves only where all of their compound are there."""
        targets = dict(self.whole)
        if self.leaves:
            seen = {term for token in tokens for term in (token.term, *token.parts)}
            for leaves, number in self.leaves:
                if leaves <= seen:
                    targets.update((leaf, number) for leaf in leaves if leaf not in targets)
        return targets


def snippet(
    text: str,
    words: Sequence[Word],
    analyser: Analyser,
    phrases: Sequence[tuple[str, ...]] = (),
    width: int = WIDTH,
    *,
    wrapped: bool = False,
) -> Snippet:
    """The stretch of about `width` characters that shows most of the query; else the beginning.

    What stood in two fields or cells is divided by a point. Of a `wrapped` text, such as that of a PDF, the line
    ends mean nothing, only blank lines do.
    """
    marks = find_marks(text, words, analyser, phrases)
    start, end = _window(text, marks, width)
    inside = [mark for mark in marks if mark.start >= start and mark.end <= end]
    before, after = (
        (ELLIPSIS if start else ""),
        (ELLIPSIS if end < len(text.rstrip()) else ""),
    )
    breaks = _PARAGRAPH_BREAK if wrapped else _LINE_BREAK
    return Snippet(
        html=before + _marked(text, inside, start, end, breaks) + after,
        text=before + _in_one_line(text[start:end], breaks) + after,
        words=len({mark.word for mark in inside}),
    )


def marked(
    text: str,
    words: Sequence[Word],
    analyser: Analyser,
    phrases: Sequence[tuple[str, ...]] = (),
) -> str:
    """The whole text as safe HTML with its marks, for titles and headings."""
    return _marked(text, find_marks(text, words, analyser, phrases), 0, len(text))


def find_marks(
    text: str,
    words: Sequence[Word],
    analyser: Analyser,
    phrases: Sequence[tuple[str, ...]] = (),
) -> list[Mark]:
    """Marks in reading order, never overlapping.

    A word found inside a compound marks only its part. The parts of a compound in the query are marked when
    all of them are there, which is the engine's rule, too.
    """
    wanted = _Wanted.of(words, phrases)
    # A phrase needs to know which words are neighbours.
    tokens = list(analyser.analyse(text)) if phrases else streaming(analyser).words(text, wanted.terms())
    targets = wanted.present(tokens)
    marks = _phrase_marks(wanted.phrases, tokens) if wanted.phrases else []
    for token in tokens:
        if token.term in targets:
            marks.append(Mark(token.start, token.end, targets[token.term]))
        else:
            marks.extend(_part_marks(token, targets, analyser))
    return _apart(marks)


def _part_marks(token: Token, targets: dict[str, int], analyser: Analyser) -> list[Mark]:
    numbers = [targets[part] for part in token.parts if part in targets]
    if not numbers:
        return []
    spans = [span for span in analyser.part_spans(token.surface) if span.term in targets]
    if not spans:
        return [Mark(token.start, token.end, numbers[0])]
    return [Mark(token.start + span.start, token.start + span.end, targets[span.term]) for span in spans]


def _phrase_marks(phrases: Sequence[tuple[tuple[str, ...], int]], tokens: Sequence[Token]) -> list[Mark]:
    marks: list[Mark] = []
    at = {token.position: token for token in tokens}
    for phrase, number in phrases:
        for first in tokens:
            run = [at.get(first.position + i) for i in range(len(phrase))]
            last = run[-1]
            if last and all(token and token.term == term for token, term in zip(run, phrase, strict=True)):
                marks.append(Mark(first.start, last.end, number))
    return marks


def _apart(marks: list[Mark]) -> list[Mark]:
    """In order, the longer one first where two begin together; what overlaps an earlier mark is dropped."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _window(text: str, marks: Sequence[Mark], width: int) -> tuple[int, int]:
    size = len(text)
    if size <= width:
        return 0, size
    start = max(0, min(_best_start(marks, width - LEAD) - LEAD, size - width)) if marks else 0
    end = min(size, start + width)
    if start:
        start = _after_space(text, start, LEAD)
    if end < size:
        end = _before_space(text, end, LEAD)
    return start, end


def _best_start(marks: Sequence[Mark], reach: int) -> int:
    """Where most different words stand together; then most marks; then the earliest."""
    starts = [mark.start for mark in marks]
    best, best_score = starts[0], (0, 0)
    for i, start in enumerate(starts):
        end = bisect_right(starts, start + reach)
        if end - i <= best_score[0] and end - i <= best_score[1]:
            continue
        score = (len({mark.word for mark in marks[i:end]}), end - i)
        if score > best_score:
            best, best_score = start, score
    return best


def _after_space(text: str, start: int, reach: int) -> int:
    if text[start - 1].isspace():
        return start
    match = _SPACES.search(text, start, start + reach)
    return match.end() if match else start


def _before_space(text: str, end: int, reach: int) -> int:
    if text[end].isspace():
        return end
    for i in range(end - 1, end - reach, -1):
        if text[i].isspace():
            return i
    return end


def _marked(
    text: str, marks: Sequence[Mark], start: int, end: int, breaks: re.Pattern[str] | None = None
) -> str:
    out: list[str] = []
    at = start
    for mark in marks:
        out += (
            escape(text[at : mark.start]),
            "<mark>",
            escape(text[mark.start : mark.end]),
            "</mark>",
        )
        at = mark.end
    out.append(escape(text[at:end]))
    return _in_one_line("".join(out), breaks)


def _in_one_line(text: str, breaks: re.Pattern[str] | None) -> str:
    text = text.strip()
    return _SPACES.sub(" ", breaks.sub(rf"\1{DIVIDER}", text) if breaks else text)
