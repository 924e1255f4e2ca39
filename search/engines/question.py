"""What is asked, as a tree that every engine translates in its own words; so all engines find the same.

Any word ranks, missing ones cost score. Which fields count and how much is decided here and in `ranking`,
an engine only knows how to say `Term`, `Phrase`, `Bool` and the other nodes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.engines.base import AskedDay, EngineQuery, Facet, Reading, Word, root
from search.engines.ranking import Weights

# Fields with positions can answer phrases; the others only need frequencies.
POSITIONS = ("title", "heading", "text")
FREQUENCIES = ("parts", "context", "context_parts", "context_roots", "exact", "names")
FILTERS: tuple[Facet, ...] = ("kind", "body", "year", "language", "consultation", "topic", "format")
# Words that may stand between two neighbours of the query: "Sanierung [der neuen] Brücke".
PAIR_SLOP = 2
# Nobody announces a session further ahead.
COMING_YEARS = 2
# So few words mean themselves, not their whole family; of a longer question families are good signs, too.
FEW_WORDS = 2
# Where a word makes a passage a hit; the context only ranks it, so that a shown place really holds a word.
_OWN = (*POSITIONS, "parts")
_ANYWHERE = (*_OWN, "context", "context_parts")


@dataclass(frozen=True, slots=True)
class Everything:
    """All passages, score 1."""


@dataclass(frozen=True, slots=True)
class Term:
    """Passages with this term in the field; BM25."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Passages with a term that begins like this; score 1."""

    field: str
    start: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more terms in this order, with at most `slop` others between them; BM25."""

    field: str
    terms: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class OneOf:
    """Passages with one of these values; score 1."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """Passages dated within these days, both included; score 1."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Bool:
    """All of `must`, none of `must_not`; the scores of `must` and `should` are added. Without `must`, one of
    `should` has to match."""

    must: tuple["Node", ...] = ()
    should: tuple["Node", ...] = ()
    must_not: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Best:
    """At least one; the best score counts."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """The score times the factor."""

    node: "Node"
    factor: float


@dataclass(frozen=True, slots=True)
class Scored:
    """The same passages, each with this very score; 0 makes a filter."""

    node: "Node"
    score: float = 0.0


Node = Everything | Term | Prefix | Phrase | OneOf | Days | Bool | Best | Weighted | Scored


def asks_for_text(query: EngineQuery) -> bool:
    """Whether anything in it can rank; filters and exclusions alone cannot."""
    return bool(query.words or query.phrases or query.prefix or query.days)


def matching(query: EngineQuery, weights: Weights) -> Node:
    """Words, phrases, exclusions, languages and dates, but not the facets' filters."""
    must, should = _asked(query, weights)
    if not must:
        should = []  # nothing to rank by; age alone would make everything a hit
    if query.languages:
        must.append(Scored(_one_of("language", query.languages)))
    if query.date_from or query.date_to:
        must.append(Scored(Days(query.date_from or dt.date.min, query.date_to or dt.date.max)))
    if query.within:
        must.append(Scored(OneOf("source", query.within)))
    excluded = [_excluded(word) for word in query.excluded]
    excluded += [_in_any(phrase) for phrase in query.excluded_phrases if phrase]
    if query.without:
        excluded.append(OneOf("source", query.without))
    if query.without_kinds:
        excluded.append(OneOf("kind", query.without_kinds))
    return Bool(tuple(must) or (Everything(),), tuple(should), tuple(excluded))


def narrowed(node: Node, query: EngineQuery, but: Facet | None = None) -> Node:
    """The same with the facets' filters, `but` left out; they never change a score."""
    chosen = filters(query, but)
    return Bool(must=(node, *chosen)) if chosen else node


def counted(node: Node) -> Node:
    """The same passages without anything that only ranks them: counting needs no scores."""
    match node:
        case Bool(must, should, must_not):
            needed = () if must else tuple(map(counted, should))
            return Bool(tuple(map(counted, must)), needed, tuple(map(counted, must_not)))
        case Weighted(inner, _factor) | Scored(inner, _factor):
            return counted(inner)
        case Best(nodes):
            return Bool(should=tuple(map(counted, nodes)))
        case _:
            return node


def filters(query: EngineQuery, but: Facet | None = None) -> tuple[Node, ...]:
    """One node for each facet in use, `but` left out."""
    return tuple(
        Scored(OneOf(facet, tuple(values)))
        for facet, values in query.filters.items()
        if values and facet != but
    )


def _asked(query: EngineQuery, weights: Weights) -> tuple[list[Node], list[Node]]:
    must: list[Node] = []
    should: list[Node] = []
    if query.today:
        should += _recent(query.today, weights)
    days = [_day(asked, weights) for asked in query.days]
    if query.words or days:
        must.append(_any([*(_own_score(word, weights) for word in query.words), *days]))
    if query.words:
        own = weights if len(query.words) > FEW_WORDS else replace(weights, roots=0.0)
        should += [_context_score(word, own) for word in query.words]
        if weights.pair:
            should += _pairs(query.words, weights)
        if weights.paraphrase:
            should += _paraphrases(query.words, weights)
        if query.all_words:
            must += [Scored(_holds(word)) for word in query.words if not _in_a_day(word, query.days)]
            must += [Scored(day) for day in days]
    must += [_phrase(phrase, weights) for phrase in query.phrases if phrase]
    if query.prefix:
        must.append(Prefix("names", query.prefix))
    return must, should


