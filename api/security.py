"""The headers that every answer carries: a page runs only our own files and tells no other site where it was read."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; frame-src 'self'; "
    "object-src 'none'; img-src 'self' data:"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
}
_ENCODED = tuple((name.lower().encode("ascii"), value.encode("ascii")) for name, value in SECURITY_HEADERS.items())


class SecurityHeaders:
    """ASGI middleware that adds these headers, and `more`; a route that sets one of them itself keeps its own."""

    def __init__(self, app: ASGIApp, more: Mapping[str, str] | None = None) -> None:
        self._app = app
        self._added = [
            *_ENCODED,
            *((name.lower().encode("ascii"), value.encode("ascii")) for name, value in (more or {}).items()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and adds the headers to the answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                own = {name.lower() for name, _ in headers}
                message = {**message, "headers": headers + [header for header in self._added if header[0] not in own]}
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
