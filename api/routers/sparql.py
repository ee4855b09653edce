"""The SPARQL endpoint: answered beside the router (`api.app.Application`)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from http import HTTPStatus

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.cross_origin import PREFLIGHT
from api.freshness import CACHING, is_held, not_modified
from api.hopeless import find_hopeless
from api.logs import TOLD
from api.negotiation import raw_list
from api.paging import ROWS_HEADER
from api.protocol import SparqlRequest, read_request
from api.query_errors import DeadlineError, WorkerLostError
from api.routers.description import LINK, describe_service
from api.spool import Spool
from api.state import Service, service_of
from api.worker_frames import QueryAnswer
from graph.json_ld import compacted_lines

PATHS = frozenset({"/sparql", "/sparql/"})
TRUNCATED_HEADER = "X-Jarlyk-Truncated"
_READING = ("GET", "HEAD")
_METHODS = (*_READING, "POST", "OPTIONS")
_ALLOW = ", ".join(_METHODS)
_HEADERS = {**CACHING, "Link": LINK}
_ENCODED = tuple((name.lower().encode("ascii"), value.encode("ascii")) for name, value in _HEADERS.items())
_OFFERED = {
    "Allow": _ALLOW,
    "Accept-Post": "application/sparql-query, application/x-www-form-urlencoded",
    "Link": LINK,
}
_PATIENCE_S = 0.1  # before it is watched whether the client is still there: most answers have come by then


class SpooledResponse(Response):
    """An answer from its spool, in pieces where it is long."""

    def __init__(self, spool: Spool, headers: Iterable[tuple[bytes, str]], media_type: str) -> None:
        self._spool, self.status_code, self.background = spool, HTTPStatus.OK, None
        told = [(name, value.encode("latin-1")) for name, value in headers]
        length = (b"content-length", str(spool.size).encode("ascii"))
        self.raw_headers = [*_ENCODED, (b"content-type", media_type.encode("ascii")), length, *told]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it. What cannot be sent to its end breaks the connection, as the length was said before."""
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if not self._spool.is_short and scope["method"] != "HEAD":
                for chunk in self._spool.chunks():
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
                await send({"type": "http.response.body", "body": b""})
            else:
                body = self._spool.content() if self._spool.is_short else b""
                await send({"type": "http.response.body", "body": body})
        finally:
            self._spool.close()


class SparqlEndpoint:
    """The ASGI application of the endpoint. `problem` makes the answer to what goes wrong."""

    def __init__(self, problem: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self._problem = problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        request = Request(scope, receive, send)
        try:
            response = await answer_sparql(request)
        except Exception as error:  # noqa: BLE001 - a fault is told and logged as those of the routes are
            response = await self._problem(request, error)
        await response(scope, receive, send)


async def answer_sparql(request: Request) -> Response:
    """Answers the SPARQL 1.1 Protocol; without a query the service describes itself."""
    method = request.scope["method"]
    if method == "OPTIONS":
        asked_before = raw_list(request.scope["headers"], b"access-control-request-method") is not None
        return Response(status_code=204, headers={**_OFFERED, **PREFLIGHT} if asked_before else _OFFERED)
    if method not in _METHODS:
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": _ALLOW})
    if method in _READING and not request.scope["query_string"]:
        return await describe_service(request)
    service = service_of(request)
    asked = await read_request(request, service.settings)
    if service.settings.json_log:
        request.scope[TOLD] = {"form": asked.query.form or "", "query": service.marks.of(asked.query.text)}
    if method in _READING and asked.query.lasting and raw_list(request.scope["headers"], b"if-none-match"):
        published = service.publication.published()
        tag = asked.tag(published.state, service.settings)
        if is_held(request, tag):
            return not_modified({**_HEADERS, "ETag": tag, "X-Jarlyk-Generation": str(published.number)})
    answer = await run_unless_gone(request, asked, service)
    if answer is None:
        return Response(status_code=499)
    headers = [(b"x-jarlyk-generation", answer.state.partition("-")[0])]
    if method in _READING and asked.query.lasting:
        headers.append((b"etag", asked.tag(answer.state, service.settings)))  # of the generation that answered
    if answer.truncated:
        limits = {"rows": service.settings.row_limit, "bytes": service.settings.answer_limit_mb * 1024 * 1024}
        headers.append(
            (
                TRUNCATED_HEADER.lower().encode("ascii"),
                f"{answer.cut}={limits[answer.cut]}" if answer.cut in limits else answer.cut,
            )
        )
        if answer.cut == "rows":
            headers.append((ROWS_HEADER.lower().encode("ascii"), f"at-least={service.settings.row_limit + 1}"))
    spool = answer.spool
    if asked.format.name == "jsonld":
        spool = Spool.of(await anyio.to_thread.run_sync(compacted_lines, spool.take()))
    return SpooledResponse(spool, headers, asked.format.content_type)


async def run_unless_gone(request: Request, asked: SparqlRequest, service: Service) -> QueryAnswer | None:
    """The answer; None when the client went away first, and the query was killed for it."""
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    watching: list[asyncio.Task[None]] = []
    gone = False

    async def leave() -> None:
        nonlocal gone
        await _wait_for_leaving(request)
        gone = True
        if task is not None:
            task.cancel()

    patience = loop.call_later(_PATIENCE_S, lambda: watching.append(loop.create_task(leave())))
    try:
        return await service.pool.run(asked.for_worker(service.settings, service.base))
    except (DeadlineError, WorkerLostError) as error:
        if not (isinstance(error, WorkerLostError) and error.outside):
            error.hints = tuple(await anyio.to_thread.run_sync(find_hopeless, asked.query.text))
        raise
    except asyncio.CancelledError:
        if not gone or task is None or task.uncancel() > 0:
            raise
        return None
    finally:
        patience.cancel()
        for watcher in watching:
            watcher.cancel()


async def _wait_for_leaving(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
