"""Leave for programs of other sites to read the data (CORS): open to all, as it is public and no cookie counts.

The library's middleware is not used: it opens every path, and leaves its headers out where a request names no origin, so that
an answer kept on the way would be useless to the next site.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.negotiation import raw_list

# The first parts of the paths that carry data; pages for people are not meant for programs of other sites.
_DATA = frozenset({"sparql", "api", "id", "data", ".well-known", "ontology", "ns", "vocabulary", "context"})
_OPEN: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Language, ETag, Link, Location, Retry-After, Vary, X-Jarlyk-Generation, X-Jarlyk-Rows, X-Jarlyk-Truncated"
    ),
}
_ENCODED = tuple((name.lower().encode("ascii"), value.encode("ascii")) for name, value in _OPEN.items())
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def opening_headers(path: str) -> tuple[tuple[bytes, bytes], ...]:
    """The headers that open an answer at this path; none for a page."""
    first = path.strip("/").partition("/")[0]
    return _ENCODED if first in _DATA or first.rpartition(".")[0] in _DATA else ()


def is_preflight(scope: Scope) -> bool:
    """Whether a browser asks beforehand for a program of another site."""
    return scope["method"] == "OPTIONS" and raw_list(scope["headers"], b"access-control-request-method") is not None


class CrossOrigin:
    """ASGI middleware: answers a browser that asks beforehand about data; every answer with data is open anyway."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers it, or passes the request on."""
        if scope["type"] == "http" and is_preflight(scope) and opening_headers(scope["path"]):
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
