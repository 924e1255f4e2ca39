"""How a passage lies in an Elasticsearch or OpenSearch index."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from search.engines.base import EngineError, FoundPassage, Passage
from search.engines.question import FILTERS, FREQUENCIES, POSITIONS

SCHEMA_VERSION = "e3"
# BM25 as tantivy has it, so that scores on all engines tell the same.
K1, B = 1.2, 0.75
# Longer words help nobody to complete or to correct one.
LONGEST_WORD = 60
# Versions pass through floating point in aggregations.
_MOST_VERSION = 2**53
_SHOWN = ("key", "title", "heading", "label", "place", "file", "shown", "kind", "language", "body")


def settings(server: str, k1: float = K1, b: float = B) -> dict[str, Any]:
    """One shard, so that scores and counts are exact; a copy of it as soon as there is a second node.

    Nothing becomes visible by itself: `replace` refreshes when a batch is whole. Traces of deleted passages
    outlive a request that was on its way for long.
    """
    # From 3 on OpenSearch leaves a constant out of BM25; the older formula keeps scores alike.
    formula = "LegacyBM25" if server.startswith("OpenSearch 3") else "BM25"
    return {
        "index": {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "refresh_interval": "-1",
            "gc_deletes": "1h",
            "similarity": {"default": {"type": formula, "k1": k1, "b": b}},
        }
    }


def mapping(facts: Mapping[str, str]) -> dict[str, Any]:
    """Strict; names only what is built into every distribution. Raise SCHEMA_VERSION with every change."""
    words = {"type": "text", "analyzer": "whitespace"}
    fields: dict[str, Any] = {name: {**words, "index_options": "positions"} for name in POSITIONS}
    fields |= {name: {**words, "index_options": "freqs"} for name in FREQUENCIES}
    fields |= {name: {"type": "keyword"} for name in (*FILTERS, "source")}
    fields |= {
        # To be listed by `terms`, never searched.
        "words": {"type": "keyword", "index": False},
        "day": {"type": "integer"},
        "number": {"type": "integer", "index": False},
        "version": {"type": "long", "index": False},
        "shown": {"type": "object", "enabled": False},
    }
    return {
        "dynamic": "strict",
        "_meta": dict(facts),
        "_source": {"includes": ["shown"]},
        "properties": fields,
    }


def document(passage: Passage, number: int) -> dict[str, Any]:
    """The passage as the index takes it; `number` is its place within the source. Raises EngineError."""
    if not 0 <= passage.version < _MOST_VERSION:
        raise EngineError(f"passage {passage.key} cannot be stored: version {passage.version}")
    stored = asdict(passage)
    kept = {name: stored[name] for name in _SHOWN} | {"consultation": passage.consultation}
    fields: dict[str, Any] = {
        **passage.terms(),
        "words": sorted({word for word in passage.exact.split() if len(word) <= LONGEST_WORD}),
        "source": passage.source,
        "kind": passage.kind,
        "language": passage.language,
        "body": passage.body,
        "consultation": passage.consultation,
        "topic": list(passage.topics),
        "format": list(passage.formats),
        "number": number,
        "version": passage.version,
        "shown": kept,
    }
    if passage.date:
        fields |= {"day": passage.date.toordinal(), "year": f"{passage.date.year:04d}"}
        kept["date"] = passage.date.isoformat()
    return {name: value for name, value in fields.items() if value not in ("", [])}


def found(hit: Mapping[str, Any], source: str) -> FoundPassage:
    """A stored passage back; the score is what the inner hits were sorted by first."""
    shown: dict[str, Any] = dict(hit["_source"]["shown"])
    day = shown.pop("date", None)
    return FoundPassage(
        **shown, source=source, date=date.fromisoformat(day) if day else None, score=float(hit["sort"][0])
    )
