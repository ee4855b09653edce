"""What every request passes and every answer carries: a client's limit, headers, packing, and being counted.

One layer for all of it: as many as there are tasks would each cost what a small query costs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cross_origin import opening_headers
from api.errors import problem_response
from api.logs import TOLD
from api.metrics import Metrics, section_of
from api.packing import Packing
from api.rate import RateLimit, client_of, too_often
from api.security import ADDED

Tell = Callable[[str, str, int, float, int, Mapping[str, str]], None]  # `api.logs.tell_answer`
WHOLE = "jarlyk.whole"  # in the scope of a request: what writes an answer in one piece (`api.connection`)
_CLIENT_GONE = 499


class Protected:
    """The ASGI application around all others. `limit`: what one client may ask, where that is limited."""

    def __init__(self, app: ASGIApp, metrics: Metrics, told: Tell, limit: RateLimit | None) -> None:
        self._app, self._metrics, self._told, self._limit = app, metrics, told, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or turns it away; counts it when its answer has ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer, start = _Answer(scope, send), time.perf_counter()
        try:
            client = client_of(scope) if self._limit is not None else ""
            if client and self._limit is not None and (wait := self._limit.wait_of(client)) > 0:
                await problem_response(too_often(wait), Request(scope))(scope, receive, answer.send)
            else:
                await self._app(scope, receive, answer.send)
        finally:
            seconds, section = time.perf_counter() - start, section_of(scope["path"])
            self._metrics.count(section, answer.status, seconds)
            self._told(scope["method"], section, answer.status, seconds, answer.size, scope.get(TOLD) or {})


class _Answer:
    """One answer on its way out."""

    __slots__ = ("_packing", "_scope", "_send", "_start", "size", "status")

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._start: Message | None = None
        self._packing = Packing(scope)
        self.status, self.size = _CLIENT_GONE, 0  # until there is an answer

    async def send(self, message: Message) -> None:
        """Passes a message on: the head waits for the first piece, whose length decides on packing."""
        kind = message["type"]
        if kind == "http.response.start":
            self._start = message
            return
        if kind != "http.response.body":
            await self._send(message)
            return
        body, more, start = message.get("body", b""), message.get("more_body", False), self._start
        if start is None:
            body = await self._packing.packed(body, not more)
            self.size += len(body)
            await self._send({"type": kind, "body": body, "more_body": more})
            return
        self._start, self.status = None, start["status"]
        headers = list(start["headers"])
        body = await self._packing.begin(self.status, headers, body, more)
        names = {name for name, _ in headers}
        headers += [header for header in (*ADDED, *opening_headers(self._scope["path"])) if header[0] not in names]
        self.size = len(body)
        write = self._scope.get(WHOLE)
        if more or self.status != HTTPStatus.OK or write is None or not write(headers, body):
            await self._send({"type": "http.response.start", "status": self.status, "headers": headers})
            await self._send({"type": kind, "body": body, "more_body": more})
