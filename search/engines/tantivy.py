"""The embedded engine: a tantivy index in a directory, one writing process, any number of readers."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import tantivy

from search.analysis import ANALYSIS_VERSION
from search.engines.base import (
    EngineBusy,
    EngineError,
    EngineQuery,
    Facet,
    Found,
    Group,
    Passage,
    require_schema,
)
from search.engines.generations import GenerationLost, Generations
from search.engines.question import FILTERS, asks_for_text, counted, matching, narrowed
from search.engines.ranking import WEIGHTS, Weights
from search.engines.tantivy_groups import (
    Hit,
    Look,
    best_places,
    buckets,
    by_date,
    by_score,
    facet_counts,
    kept,
    rows_of,
)
from search.engines.tantivy_query import translated, within
from search.engines.tantivy_schema import (
    SCHEMA_VERSION,
    Row,
    document,
    found,
    group_of,
    opened,
    read_row,
)

WRITE_TIMEOUT = 30.0
REBUILD_TIMEOUT = 5.0
# tantivy wants at least 15 MB for each writing thread; one thread keeps passages in their order.
BATCH_HEAP = 30_000_000
REBUILD_HEAP = 100_000_000
OPEN_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class _Reader:
    index: tantivy.Index
    generation: str
    stamp: tuple[int, int]
    process: int


class TantivyEngine:
    """Fulfils `base.Engine`.

    A rebuild does not stop writers: while it runs, `replace` writes to the live generation and to a journal,
    which the rebuild applies before it switches readers over. Nothing is lost, and a page made private is
    gone at once.
    """

    name = "tantivy"

    def __init__(
        self,
        path: Path,
        *,
        analysis: str = ANALYSIS_VERSION,
        weights: Weights = WEIGHTS,
        timeout: float = WRITE_TIMEOUT,
    ) -> None:
        self._generations = Generations(path)
        self._facts = {"schema": SCHEMA_VERSION, "analysis": analysis}
        self._weights = weights
        self._timeout = timeout
        self._reader: _Reader | None = None
        self._rows: dict[int, Row] = {}
        self._columns: dict[Facet, dict[int, tuple[str, ...]]] = {facet: {} for facet in FILTERS}

    def search(self, query: EngineQuery) -> Found:
        """One page of sources with their best passages; an empty query lists everything, newest first."""
        searcher = self._searcher()
        with _spoken():
            base = matching(query, self._weights)
            ranked = translated(narrowed(base, query))
            counts = self._counts(searcher, translated(counted(base)))
            groups = kept(counts, self._columns, query.filters)
            facets = {facet: self._facet(facet, counts, groups, query) for facet in query.facets}
            page, look = self._page(searcher, ranked, query, groups)
            matches = {group: counts[group] for group in page}

            def ask(lacking: Sequence[int], limit: int) -> Sequence[Hit]:
                return searcher.search(within(ranked, lacking), limit=limit, count=False).hits

            places = best_places(searcher, ask, look, matches, query.places)
            shown = tuple(self._group(searcher, group, places[group], counts[group]) for group in page)
        return Found(total=len(groups), groups=shown, facets=facets)

    def count(self) -> int:
        """Living passages; 0 when there is no index yet."""
        return int(self._searcher().num_docs) if self._generations.current() else 0

    def state(self) -> str:
        """Generation and commit."""
        reader = self._opened()
        return f"{reader.generation} {reader.stamp}"

    def sources(self) -> Mapping[str, int]:
        """Every source with its highest version; empty when there is no index yet."""
        if not self._generations.current():
            return {}
        searcher = self._searcher()
        everything = tantivy.Query.all_query()
        with _spoken():
            self._counts(searcher, everything)
            versions = buckets(
                searcher,
                everything,
                "group",
                {"version": {"max": {"field": "version"}}},
            )
        return {self._rows[int(b["key"])].source: int(b["version"]["value"] or 0) for b in versions}

    def terms(
        self,
        prefix: str,
        limit: int,
        languages: Sequence[str] = (),
        without: tuple[str, ...] = (),
        without_kinds: tuple[str, ...] = (),
    ) -> Sequence[tuple[str, int]]:
        """Most frequent first; the filter also keeps words of deleted passages out."""
        searcher = self._searcher()
        with _spoken():
            asked = EngineQuery(languages=tuple(languages), without=without, without_kinds=without_kinds)
            living = translated(matching(asked, self._weights))
            words = searcher.terms_with_prefix("exact", prefix.lower(), filter_query=living)
        return sorted(words, key=lambda word: (-word[1], word[0]))[:limit]

    def replace(self, batch: Mapping[str, Iterable[Passage]]) -> None:
        """One commit for the whole batch; can be repeated, and a process killed halfway changes nothing."""
        ready = {source: list(passages) for source, passages in batch.items()}
        generations = self._generations
        with generations.writing(self._timeout):
            if generations.is_rebuilding():
                generations.note(ready)
            elif generations.current() is None:
                generations.publish(generations.create(self._facts))
            name = generations.current()
            if name is None:
                return
            require_schema(self._generations.facts(name), self._facts)
            with _writer(generations.directory(name), BATCH_HEAP) as writer:
                for source, passages in ready.items():
                    _put(writer, source, passages)

    def rebuild(self, passages: Iterable[Passage]) -> int:
        """Fills a new generation while the live one goes on; a failure leaves the live one as it was."""
        generations = self._generations
        with generations.rebuilding(REBUILD_TIMEOUT):
            with generations.writing(self._timeout):
                generations.clear_unfinished()
                name = generations.create(self._facts)
            try:
                written = _fill(generations.directory(name), passages)
                with generations.writing(self._timeout):
                    self._catch_up(name)
                    generations.publish(name)
            finally:
                generations.clear_unfinished()
        return written

    def describe(self) -> Mapping[str, str]:
        """Where the index lies and what it was made with."""
        name = self._generations.current()
        facts = {"path": str(self._generations.path), "generation": name or "none"}
        if name is None:
            return facts
        made = self._generations.facts(name)
        size = str(self._generations.size(name))
        wanted = {f"wanted {fact}": value for fact, value in self._facts.items()}
        return {**facts, **made, **wanted, "bytes": size}

    def remove(self) -> None:
        """The directory is gone; waits for the writer, then raises EngineBusy."""
        with self._generations.writing(self._timeout):
            self._reader = None
            self._generations.clear()

    def _catch_up(self, name: str) -> None:
        with _writer(self._generations.directory(name), BATCH_HEAP) as writer:
            for source, passages in self._generations.noted():
                _put(writer, source, passages)

    def _searcher(self) -> tantivy.Searcher:
        return self._opened().index.searcher()

    def _opened(self) -> _Reader:
        """Of the live generation as it is now; tried again when that one is removed in this very moment."""
        for attempt in count(1):
            try:
                return self._fresh()
            except (OSError, ValueError, GenerationLost) as error:
                if attempt == OPEN_ATTEMPTS:
                    raise EngineError(f"the search index cannot be opened: {error}") from error
        raise AssertionError("count() never ends")

    def _fresh(self) -> _Reader:
        name = self._generations.current()
        if name is None:
            raise EngineError(f"no search index in {self._generations.path}; run `manage.py search rebuild`")
        directory = self._generations.directory(name)
        known, process = self._reader, os.getpid()
        if known and (known.generation, known.process) == (name, process):
            stamp = _stamp(directory)
            if stamp == known.stamp:
                return known
            index = known.index
        else:
            require_schema(self._generations.facts(name), self._facts)
            index = opened(str(directory))
            stamp = _stamp(directory)
        index.reload()
        self._reader = _Reader(index, name, stamp, process)
        return self._reader

    def _counts(self, searcher: tantivy.Searcher, query: tantivy.Query) -> dict[int, int]:
        """Matching passages by group; makes sure that the row of each is known."""
        counts = {int(b["key"]): int(b["doc_count"]) for b in buckets(searcher, query, "group")}
        for row in rows_of(searcher, [group for group in counts if group not in self._rows]):
            group, known = group_of(row), read_row(row)
            for facet in FILTERS:
                self._columns[facet][group] = known.values(facet)
            # Last, because other threads take a known row to have its columns.
            self._rows[group] = known
        return counts

    def _facet(
        self, facet: Facet, counts: Mapping[int, int], groups: Sequence[int], query: EngineQuery
    ) -> dict[str, int]:
        """The own filter of the facet does not count."""
        if query.filters.get(facet):
            groups = kept(counts, self._columns, query.filters, but=facet)
        return facet_counts(self._columns[facet], groups)

    def _page(
        self, searcher: tantivy.Searcher, ranked: tantivy.Query, query: EngineQuery, groups: Sequence[int]
    ) -> tuple[list[int], Look]:
        start, end = query.offset, min(query.offset + query.limit, len(groups))
        if start >= end:
            return [], Look({}, whole=True)
        if query.sort == "relevance" and asks_for_text(query):
            look = by_score(searcher, ranked, end)
            return list(look.groups)[start:end], look
        return sorted(groups, key=by_date(self._rows, query.sort))[start:end], Look({}, whole=False)

    def _group(self, searcher: tantivy.Searcher, group: int, places: Sequence[Hit], matches: int) -> Group:
        row = self._rows[group]
        passages = [
            found(bytes(searcher.doc(at).get_first("shown") or b""), row, score) for score, at in places
        ]
        return Group(row.source, tuple(passages), matches)


def _put(writer: tantivy.IndexWriter, source: str, passages: Sequence[Passage]) -> None:
    writer.delete_documents_by_term("source", source)
    for number, passage in enumerate(passages):
        writer.add_document(document(passage, number))


def _fill(directory: Path, passages: Iterable[Passage]) -> int:
    numbers: dict[str, count[int]] = {}
    written = 0
    with _writer(directory, REBUILD_HEAP) as writer:
        for passage in passages:
            writer.add_document(document(passage, next(numbers.setdefault(passage.source, count()))))
            written += 1
    return written


@contextmanager
def _writer(directory: Path, heap: int) -> Iterator[tantivy.IndexWriter]:
    """A writer on a freshly opened index: a stale one would leave files behind that nobody deletes."""
    try:
        writer = opened(str(directory)).writer(heap, 1)
    except ValueError as error:
        raise EngineBusy(f"tantivy gives no writer: {error}") from error
    try:
        yield writer
        with _spoken():
            writer.commit()
    except BaseException:
        with suppress(ValueError):
            writer.rollback()
        raise
    writer.wait_merging_threads()


@contextmanager
def _spoken() -> Iterator[None]:
    """tantivy answers every trouble with ValueError; callers know EngineError."""
    try:
        yield
    except ValueError as error:
        raise EngineError(str(error)) from error


def _stamp(directory: Path) -> tuple[int, int]:
    """Changes with every commit, which replaces the file."""
    status = (directory / "meta.json").stat()
    return status.st_ino, status.st_mtime_ns
