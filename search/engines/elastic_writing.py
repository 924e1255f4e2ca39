"""Writing to one index: what there is of a source, bulk requests with versions, refused entries by source."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from search.engines.base import EngineError
from search.engines.elastic_generations import GenerationGone, writing
from search.engines.elastic_transport import PASSING, WRITER, Transport

BULK_ENTRIES = 500
BULK_CHARACTERS = 4_000_000
LOOK_ENTRIES = 10_000
ITEM_ATTEMPTS = 5


class Entry(NamedTuple):
    """Some lines of a bulk request, and the source they belong to."""

    source: str
    lines: str

    @classmethod
    def put(cls, source: str, identity: str, version: int, document: Mapping[str, Any]) -> "Entry":
        """Store a document, unless a newer version of it is there."""
        action = json.dumps({"index": _versioned(identity, version)})
        return cls(source, f"{action}\n{json.dumps(document, ensure_ascii=False)}\n")

    @classmethod
    def remove(cls, source: str, identity: str, version: int) -> "Entry":
        """Delete a document, unless a newer version of it is there."""
        return cls(source, json.dumps({"delete": _versioned(identity, version)}) + "\n")


@dataclass(slots=True)
class Existing:
    """Passages of some sources as the index has them: identities with versions."""

    by_source: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def highest(self) -> int:
        """The highest version among them."""
        return max((v for found in self.by_source.values() for v in found.values()), default=0)


class Writer:
    """Writes through the alias of an index, so that a removed one is never made anew."""

    def __init__(self, transport: Transport, sleep: Callable[[float], object] = time.sleep) -> None:
        self._transport = transport
        self._sleep = sleep

    def put(self, index: str, batch: Mapping[str, Sequence[Mapping[str, Any]]], now: int) -> dict[str, str]:
        """All there is for each source from now on; answers why sources were refused.

        Versions follow the clock, but never fall behind what is there: a clock may be set back.
        """
        existing = self.existing(index, batch)
        version = max(now, existing.highest + 1)
        refused = self.bulk(index, _entries(batch, existing, version))
        self.refresh(index)
        return refused

    def existing(self, index: str, sources: Iterable[str]) -> Existing:
        """What there is of these sources, all writes seen."""
        self.refresh(index)
        found = Existing()
        body: dict[str, Any] = {
            "query": {"terms": {"source": list(sources)}},
            "size": LOOK_ENTRIES,
            "version": True,
            "_source": False,
            "sort": [{"source": "asc"}, {"number": "asc"}],
        }
        while True:
            answer = self._call("POST", f"/{index}/_search", body)
            hits = answer["hits"]["hits"]
            for hit in hits:
                found.by_source.setdefault(hit["sort"][0], {})[hit["_id"]] = hit["_version"]
            if len(hits) < LOOK_ENTRIES:
                return found
            body["search_after"] = hits[-1]["sort"]

    def bulk(self, index: str, entries: Iterable[Entry]) -> dict[str, str]:
        """Write all; raises EngineError when the server cannot write now, GenerationGone when the index was
        removed. An entry for which something newer is there loses, and that is right."""
        refused: dict[str, str] = {}
        for chunk in _chunks(entries):
            pending, pause = chunk, 0.5
            for attempt in range(1, ITEM_ATTEMPTS + 1):
                pending, reason = self._send(index, pending, refused)
                if not pending:
                    break
                if attempt == ITEM_ATTEMPTS:
                    raise EngineError(f"{index} cannot be written now: {reason}")
                self._sleep(pause)
                pause *= 2
        return refused

    def refresh(self, index: str) -> None:
        """Make visible what was written; raises GenerationGone."""
        if self._call("POST", f"/{index}/_refresh", missing={}) == {}:
            raise GenerationGone(f"{index} is gone")

    def _send(self, index: str, chunk: Sequence[Entry], refused: dict[str, str]) -> tuple[list[Entry], str]:
        """Entries to send once more, and why."""
        lines = "".join(entry.lines for entry in chunk)
        answer = self._call("POST", f"/{writing(index)}/_bulk", lines, require_alias=True)
        again: list[Entry] = []
        last = ""
        for entry, item in zip(chunk, answer["items"], strict=True):
            told = next(iter(item.values()))
            error = told.get("error")
            if not error or told["status"] == 409:
                continue
            reason = f"{told['status']} {error.get('type', '')} {str(error.get('reason', ''))[:300]}"
            if told["status"] == 404:
                raise GenerationGone(f"{index} is gone")
            if told["status"] in PASSING:
                again.append(entry)
                last = reason
            elif told["status"] == 400:
                refused.setdefault(entry.source, reason)
            else:
                # A block or a missing right: that concerns the whole index, not this entry.
                raise EngineError(f"{index} cannot be written: {reason}")
        return again, last

    def _call(self, method: str, path: str, body: object = None, **more: Any) -> Any:
        return self._transport.call(method, path, body, patience=WRITER, **more)


def identity(key: str) -> str:
    """Short whatever the key: servers take 512 bytes."""
    return blake2b(key.encode(), digest_size=16).hexdigest()


def _versioned(identity: str, version: int) -> dict[str, Any]:
    return {"_id": identity, "version": version, "version_type": "external"}


def _entries(
    batch: Mapping[str, Sequence[Mapping[str, Any]]], existing: Existing, version: int
) -> Iterator[Entry]:
    """Deletions first: what must not be seen any more goes even if the rest cannot be written."""
    wanted = {source: {identity(d["shown"]["key"]): d for d in found} for source, found in batch.items()}
    for source, documents in wanted.items():
        for known in existing.by_source.get(source, {}):
            if known not in documents:
                yield Entry.remove(source, known, version)
    for source, documents in wanted.items():
        for name, document in documents.items():
            yield Entry.put(source, name, version, document)


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += len(entry.lines)
        if len(chunk) >= BULK_ENTRIES or size >= BULK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
