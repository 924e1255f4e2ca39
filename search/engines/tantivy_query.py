"""The tree of `question` in tantivy's words."""

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query

from search.engines import question
from search.engines.tantivy_schema import schema


def translated(node: question.Node) -> Query:
    """The query of a node."""
    query: Query
    match node:
        case question.Everything():
            query = Query.all_query()
        case question.Term(field, term):
            query = Query.term_query(schema(), field, term, index_option="freq")
        case question.Prefix(field, start):
            query = Query.phrase_prefix_query(schema(), field, [start])
        case question.Phrase(field, terms, slop):
            query = Query.phrase_query(schema(), field, list(terms), slop=slop)
        case question.OneOf(field, values):
            query = Query.term_set_query(schema(), field, list(values))
        case question.Days(first, last):
            lower, upper = first.toordinal(), last.toordinal()
            query = Query.range_query(schema(), "day", FieldType.Unsigned, lower, upper)
        case question.Bool(must, should, must_not):
            clauses = [*_with(Occur.Must, must), *_with(Occur.Should, should)]
            query = Query.boolean_query([*clauses, *_with(Occur.MustNot, must_not)])
        case question.Best(nodes):
            query = Query.disjunction_max_query([translated(inner) for inner in nodes])
        case question.Weighted(inner, factor):
            query = Query.boost_query(translated(inner), factor)
        case question.Scored(inner, score):
            query = Query.const_score_query(translated(inner), score)
    return query


def within(query: Query, groups: Sequence[int]) -> Query:
    """The same for some sources only."""
    silent = Query.const_score_query(groups_query(groups), 0.0)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, silent)])


def between(query: Query, first: int, last: int) -> Query:
    """The same for sources with a number from `first` to `last`, both included."""
    numbers = Query.range_query(schema(), "group", FieldType.Unsigned, first, last)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, numbers)])


def groups_query(groups: Sequence[int]) -> Query:
    """All passages of some sources."""
    return Query.term_set_query(schema(), "group", list(groups))


def _with(occur: Occur, nodes: Iterable[question.Node]) -> list[tuple[Occur, Query]]:
    return [(occur, translated(node)) for node in nodes]
