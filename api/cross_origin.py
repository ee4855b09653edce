"""Leave for programs of other sites to read the data (CORS): open to all, as it is public and no cookie counts.

The library's middleware is not used: it opens every path, and leaves its headers out where a request names no origin, so that
an answer kept on the way would be useless to the next site.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The first parts of the paths that carry data; pages for people are not meant for programs of other sites.
_DATA = frozenset({"sparql", "api", "id", "data", ".well-known", "ontology", "ns", "vocabulary", "context"})
_OPEN: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Language, ETag, Link, Location, Retry-After, Vary, X-Jarlyk-Generation, X-Jarlyk-Truncated"
    ),
}
_ENCODED = tuple((name.lower().encode("ascii"), value.encode("ascii")) for name, value in _OPEN.items())
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class CrossOrigin:
    """ASGI middleware: every answer with data may be read from any origin, without credentials."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a browser that asks beforehand; passes all else on and opens the answer."""
        if scope["type"] != "http" or not open_headers(scope["path"]):
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            await Response(status_code=204, headers={**_OPEN, **PREFLIGHT})(scope, receive, send)
        else:
            await self._app(scope, receive, _opening(send))


def open_headers(path: str) -> Mapping[str, str]:
    """The headers that open an answer at this path; none for a page."""
    first = path.strip("/").partition("/")[0]
    return _OPEN if first in _DATA or first.rpartition(".")[0] in _DATA else {}


def _opening(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *_ENCODED]}
        await send(message)

    return with_headers
