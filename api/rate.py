"""How often one client may ask: the generic cell rate algorithm (ITU-T I.371, annex A), one number a client.

What is counted is the address that the connection comes from, or that a proxy on this machine names; it is kept in memory alone.
This machine itself is not limited: it is the owner's, or the proxy of those who are counted.
"""

from __future__ import annotations

import functools
import ipaddress
import math
from collections.abc import Callable
from http import HTTPStatus

from starlette.types import Scope

from api.errors import Problem

_CLIENTS_KEPT = 50_000  # about 5 MB; those who have not asked for longest are forgotten first
_OPEN = ("/static/", "/health/")  # a page asks for many at once, and a watcher must never be turned away


class RateLimit:
    """Admits at most `per_minute` requests of one client in a minute, in bursts of at most a quarter of that."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._interval = 60.0 / per_minute
        self._tolerance = 60.0 / 4
        self._clock = clock
        self._due: dict[str, float] = {}  # when the client's next request is due; in the order of their last requests

    def wait_of(self, client: str) -> float:
        """0 when the client may ask now, which counts; else the seconds after which it may."""
        now = self._clock()
        due = max(self._due_of(client), now)
        wait = due - now - self._tolerance
        if wait > 0:
            return wait
        self._set(client, due + self._interval)
        return 0.0

    def _due_of(self, client: str) -> float:
        return self._due.get(client, -math.inf)

    def _set(self, client: str, due: float) -> None:
        self._due.pop(client, None)
        self._due[client] = due
        while len(self._due) > _CLIENTS_KEPT:
            del self._due[next(iter(self._due))]


def client_of(scope: Scope) -> str:
    """Who is counted for a request; empty: nobody."""
    client = scope.get("client")
    return _client(client[0]) if client and not scope["path"].startswith(_OPEN) else ""


def too_often(wait: float) -> Problem:
    """What a client is told that asks too often (RFC 6585, section 4)."""
    seconds = math.ceil(wait)
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too-often",
        f"too many requests; ask again in {seconds} s",
        {},
        {"Retry-After": str(seconds)},
        ("told.too-often", {"seconds": seconds}),
    )


@functools.lru_cache(maxsize=4096)
def _client(address: str) -> str:
    """Who asks: an IPv4 address, or the network of an IPv6 one, as a household has 2**64 of them. Empty: this machine itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.is_loopback:
        return ""
    return address if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
