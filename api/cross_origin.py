"""Leave for programs of other sites to read the data (CORS): open to all, as it is public and no cookie counts."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The first parts of the paths that carry data; pages for people are not meant for programs of other sites.
_DATA = frozenset({"sparql", "api", "id", "vocabulary", ".well-known"})
_EXPOSED = "Content-Language, ETag, Link, Location, Retry-After, Vary, X-Jarlyk-Truncated"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class CrossOrigin:
    """ASGI middleware: every answer with data may be read from any origin, without credentials."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; to the answer come the headers, and to the answer to OPTIONS those of a preflight."""
        if scope["type"] != "http" or scope["path"].split("/", 2)[1] not in _DATA:
            await self._app(scope, receive, send)
            return
        asks_first = scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = _EXPOSED
                if asks_first:
                    headers.update(_PREFLIGHT)
            await send(message)

        await self._app(scope, receive, with_headers)
