"""Passages made into groups by the server: what to ask, and its answer as a page of results."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from search.engines.base import EngineQuery, Facet, Found, Group
from search.engines.elastic_mapping import found
from search.engines.elastic_query import Body, translated
from search.engines.question import Node, OneOf, Scored, asks_for_text, filters

# Up to so many different sources a count is as good as exact (the server's highest limit); of 70,000 it was 43 off.
PRECISION = 40_000
MOST_VALUES = 1_000
# The server's own limits for one page and for the passages of one group.
DEEPEST = 10_000
MOST_PLACES = 100
_SOURCES = {"cardinality": {"field": "source", "precision_threshold": PRECISION}}
_PLACES = "places"
_SIGN = re.compile(r"[^a-z0-9äöüß]")


def page_request(query: EngineQuery, matching: Node, offset: int) -> Body:
    """One page with totals and facets; facets' filters come after counting, so none narrows itself."""
    body: Body = {
        "query": translated(matching),
        "from": offset,
        "size": query.limit,
        "_source": False,
        "track_total_hits": False,
        "sort": order(query),
        "collapse": {"field": "source", "inner_hits": _places(query)},
        "aggs": _counts(query),
    }
    chosen = filters(query)
    if chosen:
        body["post_filter"] = _all(chosen)
    return body


def chosen_request(query: EngineQuery, matching: Node, sources: Sequence[str]) -> Body:
    """The passages of some sources only."""
    within = Scored(OneOf("source", tuple(sources)))
    return {
        "query": _all([matching, within]),
        "size": len(sources),
        "_source": False,
        "track_total_hits": False,
        "collapse": {"field": "source", "inner_hits": _places(query)},
    }


def walk_request(query: EngineQuery, matching: Node, pit: str, after: Sequence[object] | None) -> Body:
    """Passages in the order of the page's sources, as many as the server gives at once."""
    body: Body = {
        "query": _all([matching, *filters(query)]),
        "size": DEEPEST,
        "_source": False,
        "track_total_hits": False,
        "sort": [*order(query), {"number": "asc"}],
        "pit": {"id": pit, "keep_alive": "1m"},
    }
    return body | ({"search_after": list(after)} if after else {})


def order(query: EngineQuery) -> list[Body]:
    """Sources of equal rank by their key, so that pages fit together; undated ones last."""
    if query.sort == "relevance" and asks_for_text(query):
        return [{"_score": "desc"}, {"source": "asc"}]
    direction = "asc" if query.sort == "oldest" else "desc"
    return [{"day": {"order": direction, "missing": "_last"}}, {"source": "asc"}]


def source_of(hit: Mapping[str, Any], query: EngineQuery) -> str:
    """The source of a hit that was sorted by `order`."""
    return str(hit["sort"][len(order(query)) - 1])


def read_groups(answer: Mapping[str, Any]) -> tuple[Group, ...]:
    """Groups in the order of the answer."""
    groups = []
    for hit in answer["hits"]["hits"]:
        source = hit["fields"]["source"][0]
        inner = hit["inner_hits"][_PLACES]["hits"]
        places = tuple(found(place, source) for place in inner["hits"])
        groups.append(Group(source, places, inner["total"]["value"]))
    return tuple(groups)


def read_page(query: EngineQuery, answer: Mapping[str, Any], groups: tuple[Group, ...]) -> Found:
    """Total and facets of an answer with these groups."""
    counted = answer["aggregations"]
    return Found(
        total=counted["total"]["sources"]["value"],
        groups=groups,
        facets={facet: _values(counted[facet]["values"]["buckets"]) for facet in query.facets},
    )


def beginning_with(start: str) -> str:
    """A regular expression of the server for words that begin like this; signs lose their meaning."""
    return _SIGN.sub(lambda sign: f"\\{sign[0]}", start) + ".*"


def _values(buckets: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counts = {bucket["key"]: bucket["sources"]["value"] for bucket in buckets}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _counts(query: EngineQuery) -> Body:
    counts: Body = {"total": {"filter": _all(filters(query)), "aggs": {"sources": _SOURCES}}}
    for facet in query.facets:
        counts[facet] = {"filter": _all(filters(query, but=facet)), "aggs": {"values": _by_value(facet)}}
    return counts


def _by_value(facet: Facet) -> Body:
    return {"terms": {"field": facet, "size": MOST_VALUES}, "aggs": {"sources": _SOURCES}}


def _places(query: EngineQuery) -> Body:
    """Best first, equal ones in reading order; sorting by the score keeps it also when pages go by date."""
    size = max(1, min(query.places, MOST_PLACES))
    return {
        "name": _PLACES,
        "size": size,
        "sort": [{"_score": "desc"}, {"number": "asc"}],
        "_source": ["shown"],
    }


def _all(nodes: Sequence[Node]) -> Body:
    queries = [translated(node) for node in nodes]
    return {"bool": {"must": queries}} if queries else {"match_all": {}}
