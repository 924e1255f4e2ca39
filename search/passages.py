"""A source cut into passages: small enough to point at, each knowing the whole place it is from."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.analysis.base import Analyser
from search.analysis.repair import repaired
from search.analysis.streams import joined, streaming
from search.engines.base import Passage

# The highlighter's time grows with the passage; longer ones also rank worse than they should (BM25).
MAX_CHARACTERS = 4_500
# A place that says more is represented by its most frequent terms in proportion; what it mentions once in
# twenty pages is not what it is about. Also keeps the index from growing with the square of a debate. Measured
# on known items: twice as many find no more, and cost a fifth of the index; a third fewer cost 0.004 MRR.
MOST_CONTEXT = 600
MOST_ROOTS = 500
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
# Behind a word of three letters or more, so that "Dr. Müller" and "14. Mai" stay together.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?؟])[\"“”«»)]*\s+|(?<=[。！？])")
_SPACE = re.compile(r"\s")


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
    terms = streaming(language).of(title)
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
    streams = streaming(language)
    head, *bodies = map(streams.of, (heading, *shown))
    names = _names(language, f"{entry.label} {heading}")
    place = joined([head, *bodies, streams.of(repaired(entry.context))])
    t_context, t_parts, t_roots = (
        _thinned(place.told, MOST_CONTEXT),
        _thinned(place.told_parts, MOST_CONTEXT),
        _thinned(place.roots, MOST_ROOTS),
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
            t_parts=_filled((frame.t_parts, head.parts, terms.parts)),
            t_context=t_context,
            t_context_parts=t_parts,
            t_context_roots=t_roots,
            exact=_filled((frame.exact, head.exact, terms.exact)),
            names=_filled((frame.names, names)),
        )


def _thinned(stream: str, most: int) -> str:
    """A stream of terms; of a long one each in proportion to how often it is there, and rare ones not at all."""
    terms = stream.split()
    if len(terms) <= most:
        return stream
    share = most / len(terms)
    return " ".join(
        [
            " ".join([term] * round(times * share))
            for term, times in Counter(terms).items()
            if times * share > 0.5
        ]
    )


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


def _filled(streams: Iterable[str]) -> str:
    return " ".join(filter(None, streams))
