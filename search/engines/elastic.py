"""Elasticsearch 8 and 9, OpenSearch 2 and 3: one engine for a cluster that several machines share."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import Any

from search.analysis import ANALYSIS_VERSION
from search.engines.base import EngineBusy, EngineError, EngineQuery, Found, Passage, Refused, require_schema
from search.engines.elastic_address import Address
from search.engines.elastic_deep import deep_sources
from search.engines.elastic_generations import (
    ABANDONED_SECONDS,
    ATTEMPTS,
    BEAT_SECONDS,
    ElasticGenerations,
    GenerationGone,
    Layout,
    per_source,
)
from search.engines.elastic_groups import (
    DEEPEST,
    beginning_with,
    chosen_request,
    page_request,
    read_groups,
    read_page,
)
from search.engines.elastic_mapping import K1, LONGEST_WORD, SCHEMA_VERSION, B, document, settings
from search.engines.elastic_query import MOST_LEAVES, leaves, translated
from search.engines.elastic_transport import Transport
from search.engines.elastic_writing import Entry, Writer, identity
from search.engines.question import Node, matching
from search.engines.ranking import WEIGHTS, Weights

# What is known of the live index is looked up again after so long.
FRESH_SECONDS = 1.0
CLEAN_SOURCES = 500
# A search that a broken shard answers in part is a failure, not a shorter list.
WHOLE: dict[str, Any] = {"allow_partial_search_results": False}


@dataclass(frozen=True, slots=True)
class _Live:
    name: str
    facts: Mapping[str, str]
    until: float


class ElasticEngine:
    """Fulfils `base.Engine`.

    A rebuild does not stop writers: what is replaced meanwhile goes to the live and to the new index. Nothing
    secret of the address is ever in a text of this object.
    """

    name = "elastic"

    def __init__(
        self,
        address: Address,
        *,
        analysis: str = ANALYSIS_VERSION,
        weights: Weights = WEIGHTS,
        k1: float = K1,
        b: float = B,
        abandoned: float = ABANDONED_SECONDS,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self.transport = Transport(address)
        self._generations = ElasticGenerations(
            self.transport, partial(settings, k1=k1, b=b), abandoned=abandoned
        )
        self._writer = Writer(self.transport)
        self._facts = {"schema": SCHEMA_VERSION, "analysis": analysis}
        self._weights = weights
        self._clock = clock
        self._alias = address.prefix
        self._live: _Live | None = None
        self._state: tuple[float, str] | None = None

    def search(self, query: EngineQuery) -> Found:
        """One page of sources with their best passages; an empty query lists everything, newest first."""
        self._ready()
        node = self._question(query)
        if query.offset + query.limit > DEEPEST:
            return self._deep(query, node)
        answer = self._search(page_request(query, node, query.offset))
        groups = read_groups(answer) if query.limit else ()
        return read_page(query, answer, groups)

    def count(self) -> int:
        """All passages; 0 when there is no index yet."""
        return int(self.transport.call("GET", f"/{self._alias}/_count", missing={"count": 0})["count"])

    def state(self) -> str:
        """Generation, newest write and number of passages, as a search sees them; at most a second old."""
        now = time.monotonic()
        if self._state is None or now >= self._state[0]:
            live = self._ready()
            body = {"size": 0, "track_total_hits": True, "aggs": {"newest": {"max": {"field": "_seq_no"}}}}
            answer = self._search(body)
            newest = answer["aggregations"]["newest"]["value"]
            self._state = now + FRESH_SECONDS, f"{live.name} {newest} {answer['hits']['total']['value']}"
        return self._state[1]

    def sources(self) -> Mapping[str, int]:
        """Every source with its highest version; empty when there is no index yet."""
        version = {"version": {"max": {"field": "version"}}}
        return {
            bucket["key"]["source"]: int(bucket["version"]["value"] or 0)
            for bucket in per_source(self.transport, self._alias, version, missing={})
        }

    def terms(
        self,
        prefix: str,
        limit: int,
        languages: Sequence[str] = (),
        without: tuple[str, ...] = (),
        without_kinds: tuple[str, ...] = (),
    ) -> Sequence[tuple[str, int]]:
        """Most frequent first, of living passages only."""
        self._ready()
        start = prefix.lower()
        if len(start) > LONGEST_WORD or limit < 1:
            return []
        asked = EngineQuery(languages=tuple(languages), without=without, without_kinds=without_kinds)
        living = translated(matching(asked, self._weights))
        words = {"field": "words", "size": limit, "include": beginning_with(start)}
        answer = self._search({"size": 0, "query": living, "aggs": {"words": {"terms": words}}})
        found = [(b["key"], b["doc_count"]) for b in answer["aggregations"]["words"]["buckets"]]
        return sorted(found, key=lambda word: (-word[1], word[0]))

    def replace(self, batch: Mapping[str, Iterable[Passage]]) -> None:
        """One refresh for the whole batch; can be repeated. Raises Refused for single sources, all others
        are written then."""
        refused: dict[str, str] = {}
        ready: dict[str, list[dict[str, Any]]] = {}
        for source, passages in batch.items():
            try:
                ready[source] = [document(passage, n) for n, passage in enumerate(passages)]
            except EngineError as error:
                refused[source] = str(error)
        now = self._clock()
        for attempt in count(1):
            try:
                refused |= self._put(ready, now)
                break
            except GenerationGone:
                if attempt == ATTEMPTS:
                    raise
        self._forget()
        if refused:
            raise Refused(refused)

    def rebuild(self, passages: Iterable[Passage]) -> int:
        """Fills a new generation while the live one goes on; a failure leaves the live one as it was."""
        version = self._clock()
        name = self._generations.begin(self._facts)
        try:
            written = self._fill(name, passages, version)
            self._take_back(name, version)
            self._generations.switch(name)
        except BaseException:
            self._generations.remove([name, f"{name}-journal"])
            raise
        self._forget()
        return written

    def describe(self) -> Mapping[str, str]:
        """Where the index lies, what it was made with; nothing secret."""
        self._live = None
        live = self._looked_up()
        facts = {
            "address": str(self.transport.address),
            "server": self.transport.server,
            "generation": live.name if live else "none",
        }
        if live is None:
            return facts
        stats = self.transport.call("GET", f"/{live.name}/_stats/store", missing={"_all": {}})
        size = stats["_all"].get("primaries", {}).get("store", {}).get("size_in_bytes", 0)
        wanted = {f"wanted {fact}": value for fact, value in self._facts.items()}
        return {**facts, **live.facts, **wanted, "bytes": str(size)}

    def remove(self) -> None:
        """Every index of the prefix is gone, live or not."""
        layout = self._generations.layout()
        self._generations.remove([*layout.names, *layout.journals])
        self._forget()

    def _put(self, ready: Mapping[str, Sequence[Mapping[str, Any]]], now: int) -> dict[str, str]:
        layout = self._writable()
        if layout.building:
            self._generations.note(layout.building, ready)
        refused: dict[str, str] = {}
        for index in (layout.live, layout.building):
            if index:
                refused |= self._writer.put(index, ready, now)
        return refused

    def _writable(self) -> Layout:
        """The layout, with a live index unless the first one is just being built."""
        layout = self._generations.layout()
        if not layout.live and not layout.building:
            self._generations.create_first(self._facts)
            layout = self._generations.layout()
        if layout.live:
            require_schema(self._generations.facts(layout.live), self._facts)
        if not layout.live and not layout.building:
            raise EngineBusy(f"{self._alias} is being set up by another process")
        return layout

    def _fill(self, name: str, passages: Iterable[Passage], version: int) -> int:
        written = 0

        def entries() -> Iterator[Entry]:
            nonlocal written
            numbers: dict[str, count[int]] = {}
            beat = time.monotonic()
            for passage in passages:
                stored = document(passage, next(numbers.setdefault(passage.source, count())))
                yield Entry.put(passage.source, identity(passage.key), version, stored)
                written += 1
                if time.monotonic() - beat > BEAT_SECONDS:
                    self._generations.beat(name, self._facts)
                    beat = time.monotonic()

        refused = self._writer.bulk(name, entries())
        self._writer.refresh(name)
        if refused:
            raise Refused(refused)
        return written

    def _take_back(self, name: str, version: int) -> None:
        """Remove what the fill wrote of sources that were replaced meanwhile: it may be older."""
        noted = list(self._generations.noted(name))
        for start in range(0, len(noted), CLEAN_SOURCES):
            existing = self._writer.existing(name, noted[start : start + CLEAN_SOURCES])
            self._writer.bulk(
                name,
                (
                    Entry.remove(source, known, version + 1)
                    for source, found in existing.by_source.items()
                    for known, written in found.items()
                    if written == version
                ),
            )
        self._writer.refresh(name)

    def _deep(self, query: EngineQuery, node: Node) -> Found:
        """Pages behind the server's limit are reached by walking."""
        answer = self._search(page_request(replace(query, limit=0), node, 0))
        found = read_page(query, answer, ())
        if query.offset >= found.total:
            return found
        page = deep_sources(self.transport, query, node)
        if not page:
            return found
        groups = {g.source: g for g in read_groups(self._search(chosen_request(query, node, page)))}
        return replace(found, groups=tuple(groups[source] for source in page if source in groups))

    def _question(self, query: EngineQuery) -> Node:
        """The tree, without the last words of a question that is longer than a server takes."""
        node = matching(query, self._weights)
        while leaves(node) > MOST_LEAVES and (len(query.words) > 1 or len(query.excluded) > 1):
            words, excluded = (tuple(dict.fromkeys(some)) for some in (query.words, query.excluded))
            if (words, excluded) == (query.words, query.excluded):
                words, excluded = words[: -(-len(words) * 3 // 4)], excluded[: -(-len(excluded) * 3 // 4)]
                if len(words) == len(query.words):
                    words = words[:-1]
            query = replace(query, words=words, excluded=excluded)
            node = matching(query, self._weights)
        return node

    def _search(self, body: object) -> Any:
        try:
            answer = self.transport.call("POST", f"/{self._alias}/_search", body, missing={}, **WHOLE)
        except EngineError:
            self._live = None
            raise
        if not answer:
            self._forget()
            raise self._none()
        return answer

    def _ready(self) -> _Live:
        live = self._looked_up()
        if live is None:
            raise self._none()
        require_schema(live.facts, self._facts)
        return live

    def _looked_up(self) -> _Live | None:
        now = time.monotonic()
        if self._live is None or now >= self._live.until:
            # From the node that is asked: the leading one may just have died.
            known = self.transport.call("GET", f"/{self._alias}/_mapping", missing={}, local=True)
            facts = {name: dict(told["mappings"].get("_meta", {})) for name, told in known.items()}
            for told in facts.values():
                told.pop("alive", None)
            self._live = next((_Live(n, told, now + FRESH_SECONDS) for n, told in facts.items()), None)
        return self._live

    def _forget(self) -> None:
        self._live = self._state = None

    def _none(self) -> EngineError:
        return EngineError(f"no search index in {self.transport.address}; run `manage.py search rebuild`")
