"""The tree of `question` in the words of Elasticsearch and OpenSearch; both take the same."""

from collections.abc import Sequence
from typing import Any, assert_never

from search.engines import question

Body = dict[str, Any]
# OpenSearch counts the leaves of the whole tree and refuses more than 1,024; filters need a few.
MOST_LEAVES = 950
# The whitespace analyser cuts longer words into pieces.
LONGEST_TERM = 255
NOTHING: Body = {"match_none": {}}


def translated(node: question.Node) -> Body:
    """The query of a node; words are asked as they are, nothing is analysed again."""
    query: Body
    match node:
        case question.Everything():
            query = {"match_all": {}}
        case question.Term(field, term):
            query = {"term": {field: {"value": term[:LONGEST_TERM]}}}
        case question.Prefix(field, start):
            query = {"prefix": {field: {"value": start}}}
        case question.Phrase(field, terms, slop):
            query = _phrase(field, terms, slop)
        case question.OneOf(field, values):
            query = {"terms": {field: list(values)}}
        case question.Days(first, last):
            query = {"range": {"day": {"gte": first.toordinal(), "lte": last.toordinal()}}}
        case question.Bool(must, should, must_not):
            query = _bool(must, should, must_not)
        case question.Best(nodes):
            query = {"dis_max": {"queries": [translated(inner) for inner in nodes]}} if nodes else NOTHING
        case question.Weighted(inner, factor):
            # A `bool` around it, because not every query takes a boost.
            query = {"bool": {"must": [translated(inner)], "boost": factor}}
        case question.Scored(inner, score):
            query = {"constant_score": {"filter": translated(inner), "boost": score}}
        case _:
            assert_never(node)
    return query


def leaves(node: question.Node) -> int:
    """How many clauses the server will count."""
    match node:
        case question.Bool(must, should, must_not):
            return sum(map(leaves, (*must, *should, *must_not)))
        case question.Best(nodes):
            return sum(map(leaves, nodes))
        case question.Weighted(inner, _) | question.Scored(inner, _):
            return leaves(inner)
        case question.Phrase(_, terms, slop):
            return len(terms) if slop else 1
        case _:
            return 1


def _phrase(field: str, terms: Sequence[str], slop: int) -> Body:
    if not slop:
        return {"match_phrase": {field: {"query": " ".join(terms), "analyzer": "whitespace"}}}
    # A sloppy phrase would also take the words the other way round.
    clauses = [{"span_term": {field: {"value": term}}} for term in terms]
    return {"span_near": {"clauses": clauses, "slop": slop, "in_order": True}}


def _bool(
    must: Sequence[question.Node], should: Sequence[question.Node], must_not: Sequence[question.Node]
) -> Body:
    if not must and not should:
        # A server would answer everything.
        return NOTHING
    silent = [node for node in must if isinstance(node, question.Scored) and not node.score]
    clauses: Body = {
        "must": [translated(node) for node in must if node not in silent],
        # The same without the work of adding zero, and kept in the server's cache.
        "filter": [translated(node.node) for node in silent],
        "should": [translated(node) for node in should],
        "must_not": [translated(node) for node in must_not],
    }
    asked: Body = {name: queries for name, queries in clauses.items() if queries}
    if should:
        asked["minimum_should_match"] = 0 if must else 1
    return {"bool": asked}
