"""Passages made into groups: ranked by their best passage, counted and filtered by what a source is."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import tantivy

from search.engines.base import Facet
from search.engines.tantivy_schema import Row

# tantivy refuses to count more different values; a portal with more sources needs the search cluster anyway.
MOST_SOURCES = 65_000
# Passages looked at first for one page of results; four times as many when they belong to too few sources.
FIRST_LOOK = 200


def by_score(searcher: tantivy.Searcher, query: tantivy.Query, wanted: int) -> list[int]:
    """Groups by their best passage, looking further until enough are seen.

    A longer look begins like a shorter one, so pages fit together.
    """
    look = max(FIRST_LOOK, 4 * wanted)
    while True:
        hits = [address for _, address in searcher.search(query, limit=look, count=False).hits]
        groups = list(dict.fromkeys(searcher.fast_field_values("group", hits)))
        if len(groups) >= wanted or len(hits) < look:
            return [int(group) for group in groups if group is not None]
        look *= 4


def best_places(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    counts: Mapping[int, int],
    page: Sequence[int],
    limit: int,
) -> dict[int, list[tuple[float, tantivy.DocAddress]]]:
    """The best passages of each group on the page; equal ones in reading order."""
    hits = searcher.search(query, limit=sum(counts[group] for group in page), count=False).hits
    addresses = [address for _, address in hits]
    groups = searcher.fast_field_values("group", addresses)
    numbers = searcher.fast_field_values("number", addresses)
    by_group: dict[int, list[tuple[float, int, tantivy.DocAddress]]] = {group: [] for group in page}
    for (score, address), group, number in zip(hits, groups, numbers, strict=True):
        by_group[int(group or 0)].append((-score, int(number or 0), address))
    return {
        group: [
            (-score, address) for score, _, address in sorted(entries, key=lambda e: e[:2])[: max(1, limit)]
        ]
        for group, entries in by_group.items()
    }


def by_date(rows: Mapping[int, Row], sort: str) -> Callable[[int], tuple[bool, int, str]]:
    """Undated sources always come last; sources of one day by their key."""
    sign = 1 if sort == "oldest" else -1

    def key(group: int) -> tuple[bool, int, str]:
        day = rows[group].date
        return (not day, sign * int(day.replace("-", "") or 0), rows[group].source)

    return key


def passes(row: Row, filters: Mapping[Facet, Sequence[str]], but: Facet | None = None) -> bool:
    """Whether a source has a wanted value of every filtered facet, `but` left out."""
    return all(
        not values or facet == but or not set(values).isdisjoint(row.values(facet))
        for facet, values in filters.items()
    )


def facet_counts(
    facet: Facet,
    rows: Mapping[int, Row],
    kept: Sequence[int],
    filters: Mapping[Facet, Sequence[str]],
) -> dict[str, int]:
    """Sources per value, most first; the own filter of the facet does not count."""
    if filters.get(facet):
        counted: Iterable[Row] = (row for row in rows.values() if passes(row, filters, but=facet))
    else:
        counted = (rows[group] for group in kept)
    values = Counter(chain.from_iterable(row.values(facet) for row in counted))
    return dict(sorted(values.items(), key=lambda item: (-item[1], item[0])))


def buckets(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    field: str,
    inner: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """Passages counted per value of a column, every value."""
    asked: dict[str, Any] = {"terms": {"field": field, "size": MOST_SOURCES, "segment_size": MOST_SOURCES}}
    if inner:
        asked["aggs"] = inner
    found: list[dict[str, Any]] = searcher.aggregate(query, {"by": asked})["by"]["buckets"]
    return found
