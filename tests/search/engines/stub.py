"""A server on loopback that says what a test tells it to; for troubles a genuine one cannot be asked for."""

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

ELASTIC = {"X-Elastic-Product": "Elasticsearch"}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer; `how` it comes: whole, half of it, by a reset connection, or never while the test runs."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=lambda: dict(ELASTIC))
    how: Literal["whole", "half", "reset", "hang"] = "whole"


@dataclass(slots=True)
class Stub:
    """`script` is used up request by request; after it, everything is fine. `/` always says who it is."""

    url: str
    script: list[Said] = field(default_factory=list)
    root: Said = field(default_factory=lambda: Said(body={"version": {"number": "8.19.0"}}))
    seen: list[str] = field(default_factory=list)
    authorization: list[str] = field(default_factory=list)


@contextmanager
def stub() -> Iterator[Stub]:
    """A running stub server."""

    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            said = state.root
            if self.path != "/":
                state.seen.append(f"{self.command} {self.path}")
                said = state.script.pop(0) if state.script else Said()
            state.authorization.append(self.headers.get("authorization", ""))
            if said.how == "hang":
                over.wait(60)
            if said.how in ("hang", "reset"):
                # Closed with a reset and without a farewell.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True
            else:
                _send(self, said)

        do_POST = do_PUT = do_DELETE = do_GET

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = Stub(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, said: Said) -> None:
    body = json.dumps(said.body).encode()
    handler.send_response(said.status)
    headers = {"content-type": "application/json", "content-length": str(len(body))} | said.headers
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2] if said.how == "half" else body)
    handler.close_connection = said.how == "half"
