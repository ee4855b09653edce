"""A connection with bounds: how long its head may be, how long a request may take to come, and how slowly an answer may be read.

The server reads heads of any length and waits for ever for the rest of one; behind a proxy that is the proxy's affair, on the
open internet it is how a service is held up with a few hundred connections.
"""

from __future__ import annotations

import asyncio
import functools
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_from_bytes

import uvicorn
from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.app import create_app
from api.errors import PROBLEM_BASE
from api.protection import WHOLE
from api.security import SECURITY_HEADERS
from api.settings import Settings

Headers = list[tuple[bytes, bytes]]
_CONTROLS = bytes([*range(9), *range(10, 32), 127])
_ASCII = bytes(range(128)).decode("ascii")
_HOSTS_KEPT = 4096
_LONG_FORWARDED = 100  # characters
_PER_HEADER = 32  # bytes that a header takes here besides its text
_KINDS = {
    HTTPStatus.BAD_REQUEST: ("bad-request", "this is no HTTP request"),
    HTTPStatus.REQUEST_TIMEOUT: ("too-slow", "the request took too long to come"),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
        "headers-too-large",
        "address and headers are too long; send the query with POST",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: ("busy", "too many connections are open; try again in a few seconds"),
}


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """Bytes of a head, seconds for a request to come and for an answer to be taken on, and connections at a time."""

    head: int
    slow_s: float
    connections: int

    @classmethod
    def of(cls, settings: Settings) -> ConnectionLimits:
        """The limits that the settings name."""
        return cls(settings.header_limit_kb * 1024, settings.slow_client_s, settings.connection_limit)


class BoundedConnection(HttpToolsProtocol):
    """One connection."""

    def __init__(self, limits: ConnectionLimits, **given: Any) -> None:  # noqa: ANN401 - the server's own
        super().__init__(**given)
        self._limits = limits
        self._head = 0
        self._in_head = self._coming = False
        self._status = HTTPStatus.BAD_REQUEST
        self._timer: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes a connection, or turns it away."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.connections:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._timer = self.loop.call_later(self._limits.slow_s, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets it."""
        self._stop_timers()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads on."""
        if self.transport.is_closing():
            return
        super().data_received(data if self._coming or data.isascii() else with_ascii_address(data))
        if self.transport.is_closing():
            return
        if self._in_head:
            self._head += len(data)
            if self._head > self._limits.head:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                return
        if not self._coming and self._timer is not None:
            self._timer.cancel()
            self._timer = None
        elif self._coming and self._timer is None:
            self._timer = self.loop.call_later(self._limits.slow_s, self._too_slow)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head = self._coming = True
        self._head = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """A part of its address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        self._count(len(name) + len(value) + _PER_HEADER)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is not before:
            self.scope[WHOLE] = functools.partial(write_whole, self.cycle)  # type: ignore[literal-required]

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._coming = False
        super().on_message_complete()

    def pause_writing(self) -> None:
        """The client does not take on what is sent."""
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(self._limits.slow_s, self.transport.abort)

    def resume_writing(self) -> None:
        """It does again."""
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Says what is wrong with a head that cannot be read on."""
        self._refuse(self._status)

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > self._limits.head:
            self._status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise ValueError(self._status.phrase)  # ends the parser, which lets `send_400_response` answer

    def _too_slow(self) -> None:
        self._timer = None
        if self._coming and (self.cycle is None or not self.cycle.response_started):
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.transport.close()

    def _refuse(self, status: HTTPStatus) -> None:
        self._stop_timers()
        kind, detail = _KINDS[status]
        told = {"type": PROBLEM_BASE + kind, "title": status.phrase, "status": status.value, "detail": detail, "instance": "/"}
        body = json.dumps(told).encode()
        headers = {
            "Content-Type": "application/problem+json",
            "Content-Length": str(len(body)),
            "Connection": "close",
            "Cache-Control": "no-store",
            **({"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}),
            **SECURITY_HEADERS,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.transport.write(f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode("ascii") + body)
        self.transport.close()

    def _stop_timers(self) -> None:
        for timer in (self._timer, self._stalled):
            if timer is not None:
                timer.cancel()
        self._timer = self._stalled = None


def with_ascii_address(data: bytes) -> bytes:
    """The beginning of a request; an address typed in letters beyond ASCII is percent-encoded, as the parser needs it."""
    line, end, rest = data.partition(b"\r\n")
    return data if line.isascii() else quote_from_bytes(line, _ASCII).encode("ascii") + end + rest


def write_whole(cycle: RequestResponseCycle, headers: Headers, body: bytes) -> bool:
    """Writes an answer with status 200 in one piece, at a third of what the server takes for head and body one by one.

    False: nothing was written, and the server has to do it in its own way.
    """
    told = [name + b": " + value for name, value in (*cycle.default_headers, *headers)]
    length = next((value for name, value in headers if name == b"content-length"), None)
    if cycle.response_started or cycle.flow.write_paused or length is None or int(length) != len(body):
        return False
    if cycle.scope["method"] == "HEAD" or not cycle.keep_alive:
        return False
    head = b"\r\n".join((b"HTTP/1.1 200 OK", *told, b"\r\n"))
    if len(head.translate(None, _CONTROLS)) + 2 * len(told) + 4 != len(head):  # no header makes lines of its own
        return False
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    if not cycle.disconnected:
        cycle.transport.write(head + body)
    cycle.message_event.set()
    cycle.on_response()
    return True


class RememberedHosts:
    """Which addresses are proxies' that are believed, read once for each: the server reads them anew for each request."""

    def __init__(self, hosts: Any) -> None:  # noqa: ANN401 - the server's own
        self._contains = functools.lru_cache(maxsize=_HOSTS_KEPT)(hosts.__contains__)
        self._client = functools.lru_cache(maxsize=_HOSTS_KEPT)(hosts.get_trusted_client_address)
        self._hosts = hosts

    def __contains__(self, host: str | None) -> bool:
        """Whether the address is that of such a proxy."""
        return bool(self._contains(host))

    def get_trusted_client_address(self, forwarded: str) -> tuple[str, int]:
        """The client that the proxies name."""
        short = len(forwarded) <= _LONG_FORWARDED  # what is longer than a few addresses is not kept
        client: tuple[str, int] = (self._client if short else self._hosts.get_trusted_client_address)(forwarded)
        return client


class ServerConfig(uvicorn.Config):
    """The server's configuration."""

    def load(self) -> None:
        """Loads the application."""
        super().load()
        if isinstance(self.loaded_app, ProxyHeadersMiddleware):
            self.loaded_app.trusted_hosts = RememberedHosts(self.loaded_app.trusted_hosts)  # type: ignore[assignment]


def server_config(settings: Settings, app: FastAPI | str | None = None) -> uvicorn.Config:
    """How the service is run; `app` may name what makes it, for processes that are started anew."""
    return ServerConfig(
        app or create_app(settings),
        http=functools.partial(BoundedConnection, ConnectionLimits.of(settings)),  # type: ignore[arg-type]
        factory=isinstance(app, str),
        lifespan="on",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
