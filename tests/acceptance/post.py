"""A real mail server on loopback that keeps what it is given."""

import logging
import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller

# An alert waits a minute for further changes before it is sent.
WAIT_SECONDS = 180
# The server tells of every connection.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class _Keeper:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        mail["X-To"] = ", ".join(envelope.rcpt_tos)
        self.mails.append(mail)
        return "250 kept"


class PostOffice:
    """Context manager; `port` is open inside."""

    def __init__(self, port: int) -> None:
        """Nothing listens yet."""
        self.port = port
        self._keeper = _Keeper()
        self._server = Controller(self._keeper, hostname="127.0.0.1", port=port)

    def __enter__(self) -> "PostOffice":
        self._server.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.stop()

    def mails(self, address: str) -> list[EmailMessage]:
        """All mails that were delivered to an address, in their order."""
        return [mail for mail in list(self._keeper.mails) if address in str(mail["X-To"])]

    def wait(self, address: str, number: int = 1, pattern: str = "") -> EmailMessage:
        """The mail of this number among those to the address whose text matches; fails when it does not come."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            found = [mail for mail in self.mails(address) if re.search(pattern, text_of(mail))]
            if len(found) >= number:
                return found[number - 1]
            time.sleep(0.2)
        told = [(mail["Subject"], text_of(mail)[:200]) for mail in self.mails(address)]
        raise AssertionError(f"no mail {number} to {address} with {pattern!r}: {told}")


def text_of(mail: EmailMessage) -> str:
    """Subject and plain text."""
    body = mail.get_body(("plain",))
    return f"{mail['Subject']}\n{body.get_content() if body else ''}"
