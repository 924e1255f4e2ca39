"""Index generations in a cluster: indices named by time, one alias for readers, one for what is being built.

Writers may run on several machines and share no lock file. They look up both aliases before every batch;
what they change during a rebuild is also named in a journal index, so that the rebuild can take back what it
had read from the database before that change.
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from search.engines.base import EngineBusy, EngineError
from search.engines.elastic_mapping import mapping, settings
from search.engines.elastic_transport import WRITER, Refusal, Transport

ATTEMPTS = 3
PER_PAGE = 10_000
# A rebuild says so often that it is alive; one that says nothing for longer was killed.
BEAT_SECONDS = 20.0
ABANDONED_SECONDS = 300.0
_ALIVE = "alive"


class GenerationGone(EngineError):
    """The index was removed after it had been looked up; look again."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What there is at this moment."""

    live: str | None
    building: str | None
    names: tuple[str, ...]
    journals: tuple[str, ...]


class ElasticGenerations:
    """All indices that begin with the prefix of one installation."""

    def __init__(
        self,
        transport: Transport,
        settings: Callable[[str], Mapping[str, Any]] = settings,
        *,
        abandoned: float = ABANDONED_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._transport = transport
        self._settings = settings
        self._abandoned = abandoned
        self._clock = clock
        self.prefix = transport.address.prefix
        self.under_way = f"{self.prefix}-building"
        self._name = re.compile(rf"{re.escape(self.prefix)}-g\d{{13}}")
        self._journal = re.compile(rf"{self._name.pattern}-journal")

    def layout(self) -> Layout:
        """One cheap look at the aliases."""
        known: dict[str, Any] = self._call("GET", f"/{self.prefix}-g*/_alias")
        aliases = {name: facts["aliases"] for name, facts in known.items()}
        names = tuple(sorted(name for name in aliases if self._name.fullmatch(name)))
        journals = tuple(sorted(name for name in aliases if self._journal.fullmatch(name)))
        live = next((name for name in names if self.prefix in aliases[name]), None)
        building = next((name for name in names if self.under_way in aliases[name]), None)
        return Layout(live, building, names, journals)

    def facts(self, name: str) -> dict[str, str]:
        """What the index was made with."""
        return self._told(name)[0]

    def create_first(self, facts: Mapping[str, str]) -> None:
        """An empty live index; another writer may have been quicker, so look again afterwards."""
        try:
            self._create(self._named(1), facts, self.prefix)
        except Refusal as error:
            if error.kind != "resource_already_exists_exception":
                raise

    def begin(self, facts: Mapping[str, str]) -> str:
        """A new index aside, named to all writers; raises EngineBusy when another rebuild is alive.

        Removes what a killed one left behind. A name is never used twice: a rebuild that was only taken for
        dead must not write into another one's index.
        """
        layout = self.layout()
        if layout.building:
            silent = self._clock() - self._told(layout.building)[1]
            if silent < self._abandoned:
                raise EngineBusy(
                    f"another rebuild writes {layout.building}; it was heard of {silent:.0f} s ago"
                )
        unfinished = [name for name in layout.names if not layout.live or name > layout.live]
        self.remove([*unfinished, *layout.journals])
        last = max((int(name[-13:]) for name in layout.names), default=0)
        name = self._named(max(last + 1, int(self._clock() * 1_000)))
        try:
            self._create_index(f"{name}-journal", {"properties": {"source": {"type": "keyword"}}}, ())
            self._create(name, {**facts, _ALIVE: str(self._clock())}, self.under_way)
        except Refusal as error:
            if error.kind == "resource_already_exists_exception":
                raise EngineBusy("another rebuild begins in this moment") from error
            raise
        return name

    def beat(self, name: str, facts: Mapping[str, str]) -> None:
        """Tell other machines that this rebuild goes on."""
        meta = {**facts, _ALIVE: str(self._clock())}
        self._call("PUT", f"/{name}/_mapping", {"_meta": meta})

    def switch(self, name: str) -> None:
        """Readers to the new index in one step; it fails as a whole when this rebuild was taken for dead.
        The index before stays, older ones go."""
        before = self.layout().live
        actions: list[dict[str, Any]] = [
            {"remove": {"index": name, "alias": self.under_way, "must_exist": True}},
            {"remove": {"index": f"{self.prefix}-g*", "alias": self.prefix, "must_exist": False}},
            {"add": {"index": name, "alias": self.prefix}},
        ]
        self._call("POST", "/_aliases", {"actions": actions})
        layout = self.layout()
        self.remove([old for old in layout.names if old not in (name, before)])
        self.remove(layout.journals)

    def remove(self, names: Iterable[str]) -> None:
        """Remove indices by their names; those already gone are no fault."""
        for name in names:
            self._call("DELETE", f"/{name}", missing={})

    def note(self, building: str, sources: Iterable[str]) -> None:
        """Name sources in the journal before anything of them is looked up; raises GenerationGone."""
        lines = "".join(f'{{"index":{{}}}}\n{{"source":{json.dumps(source)}}}\n' for source in sources)
        answer = self._call(
            "POST", f"/{writing(building + '-journal')}/_bulk", lines, refresh=True, require_alias=True
        )
        if any(item["index"]["status"] == 404 for item in answer["items"]):
            raise GenerationGone(f"{building} is not being built any more")
        if answer["errors"]:
            raise EngineError(f"{self.prefix}: the journal of the rebuild cannot be written")

    def noted(self, name: str) -> Iterator[str]:
        """All sources that writers changed while this index was filled."""
        self._call("POST", f"/{name}-journal/_refresh")
        for bucket in per_source(self._transport, f"{name}-journal", {}):
            yield bucket["key"]["source"]

    def _named(self, number: int) -> str:
        return f"{self.prefix}-g{number:013d}"

    def _create(self, name: str, facts: Mapping[str, str], alias: str) -> None:
        self._create_index(name, mapping(facts), (alias,))

    def _create_index(self, name: str, mappings: Mapping[str, Any], aliases: Iterable[str]) -> None:
        body = {
            "settings": self._settings(self._transport.server),
            "mappings": mappings,
            "aliases": {alias: {} for alias in (*aliases, writing(name))},
        }
        self._call("PUT", f"/{name}", body)

    def _told(self, name: str) -> tuple[dict[str, str], float]:
        """Facts, and when its rebuild was last heard of."""
        answer = self._call("GET", f"/{name}/_mapping", missing={})
        if name not in answer:
            raise GenerationGone(f"{name} is gone")
        meta = dict(answer[name]["mappings"].get("_meta", {}))
        return meta, float(meta.pop(_ALIVE, 0.0))

    def _call(self, method: str, path: str, body: object = None, **more: Any) -> Any:
        return self._transport.call(method, path, body, patience=WRITER, **more)


def writing(name: str) -> str:
    """The alias to write through: unlike an index, it is never made anew by a late request."""
    return f"{name}-write"


def per_source(
    transport: Transport, index: str, inner: Mapping[str, Any], missing: object = None
) -> Iterator[dict[str, Any]]:
    """One bucket for every source of an index, in the order of keys."""
    pages: dict[str, Any] = {"size": PER_PAGE, "sources": [{"source": {"terms": {"field": "source"}}}]}
    while True:
        body = {"size": 0, "aggs": {"by": {"composite": pages, **({"aggs": inner} if inner else {})}}}
        answer = transport.call("POST", f"/{index}/_search", body, patience=WRITER, missing=missing)
        if "aggregations" not in answer:
            return
        by = answer["aggregations"]["by"]
        yield from by["buckets"]
        if len(by["buckets"]) < PER_PAGE:
            return
        pages["after"] = by["after_key"]
