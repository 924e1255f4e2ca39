"""The client of each kind of server behind one small interface: send one request, hear status and body."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from search.engines.base import EngineError
from search.engines.elastic_address import Address

JSON = "application/json"
LINES = "application/x-ndjson"
# Both packages tell of every request, one even what was asked; that is nobody's business.
for _name in ("elastic_transport", "opensearch", "opensearchpy.trace"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class Unreachable(EngineError):
    """No whole answer came from a host; `slow` when it was waited for until the time was up."""

    is_down = True

    def __init__(self, host: str, kind: str, *, slow: bool = False) -> None:
        super().__init__(f"{host}: {kind}")
        self.slow = slow


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host said; `retry_after` in seconds when it asks for a pause."""

    host: str
    status: int
    body: Any
    retry_after: float | None = None


class Client(Protocol):
    """Speaks to one host."""

    def send(self, method: str, target: str, body: object, timeout: float) -> Reply:
        """One request, never repeated here. A text body goes as lines, another one as JSON; raises
        Unreachable."""
        ...


Connect = Callable[[str, Address], Client]


class ElasticsearchClient:
    """The `elasticsearch` package, 8.19: it speaks to servers 8 and 9."""

    def __init__(self, host: str, address: Address) -> None:
        self._host, self._address = host, address
        self._client = Elasticsearch(
            host,
            headers=dict(address.authorization),
            max_retries=0,
            retry_on_timeout=False,
            **_tls(host, address),
        )

    def send(self, method: str, target: str, body: object, timeout: float) -> Reply:
        """Errors of the server are replies, not exceptions."""
        try:
            answer = self._client.options(request_timeout=timeout).perform_request(
                method, target, headers=_kinds(body), body=body
            )
        except ApiError as error:
            return Reply(self._host, error.meta.status, error.body, _pause(error.meta.headers))
        except UnsupportedProductError as error:
            raise Unreachable(self._host, "is not Elasticsearch any more") from error
        except TransportError as error:
            raise _unreachable(self._host, error) from error
        return Reply(self._host, answer.meta.status, answer.body)

    def probe(self, target: str, timeout: float) -> tuple[Mapping[str, str], Reply]:
        """Headers and reply of any server, whatever it is."""
        headers = {"accept": JSON, **self._address.authorization}
        try:
            meta, body = self._client.transport.perform_request(
                "GET", target, headers=headers, request_timeout=timeout
            )
        except TransportError as error:
            raise _unreachable(self._host, error) from error
        return meta.headers, Reply(self._host, meta.status, body)


class OpenSearchClient:
    """The `opensearch-py` package, which is only installed where it is needed."""

    def __init__(self, host: str, address: Address) -> None:
        try:
            from opensearchpy import ConnectionTimeout, OpenSearchException, Urllib3HttpConnection
        except ImportError as error:
            raise EngineError("the server is OpenSearch; install the package opensearch-py") from error
        scheme, _, name = host.partition("://")
        name, _, port = name.rpartition(":")
        self._failures, self._slow = OpenSearchException, ConnectionTimeout
        self._host = host
        self._connection = Urllib3HttpConnection(
            host=name.strip("[]"),
            port=int(port),
            use_ssl=scheme == "https",
            headers=dict(address.authorization),
            pool_maxsize=10,
            **_tls(host, address),
        )

    def send(self, method: str, target: str, body: object, timeout: float) -> Reply:
        """Errors of the server are replies, not exceptions."""
        raw = body if isinstance(body, str) else json.dumps(body) if body is not None else None
        try:
            status, headers, text = self._connection.perform_request(
                method,
                target,
                body=raw.encode() if raw is not None else None,
                timeout=timeout,
                ignore=range(300, 600),
                headers=_kinds(body),
            )
        except self._failures as error:
            slow = isinstance(error, self._slow)
            raise Unreachable(self._host, type(error).__name__, slow=slow) from error
        try:
            answer = json.loads(text) if text else None
        except ValueError as error:
            if status < 300:
                raise Unreachable(self._host, "answers nothing that can be read") from error
            answer = text
        return Reply(self._host, status, answer, _pause(headers))


def client_for(host: str, address: Address, timeout: float) -> tuple[Connect, str]:
    """Which client a cluster needs, and what it says it is; asks one host. Raises EngineError.

    Elasticsearch names itself in a header of every answer, also when it refuses `GET /`.
    """
    asking = ElasticsearchClient(host, address)
    headers, root = asking.probe("/", timeout)
    elastic = headers.get("x-elastic-product") == "Elasticsearch"
    version = _version(root.body)
    if root.status == 401:
        raise EngineError(f"{host}: does not accept the user, password or key of SEARCH_URL")
    if root.status in (429, 503):
        raise Unreachable(host, f"is not ready ({root.status})")
    if not version:
        # `GET /` may be closed, or not be part of a small distribution.
        _, nodes = asking.probe("/_nodes/_local/http?filter_path=nodes.*.version", timeout)
        version = _version(nodes.body)
    if elastic:
        return ElasticsearchClient, f"Elasticsearch {version}".strip()
    # OpenSearch counts from 1 again; Elasticsearch without the header would be older than 7.14.
    if version and int(version.partition(".")[0]) < 6:
        return OpenSearchClient, f"OpenSearch {version}"
    raise EngineError(f"{host}: is neither Elasticsearch 8 or 9 nor OpenSearch 2 or 3 ({root.status})")


def _version(body: object) -> str:
    if not isinstance(body, dict):
        return ""
    nodes = body.get("nodes") or {"": body}
    found = next((node.get("version") for node in nodes.values() if isinstance(node, dict)), "")
    number = found.get("number", "") if isinstance(found, dict) else found
    return number if isinstance(number, str) and number[:1].isdecimal() else ""


def _tls(host: str, address: Address) -> dict[str, Any]:
    if not host.startswith("https:"):
        return {}
    options: dict[str, Any] = {"verify_certs": address.verify, "ssl_show_warn": False}
    if address.ca_file and address.verify:
        options["ca_certs"] = address.ca_file
    return options


def _kinds(body: object) -> dict[str, str]:
    kinds = {"accept": JSON}
    if body is not None:
        kinds["content-type"] = LINES if isinstance(body, str) else JSON
    return kinds


def _pause(headers: Mapping[str, str]) -> float | None:
    """Seconds only; the form with a date is left to the usual pause."""
    value = headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdecimal() else None


def _unreachable(host: str, error: TransportError) -> Unreachable:
    return Unreachable(host, type(error).__name__, slow=isinstance(error, ConnectionTimeout))
