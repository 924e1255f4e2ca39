"""What is asked, as a tantivy query: any word ranks, missing ones cost score."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from tantivy import FieldType, Occur, Query

from search.engines.base import EngineQuery, Reading, Word
from search.engines.ranking import Weights
from search.engines.tantivy_schema import POSITIONS, schema

# Words that may stand between two neighbours of the query: "Sanierung [der neuen] Brücke".
PAIR_SLOP = 2
# Where a word makes a passage a hit; the context only ranks it, so that a shown place really holds a word.
_OWN = (*POSITIONS, "parts")
_ANYWHERE = (*_OWN, "context", "context_parts")


def asks_for_text(query: EngineQuery) -> bool:
    """Whether anything in it can rank; filters and exclusions alone cannot."""
    return bool(query.words or query.phrases)


def matching(query: EngineQuery, weights: Weights) -> Query:
    """Words, phrases, exclusions, languages and dates, but not the facets' filters."""
    clauses: list[tuple[Occur, Query]] = []
    if query.words:
        clauses.append((Occur.Must, _any(_own_score(word, weights) for word in query.words)))
        clauses += [(Occur.Should, _context_score(word, weights)) for word in query.words]
        if weights.pair:
            clauses += [(Occur.Should, pair) for pair in _pairs(query.words, weights)]
        if query.all_words:
            clauses += [(Occur.Must, _silent(_holds(word))) for word in query.words]
    clauses += [(Occur.Must, _phrase(phrase, weights)) for phrase in query.phrases if phrase]
    if query.languages:
        clauses.append((Occur.Must, _silent(_one_of("language", query.languages))))
    if query.date_from or query.date_to:
        clauses.append((Occur.Must, _silent(_between(query.date_from, query.date_to))))
    if not any(occur == Occur.Must for occur, _ in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    clauses += [(Occur.MustNot, _excluded(word)) for word in query.excluded]
    return Query.boolean_query(clauses)


def narrowed(query: Query, filters: EngineQuery) -> Query:
    """The same with the facets' filters; they never change a score."""
    clauses = [
        (Occur.Must, _silent(_one_of(facet, values))) for facet, values in filters.filters.items() if values
    ]
    return Query.boolean_query([(Occur.Must, query), *clauses]) if clauses else query


def within(query: Query, groups: Sequence[int]) -> Query:
    """The same for some sources only."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, _silent(groups_query(groups)))])


def groups_query(groups: Sequence[int]) -> Query:
    """All passages of some sources."""
    return Query.term_set_query(schema(), "group", list(groups))


def _pairs(words: Sequence[Word], weights: Weights) -> Iterator[Query]:
    """Neighbours in the query that are neighbours in the text; stop words may stand between them."""
    for left, right in pairwise(words):
        first, second = left.readings[0].term, right.readings[0].term
        if first != second:
            pair = Query.phrase_query(schema(), "text", [first, second], slop=PAIR_SLOP)
            yield _weighted(pair, weights.pair)


def _own_score(word: Word, weights: Weights) -> Query:
    return _best(_reading_score(reading, weights) for reading in word.readings)


def _reading_score(reading: Reading, weights: Weights) -> Query:
    term = reading.term
    scores = [
        _weighted(_term("title", term), weights.title),
        _weighted(_term("heading", term), weights.heading),
        _weighted(_term("text", term), weights.text),
        _weighted(_term("parts", term), weights.parts),
    ]
    if weights.exact:
        scores.append(_weighted(_term("exact", reading.surface.lower()), weights.exact))
    if len(reading.parts) > 1:
        scores.append(
            _weighted(
                _all(_somewhere(part, _OWN) for part in reading.parts),
                weights.all_parts,
            )
        )
    return _any(scores)


def _context_score(word: Word, weights: Weights) -> Query:
    def score(reading: Reading) -> Query:
        fields = ("context", "context_parts")
        scores = [
            _weighted(_term("context", reading.term), weights.context * weights.text),
            _weighted(_term("context_parts", reading.term), weights.context * weights.parts),
        ]
        if len(reading.parts) > 1:
            every = _all(_somewhere(part, fields) for part in reading.parts)
            scores.append(_weighted(every, weights.context * weights.all_parts))
        return _any(scores)

    return _best(score(reading) for reading in word.readings)


def _holds(word: Word) -> Query:
    ways: list[Query] = []
    for reading in word.readings:
        ways.append(_somewhere(reading.term, _ANYWHERE))
        if len(reading.parts) > 1:
            ways.append(_all(_somewhere(part, _ANYWHERE) for part in reading.parts))
    return _any(ways)


def _excluded(word: Word) -> Query:
    """The word itself, anywhere in the place; compounds that contain it stay."""
    return _any(_somewhere(reading.term, (*POSITIONS, "context")) for reading in word.readings)


def _phrase(phrase: Sequence[str], weights: Weights) -> Query:
    factors = {"title": weights.title, "heading": weights.heading, "text": weights.text}
    return _any(_weighted(_in_order(field, phrase), factor) for field, factor in factors.items())


def _in_order(field: str, phrase: Sequence[str]) -> Query:
    if len(phrase) == 1:
        return _term(field, phrase[0])
    return Query.phrase_query(schema(), field, list(phrase))


def _between(first: date | None, last: date | None) -> Query:
    lower, upper = (first or date.min).toordinal(), (last or date.max).toordinal()
    return Query.range_query(schema(), "day", FieldType.Unsigned, lower, upper)


def _one_of(field: str, values: Sequence[str]) -> Query:
    return Query.term_set_query(schema(), field, list(values))


def _term(field: str, term: str) -> Query:
    return Query.term_query(schema(), field, term, index_option="freq")


def _somewhere(term: str, fields: Sequence[str]) -> Query:
    return _any(_term(field, term) for field in fields)


def _weighted(query: Query, factor: float) -> Query:
    return query if factor == 1.0 else Query.boost_query(query, factor)


def _silent(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _best(queries: Iterable[Query]) -> Query:
    """Readings of one word count once, by the best of them."""
    found = list(queries)
    return found[0] if len(found) == 1 else Query.disjunction_max_query(found)


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])
