"""Pages behind the first ten thousand sources: a walk over passages in one frozen state of the index."""

from search.engines.base import EngineQuery
from search.engines.elastic_groups import DEEPEST, source_of, walk_request
from search.engines.elastic_transport import Transport
from search.engines.question import Node

KEEP = "1m"


def deep_sources(transport: Transport, query: EngineQuery, node: Node) -> list[str]:
    """The sources of one page; servers group no passages behind their limit, so it is done here."""
    pit = _opened(transport)
    try:
        seen: dict[str, None] = {}
        after = None
        end = query.offset + query.limit
        while len(seen) < end:
            answer = transport.call("POST", "/_search", walk_request(query, node, pit, after))
            hits = answer["hits"]["hits"]
            seen.update(dict.fromkeys(source_of(hit, query) for hit in hits))
            if len(hits) < DEEPEST:
                break
            after = hits[-1]["sort"]
        return list(seen)[query.offset : end]
    finally:
        _closed(transport, pit)


def _opened(transport: Transport) -> str:
    alias = transport.address.prefix
    path = f"/{alias}/_search/point_in_time" if _is_opensearch(transport) else f"/{alias}/_pit"
    answer = transport.call("POST", path, keep_alive=KEEP)
    return str(answer.get("pit_id") or answer["id"])


def _closed(transport: Transport, pit: str) -> None:
    if _is_opensearch(transport):
        transport.call("DELETE", "/_search/point_in_time", {"pit_id": [pit]})
    else:
        transport.call("DELETE", "/_pit", {"id": pit})


def _is_opensearch(transport: Transport) -> bool:
    return transport.server.startswith("OpenSearch")
