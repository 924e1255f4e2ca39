"""Requests to a cluster of several hosts: which one to ask, when to ask again, when to give up."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

from search.engines.base import EngineError
from search.engines.elastic_address import Address
from search.engines.elastic_clients import Client, Connect, Reply, Unreachable, client_for

# Busy or without a leading node: the same request may succeed in a moment.
TOO_MANY = 429
PASSING = (TOO_MANY, 502, 503, 504)
# A host that did not answer is left alone for so long, unless all are like that.
REST_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long one request is tried; `seconds` is the limit of all tries together.

    `busy` is how often a server is asked that says it has too much to do (429): asking more makes it worse.
    """

    attempts: int
    seconds: float
    first_pause: float = 0.5
    longest_pause: float = 20.0
    busy: int = 5


WRITER = Patience(attempts=5, seconds=90.0)


class Refusal(EngineError):
    """The server understood and said no; `status` and `kind` are its words.

    Its reason, which may repeat what was asked, is kept only when no reader asked: texts of errors are logged.
    """

    def __init__(self, reply: Reply, *, with_reason: bool) -> None:
        self.status = reply.status
        self.is_down = reply.status in (500, *PASSING)
        self.kind, reason = _words(reply.body)
        reason = reason if with_reason else ""
        super().__init__(f"{reply.host}: {reply.status} {self.kind} {reason}".strip())


class Transport:
    """One per engine; connections are opened at the first request and anew in a forked process."""

    def __init__(
        self,
        address: Address,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.address = address
        # Of several nodes some answer "not now" until they have noticed that one is dead.
        self.reader = Patience(
            attempts=2 * len(address.hosts),
            seconds=address.timeout,
            first_pause=0.05,
            longest_pause=0.5,
            busy=2,
        )
        self._clock = clock
        self._sleep = sleep
        self._turn = count()
        self._rests: dict[str, float] = {}
        self._clients: dict[str, Client] = {}
        self._process = 0
        self._kind: tuple[Connect, str] | None = None

    @property
    def server(self) -> str:
        """Name and version of the server; empty before the first request."""
        return self._kind[1] if self._kind else ""

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        patience: Patience | None = None,
        missing: object = None,
        **parameters: object,
    ) -> Any:
        """The answer's body. `missing` is answered when the server says 404 and it is given.

        Readers (no `patience`) try each host twice at most, as long as there is time. Raises Refusal, Unreachable
        or another EngineError.
        """
        target = f"{path}?{urlencode(_plain(parameters))}" if parameters else path
        reply = self._tried(method, target, body, patience or self.reader)
        if reply.status == 404 and missing is not None:
            return missing
        if reply.status >= 300:
            raise Refusal(reply, with_reason=patience is not None)
        if not isinstance(reply.body, dict):
            # Something between us and the server speaks for it.
            raise Unreachable(reply.host, "answers nothing that can be read")
        return reply.body

    def _tried(self, method: str, target: str, body: object, patience: Patience) -> Reply:
        end = self._clock() + patience.seconds
        tried: list[str] = []
        pause = patience.first_pause
        while True:
            host = self._next(tried)
            tried.append(host)
            trouble: EngineError
            wait, attempts = pause, patience.attempts
            # One host that hangs must leave time to ask another.
            last = len(tried) == min(patience.attempts, len(self.address.hosts))
            timeout = max(0.05, (end - self._clock()) / (1 if last else 2))
            try:
                reply = self._asked(host, method, target, body, timeout)
            except Unreachable as error:
                trouble = error
                if len(set(tried)) < len(self.address.hosts):
                    wait = 0.0
            else:
                if reply.status not in PASSING:
                    return reply
                trouble = Refusal(reply, with_reason=patience is not self.reader)
                wait = max(pause, reply.retry_after or 0.0)
                if reply.status == TOO_MANY:
                    attempts = patience.busy
            left = end - self._clock()
            if len(tried) >= attempts or wait > patience.longest_pause or wait >= left:
                raise trouble
            if wait:
                self._sleep(wait)
            pause = min(pause * 2, patience.longest_pause)

    def _asked(self, host: str, method: str, target: str, body: object, timeout: float) -> Reply:
        try:
            reply = self._client(host, timeout).send(method, target, body, timeout)
        except Unreachable:
            self._rests[host] = self._clock() + REST_SECONDS
            raise
        self._rests.pop(host, None)
        return reply

    def _client(self, host: str, timeout: float) -> Client:
        if self._process != os.getpid():
            self._clients, self._process = {}, os.getpid()
        if self._kind is None:
            self._kind = client_for(host, self.address, timeout)
        if host not in self._clients:
            self._clients[host] = self._kind[0](host, self.address)
        return self._clients[host]

    def _next(self, tried: list[str]) -> str:
        """In turn; those not tried yet and not resting first."""
        hosts = self.address.hosts
        turn = next(self._turn) if not tried else 0
        now = self._clock()

        def order(place: int) -> tuple[int, bool, int]:
            host = hosts[place]
            resting = self._rests.get(host, 0.0) > now
            return tried.count(host), resting, (place - turn) % len(hosts)

        return hosts[min(range(len(hosts)), key=order)]


def _plain(parameters: Mapping[str, object]) -> dict[str, object]:
    return {k: str(v).lower() if isinstance(v, bool) else v for k, v in parameters.items()}


def _words(body: object) -> tuple[str, str]:
    """Kind and reason of an error body, short; the deepest cause says most."""
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        causes = error.get("root_cause")
        cause = causes[0] if isinstance(causes, list) and causes else error
        return str(cause.get("type", "")), str(cause.get("reason", ""))[:300]
    return "", str(error or "")[:300]
