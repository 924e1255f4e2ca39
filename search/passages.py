"""A source cut into passages: small enough to point at, each knowing the whole place it is from."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.analysis.base import Analyser
from search.analysis.repair import repaired
from search.engines.base import Passage, root

# The highlighter's time grows with the passage; longer ones also rank worse than they should (BM25).
MAX_CHARACTERS = 4_500
# A place that says more is represented by its most frequent terms in proportion; what it mentions once in
# twenty pages is not what it is about. Also keeps the index from growing with the square of a debate.
MOST_CONTEXT = 1_200
MOST_ROOTS = 1_000
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
# Behind a word of three letters or more, so that "Dr. Müller" and "14. Mai" stay together.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?؟])[\"“”«»)]*\s+|(?<=[。！？])")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Terms:
    """The three streams of terms of one text."""

    whole: str = ""
    parts: str = ""
    exact: str = ""

    @classmethod
    def of(cls, language: Analyser, text: str) -> "_Terms":
        tokens = list(language.analyse(text))
        return cls(
            " ".join([token.term for token in tokens]),
            " ".join([part for token in tokens if token.parts for part in token.parts]),
            " ".join([token.surface for token in tokens]).lower(),
        )


def cut(
    source: Source,
    analyser: Callable[[str], Analyser] = analyser_for,
    limit: int = MAX_CHARACTERS,
) -> Iterator[Passage]:
    """All passages of a source in reading order; a source without any text gives one passage for its title.

    The summary becomes a passage of its own at the top of the page. Text of two entries never shares a
    passage.
    """
    language = analyser(source.language)
    frame = _frame(source, language)
    counters: dict[tuple[str, str], count[int]] = {}
    filled = False
    for entry in _entries(source):
        numbers = counters.setdefault((entry.file, entry.place), count())
        for passage in _cut_entry(frame, entry, language, limit):
            filled = True
            yield replace(passage, key=f"{source.key}|{entry.file}|{entry.place}|{next(numbers)}")
    if not filled:
        yield replace(frame, key=f"{source.key}|||0")


def pieces(text: str, limit: int = MAX_CHARACTERS) -> Iterator[str]:
    """Paragraphs packed up to the limit; a longer one is cut at sentence ends, then spaces, then hard."""
    held = ""
    for paragraph in _BLANK_LINES.split(text):
        for part in _within(paragraph.strip(), limit):
            if held and len(held) + 2 + len(part) > limit:
                yield held
                held = part
            elif part:
                held = f"{held}\n\n{part}" if held else part
    if held:
        yield held


def _entries(source: Source) -> Iterable[Entry]:
    if source.summary.strip():
        yield Entry(text=source.summary)
    yield from source.entries


def _frame(source: Source, language: Analyser) -> Passage:
    """What all passages of the source share, as the passage of a source without text."""
    title = repaired(source.title).strip()
    terms = _Terms.of(language, title)
    return Passage(
        key="",
        source=source.key,
        kind=source.kind,
        language=source.language,
        title=title,
        heading="",
        label="",
        place="",
        file="",
        shown="",
        t_title=terms.whole,
        t_text="",
        t_parts=terms.parts,
        t_context="",
        exact=terms.exact,
        names=_names(language, title),
        date=source.date,
        body=source.body,
        consultation=source.consultation,
        topics=source.topics,
        formats=source.formats,
    )


def _cut_entry(frame: Passage, entry: Entry, language: Analyser, limit: int) -> Iterator[Passage]:
    text, heading = repaired(entry.text).strip(), repaired(entry.heading).strip()
    if not text and not heading:
        return
    shown = list(pieces(text, limit)) or [""]
    head = _Terms.of(language, heading)
    names = _names(language, f"{entry.label} {heading}")
    bodies = [_Terms.of(language, piece) for piece in shown]
    around = [head, *bodies, _Terms.of(language, repaired(entry.context))]
    context = Counter(term for terms in around for term in terms.whole.split())
    parts = Counter(term for terms in around for term in terms.parts.split())
    t_context, t_parts, t_roots = (
        _thinned(context, MOST_CONTEXT),
        _thinned(parts, MOST_CONTEXT),
        _thinned(_roots(context, parts), MOST_ROOTS),
    )
    for piece, terms in zip(shown, bodies, strict=True):
        yield replace(
            frame,
            heading=heading,
            label=entry.label,
            place=entry.place,
            file=entry.file,
            shown=piece,
            t_heading=head.whole,
            t_text=terms.whole,
            t_parts=_joined((frame.t_parts, head.parts, terms.parts)),
            t_context=t_context,
            t_context_parts=t_parts,
            t_context_roots=t_roots,
            exact=_joined((frame.exact, head.exact, terms.exact)),
            names=_joined((frame.names, names)),
        )


def _thinned(counts: Counter[str], most: int) -> str:
    """Every term as often as it counts; of a long text in proportion, and rare ones not at all."""
    share = min(1.0, most / max(1, counts.total()))
    return "".join(f"{term} " * int(times * share + 0.5) for term, times in counts.items()).rstrip()


def _roots(*counts: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for counted in counts:
        for term, times in counted.items():
            found[root(term)] += times
    return found


def _within(paragraph: str, limit: int) -> Iterator[str]:
    start = 0
    while len(paragraph) - start > limit:
        end = _last_end(paragraph, start, start + limit)
        yield paragraph[start:end].strip()
        start = end
    yield paragraph[start:].strip()


def _last_end(text: str, start: int, end: int) -> int:
    """The last sentence end in the second half of the window, else the last space, else the window's end."""
    middle = start + (end - start) // 2
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, middle, end)]
        if ends:
            return ends[-1]
    return end


def _names(language: Analyser, text: str) -> str:
    return " ".join(dict.fromkeys(language.fold(token.surface) for token in language.analyse(text)))


def _joined(streams: Iterable[str]) -> str:
    return " ".join(filter(None, streams))
