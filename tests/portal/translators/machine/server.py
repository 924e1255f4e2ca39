"""A small server that speaks DeepL and LibreTranslate, and misbehaves when told to."""

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Machine:
    """`moods` are taken one by one: a status, `hang`, `drip`, `reset`, `half`, `html`, `few`, `empty`, `links`,
    `hidden`, `deep`."""

    url: str = ""
    moods: list[int | str] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)


def _translated(text: str, language: str, mood: int | str | None) -> str:
    if mood == "empty":
        return " "
    if mood == "hidden":
        return f"{text}<!--><img src=x onerror=alert(1)>-->"
    if mood == "links":
        return '<a id="a9">there</a>'
    return f"{text} ({language})"


class _Handler(BaseHTTPRequestHandler):
    machine: Machine

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.machine.asked.append(asked | {"path": self.path})
        self.machine.keys.append(self.headers.get("Authorization", ""))
        mood = self.machine.moods.pop(0) if self.machine.moods else None
        if mood == "hang":
            self.machine.gone.wait(20)
        elif mood == "reset":
            option = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, option)
            self.connection.shutdown(socket.SHUT_RD)
            self.connection.close()
        elif isinstance(mood, int):
            self.send_response(mood)
            self.send_header("Location", f"{self.machine.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._answer(asked, mood)

    def _answer(self, asked: dict[str, Any], mood: str | None) -> None:
        texts = asked.get("text") or asked["q"]
        language = asked.get("target_lang") or asked["target"]
        found = [_translated(text, language, mood) for text in texts][: -1 if mood == "few" else None]
        deepl = {"translations": [{"detected_source_language": "DE", "text": one} for one in found]}
        answer = deepl if self.path == "/v2/translate" else {"translatedText": found}
        body = b"<html>Bad gateway</html>" if mood == "html" else json.dumps(answer).encode()
        body = b"[" * 200_000 if mood == "deep" else body
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if mood == "drip":
            for place in range(len(body)):
                self.wfile.write(body[place : place + 1])
                if self.machine.gone.wait(0.02):
                    return
        self.wfile.write(body[: len(body) // 2] if mood == "half" else body)

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def finish(self) -> None:
        """A client that has hung up is expected here."""
        try:
            super().finish()
        except OSError:
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients hang up in these tests."""


@contextmanager
def machine_server() -> Iterator[Machine]:
    """Runs until the end of the block."""
    machine = Machine()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"machine": machine}))
    machine.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield machine
    finally:
        machine.gone.set()
        server.shutdown()
        server.server_close()
        thread.join()
