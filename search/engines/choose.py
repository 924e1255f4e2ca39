"""From the address in SEARCH_URL to an engine."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from search.engines.base import Engine
from search.engines.elastic_address import SCHEMES, Address, WrongAddress
from search.engines.tantivy import TantivyEngine

EMBEDDED = "tantivy://"


class UnknownEngine(ValueError):
    """The address names no engine that is built in."""


@lru_cache(16)
def engine_for(url: str) -> Engine:
    """The engine of an address, one object per process, so that readers stay open between requests."""
    path = unquote(url.removeprefix(EMBEDDED))
    if url.startswith(EMBEDDED) and path.startswith("/"):
        return TantivyEngine(Path(path))
    if url.partition("://")[0] in SCHEMES:
        # Its client takes memory and time, and most installations have no cluster.
        from search.engines.elastic import ElasticEngine

        try:
            return ElasticEngine(Address.parse(url))
        except WrongAddress as error:
            raise UnknownEngine(str(error)) from error
    raise UnknownEngine(
        "SEARCH_URL must be tantivy:///absolute/path or https://user:password@host:9200/prefix"
    )
