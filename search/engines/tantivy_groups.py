"""Passages made into groups: ranked by their best passage, counted and filtered by what a source is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy

from search.engines.base import Facet
from search.engines.tantivy_query import between, groups_query
from search.engines.tantivy_schema import MOST_NUMBER, Row

# tantivy refuses to count more different values at once; more sources are counted in halves.
MOST_SOURCES = 65_000
# Passages looked at first for one page of results; four times as many when they belong to too few sources.
FIRST_LOOK = 1_000
Hit = tuple[float, tantivy.DocAddress]
Columns = Mapping[Facet, Mapping[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Look:
    """The best passages by group, groups and passages best first; `whole` when there are no others."""

    groups: Mapping[int, Sequence[Hit]]
    whole: bool


def by_score(searcher: tantivy.Searcher, query: tantivy.Query, wanted: int) -> Look:
    """Looks further until enough groups are seen. A longer look begins like a shorter one, so pages fit together."""
    look = max(FIRST_LOOK, 4 * wanted)
    while True:
        hits = searcher.search(query, limit=look, count=False).hits
        groups: dict[int, list[Hit]] = {}
        for hit, group in zip(hits, _column(searcher, "group", hits), strict=True):
            groups.setdefault(group, []).append(hit)
        if len(groups) >= wanted or len(hits) < look:
            return Look(groups, whole=len(hits) < look)
        look *= 4


def best_places(
    searcher: tantivy.Searcher,
    ask: Callable[[Sequence[int], int], Sequence[Hit]],
    look: Look,
    matches: Mapping[int, int],
    limit: int,
) -> dict[int, list[Hit]]:
    """The best passages of each group of a page (`matches`: how many it has); equal ones in reading order.

    Only groups of which the look has seen too few are asked for again; `ask` answers their passages.
    """
    enough = max(1, limit)
    seen = {group: look.groups.get(group, ()) for group in matches}
    lacking = [g for g in matches if len(seen[g]) < min(enough, matches[g]) and not look.whole]
    if lacking:
        hits = ask(lacking, sum(matches[group] for group in lacking))
        again: dict[int, list[Hit]] = {group: [] for group in lacking}
        for hit, group in zip(hits, _column(searcher, "group", hits), strict=True):
            again[group].append(hit)
        seen |= again
    return {group: _in_reading_order(searcher, seen[group])[:enough] for group in matches}


def _in_reading_order(searcher: tantivy.Searcher, hits: Sequence[Hit]) -> list[Hit]:
    numbers = _column(searcher, "number", hits)
    ordered = sorted(zip(hits, numbers, strict=True), key=lambda entry: (-entry[0][0], entry[1]))
    return [hit for hit, _number in ordered]


def _column(searcher: tantivy.Searcher, field: str, hits: Sequence[Hit]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, [at for _score, at in hits])]


def by_date(rows: Mapping[int, Row], sort: str) -> Callable[[int], tuple[bool, int, str]]:
    """Undated sources always come last; sources of one day by their key."""
    sign = 1 if sort == "oldest" else -1

    def key(group: int) -> tuple[bool, int, str]:
        day = rows[group].date
        return (not day, sign * int(day.replace("-", "") or 0), rows[group].source)

    return key


def kept(
    groups: Iterable[int], columns: Columns, filters: Mapping[Facet, Sequence[str]], but: Facet | None = None
) -> list[int]:
    """Groups with a wanted value of every filtered facet, `but` left out."""
    left = list(groups)
    for facet, values in filters.items():
        if values and facet != but:
            column, wanted = columns[facet], frozenset(values)
            passing = {found for found in set(column.values()) if not wanted.isdisjoint(found)}
            left = [group for group in left if column[group] in passing]
    return left


def facet_counts(column: Mapping[int, tuple[str, ...]], groups: Iterable[int]) -> dict[str, int]:
    """Sources per value, most first. Many share the same values, so those are counted first."""
    counts: Counter[str] = Counter()
    for values, sources in Counter(map(column.__getitem__, groups)).items():
        for value in values:
            counts[value] += sources
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def rows_of(searcher: tantivy.Searcher, groups: Sequence[int]) -> Iterator[str]:
    """The rows of these groups, as stored."""
    step = MOST_SOURCES - 1
    for start in range(0, len(groups), step):
        for bucket in buckets(searcher, groups_query(groups[start : start + step]), "row"):
            yield bucket["key"]


def buckets(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    field: str,
    inner: Mapping[str, Any] | None = None,
    numbers: tuple[int, int] = (0, MOST_NUMBER),
) -> list[dict[str, Any]]:
    """Passages counted per value of a column, every value; `numbers` are those of the groups looked at."""
    asked: dict[str, Any] = {"terms": {"field": field, "size": MOST_SOURCES, "segment_size": MOST_SOURCES}}
    if inner:
        asked["aggs"] = inner
    found: list[dict[str, Any]] = searcher.aggregate(query, {"by": asked})["by"]["buckets"]
    first, last = numbers
    if len(found) < MOST_SOURCES or first == last:
        return found
    middle = (first + last) // 2
    halves = ((first, middle), (middle + 1, last))
    return [
        bucket for half in halves for bucket in buckets(searcher, between(query, *half), field, inner, half)
    ]