def _day(asked: AskedDay, weights: Weights) -> Node:
    """What took place that day, before what only mentions it; both before words that are met by chance."""
    dated = Scored(Days(asked.day, asked.day), weights.day)
    named = _any(_phrase(writing, weights) for writing in asked.writings)
    return _any([dated, Scored(named, weights.day / 2)])


def _in_a_day(word: Word, days: Sequence[AskedDay]) -> bool:
    """A word that only spells a day is found with it: a text may write it otherwise."""
    terms = {term for asked in days for writing in asked.writings for term in writing}
    return any(reading.term in terms for reading in word.readings)


def _recent(today: dt.date, weights: Weights) -> Iterator[Node]:
    """What is newest gets all steps; a session still to come is as new as can be.

    By calendar years, because engines know those by heart: ranges of days cost more than all words together.
    """
    oldest = max((years for years, _score in weights.recency), default=0)
    for age in range(-COMING_YEARS, oldest + 1):
        score = sum(score for years, score in weights.recency if age <= years)
        yield Scored(Term("year", f"{today.year - age:04d}"), score)


def _pairs(words: Sequence[Word], weights: Weights) -> Iterator[Node]:
    """Neighbours in the query that are neighbours in the text; stop words may stand between them."""
    for left, right in pairwise(words):
        first, second = left.readings[0].term, right.readings[0].term
        if first and second and first != second:
            yield Weighted(Phrase("text", (first, second), PAIR_SLOP), weights.pair)


def _paraphrases(words: Sequence[Word], weights: Weights) -> Iterator[Node]:
    """A compound said in words: "Sanierung der Brücke" for "Brückensanierung"."""
    for reading in (reading for word in words for reading in word.readings):
        for modifier, head in pairwise(reading.parts):
            if modifier != head:
                yield Weighted(Phrase("text", (head, modifier), PAIR_SLOP), weights.paraphrase)


def _own_score(word: Word, weights: Weights) -> Node:
    return _best(_reading_score(reading, weights) for reading in word.readings)


def _reading_score(reading: Reading, weights: Weights) -> Node:
    scores: list[Node] = []
    if reading.term:
        factors = {
            "title": weights.title,
            "heading": weights.heading,
            "text": weights.text,
            "parts": weights.parts,
        }
        scores += [_weighted(Term(field, reading.term), factor) for field, factor in factors.items()]
    if weights.exact and reading.surface:
        scores.append(_weighted(Term("exact", reading.surface.lower()), weights.exact))
    if len(reading.parts) > 1:
        scores.append(_weighted(_all(_somewhere(part, _OWN) for part in reading.parts), weights.all_parts))
    return _any(scores)


def _context_score(word: Word, weights: Weights) -> Node:
    return _best(_context_reading(reading, weights) for reading in word.readings)


def _context_reading(reading: Reading, weights: Weights) -> Node:
    scores: list[Node] = []
    if reading.term:
        scores.append(_weighted(Term("context", reading.term), weights.context * weights.text))
        scores.append(_weighted(Term("context_parts", reading.term), weights.context * weights.parts))
    if len(reading.parts) > 1:
        every = _all(_somewhere(part, ("context", "context_parts")) for part in reading.parts)
        scores.append(_weighted(every, weights.context * weights.all_parts))
    if weights.roots:
        leaves = reading.parts if len(reading.parts) > 1 else (reading.term,)
        share = weights.roots / len(leaves)
        scores += [_weighted(Term("context_roots", root(leaf)), share) for leaf in leaves]
    return _any(scores)


def _holds(word: Word) -> Node:
    ways: list[Node] = []
    for reading in word.readings:
        if reading.term:
            ways.append(_somewhere(reading.term, _ANYWHERE))
        if len(reading.parts) > 1:
            ways.append(_all(_somewhere(part, _ANYWHERE) for part in reading.parts))
    return _any(ways)


def _excluded(word: Word) -> Node:
    """The word itself, anywhere in the place; compounds that contain it stay."""
    fields = (*POSITIONS, "context")
    return _any(
        _somewhere(reading.term, fields)
        if reading.term
        else _all(_somewhere(part, fields) for part in reading.parts)
        for reading in word.readings
    )


def _phrase(phrase: Sequence[str], weights: Weights) -> Node:
    factors = {"title": weights.title, "heading": weights.heading, "text": weights.text}
    return _any(_weighted(_in_order(field, phrase), factor) for field, factor in factors.items())


def _in_any(phrase: Sequence[str]) -> Node:
    return _any(_in_order(field, phrase) for field in POSITIONS)


def _in_order(field: str, phrase: Sequence[str]) -> Node:
    return Phrase(field, tuple(phrase)) if len(phrase) > 1 else Term(field, phrase[0])


def _somewhere(term: str, fields: Sequence[str]) -> Node:
    return _any(Term(field, term) for field in fields)


def _weighted(node: Node, factor: float) -> Node:
    return node if factor == 1.0 else Weighted(node, factor)


def _best(nodes: Iterable[Node]) -> Node:
    """Readings of one word count once, by the best of them."""
    found = tuple(nodes)
    return found[0] if len(found) == 1 else Best(found)


def _one_of(field: str, values: tuple[str, ...]) -> Node:
    """A single value is cheaper to look for than a set."""
    return OneOf(field, values) if len(values) > 1 else Term(field, values[0])


def _any(nodes: Iterable[Node]) -> Node:
    return Bool(should=tuple(nodes))


def _all(nodes: Iterable[Node]) -> Node:
    return Bool(must=tuple(nodes))
