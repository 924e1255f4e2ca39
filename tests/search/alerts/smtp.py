"""A mail server on loopback that speaks as much SMTP as a sender needs, refuses whom it is told to, hangs up."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BufferedIOBase


@dataclass(slots=True)
class MailServer:
    """`taken` are the mails by recipient; `refused` answers recipients, `hang_ups` counts farewells to come."""

    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    hang_ups: int = 0
    calls: int = 0


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A running server."""
    state = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            state.calls += 1
            recipient = ""
            self._say("220 test")
            while line := self.rfile.readline():
                word = line[:4].upper().strip().decode()
                if word == "RCPT":
                    recipient = line.decode().partition("<")[2].partition(">")[0]
                    self._say(state.refused.get(recipient, "250 fine"))
                elif word == "DATA":
                    if state.hang_ups:
                        state.hang_ups -= 1
                        return
                    self._say("354 go on")
                    state.taken.append((recipient, _read(self.rfile)))
                    self._say("250 taken")
                elif word == "QUIT":
                    self._say("221 bye")
                    return
                else:
                    self._say("250 fine")

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        state.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield state
        server.shutdown()


def _read(lines: BufferedIOBase) -> EmailMessage:
    """A mail up to the line with a single dot; other lines that begin with a dot have one more."""
    kept = []
    while (line := lines.readline()) not in (b".\r\n", b""):
        kept.append(line.removeprefix(b".") if line.startswith(b"..") else line)
    return message_from_bytes(b"".join(kept), policy=default)
