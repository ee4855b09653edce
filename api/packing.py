"""Answers packed with gzip for those who take it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.negotiation import header_list, takes_gzip

_WORTH_PACKING = 1_000  # bytes; what is shorter fits one packet anyway
_LEVEL = 5  # of zlib's 1 to 9: within a few per cent of the best size for a third of its time
_LONG = 64 * 1024  # bytes; more is packed in a thread, so that others are answered meanwhile
_HEADER = "accept-encoding"


class Packing(GZipMiddleware):
    """ASGI middleware. The library's own looks for the word gzip alone, and so would pack for a client that rules it out."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, minimum_size=_WORTH_PACKING, compresslevel=_LEVEL, thread_minimum_size=_LONG)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with its wish settled, and packs the answer."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            packs = takes_gzip(header_list(headers, _HEADER) or "") and "range" not in headers
            wish = b"gzip" if packs else b"identity"
            others = [(name, value) for name, value in scope["headers"] if name != _HEADER.encode()]
            scope = {**scope, "headers": [*others, (_HEADER.encode(), wish)]}
        await super().__call__(scope, receive, send)
