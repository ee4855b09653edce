"""The SPARQL endpoint: a plain Starlette route, as the layer for typed routes would cost more than a small query."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.freshness import CACHING, is_held, not_modified
from api.protocol import SparqlRequest, read_request
from api.routers.description import LINK, describe_service
from api.state import service_of
from api.workers import QueryAnswer

TRUNCATED_HEADER = "X-Jarlyk-Truncated"
_READING = ("GET", "HEAD")
_METHODS = (*_READING, "POST", "OPTIONS")
_HEADERS = {**CACHING, "Link": LINK}
_OFFERED = {
    "Allow": ", ".join(_METHODS),
    "Accept-Post": "application/sparql-query, application/x-www-form-urlencoded",
    "Link": LINK,
}


async def answer_sparql(request: Request) -> Response:
    """Answers the SPARQL 1.1 Protocol; without a query the service describes itself."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_OFFERED)
    if request.method in _READING and not request.url.query:
        return await describe_service(request)
    service = service_of(request)
    asked = await read_request(request, service.settings)
    headers = dict(_HEADERS)
    tag = asked.tag(service.publication.state(), service.settings) if request.method in _READING else None
    if tag is not None:
        headers["ETag"] = tag
        if is_held(request, tag):
            return not_modified(headers)
    answer = await run_unless_gone(request, asked)
    if answer is None:
        return Response(status_code=499)
    if answer.truncated:
        limits = {"rows": service.settings.row_limit, "bytes": asked.for_worker(service.settings).size}
        headers[TRUNCATED_HEADER] = f"{answer.cut}={limits[answer.cut]}"
    return Response(answer.body, headers=headers, media_type=asked.format.content_type)


async def run_unless_gone(request: Request, asked: SparqlRequest) -> QueryAnswer | None:
    """The answer; None when the client went away first, and the query was killed for it."""
    service = service_of(request)
    running = asyncio.create_task(service.pool.run(asked.for_worker(service.settings)))
    leaving = asyncio.create_task(_wait_for_leaving(request))
    try:
        await asyncio.wait((running, leaving), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            return running.result()
        return None
    finally:
        for task in (running, leaving):
            task.cancel()
        await asyncio.gather(running, leaving, return_exceptions=True)


async def _wait_for_leaving(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


ROUTES = [Route(path, answer_sparql, methods=list(_METHODS)) for path in ("/sparql", "/sparql/")]
