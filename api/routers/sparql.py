"""The SPARQL endpoint: a plain Starlette route, as the layer for typed routes would cost more than a small query."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.negotiation import prefers_html
from api.protocol import SparqlRequest, read_request
from api.state import service_of
from api.workers import QueryAnswer

TRUNCATED_HEADER = "X-Jarlyk-Truncated"
_VARY = {"Vary": "Accept", "Cache-Control": "no-cache"}


async def answer_sparql(request: Request) -> Response:
    """Answers GET and POST of the SPARQL 1.1 Protocol; without a query, a browser is shown the page to write one."""
    if request.method in ("GET", "HEAD") and not request.url.query and prefers_html(request.headers.get("accept")):
        return RedirectResponse("/en/sparql", 303)
    settings = service_of(request).settings
    asked = await read_request(request, settings)
    answer = await run_unless_gone(request, asked)
    if answer is None:
        return Response(status_code=499)
    headers = _VARY | ({TRUNCATED_HEADER: f"rows={settings.row_limit}"} if answer.truncated else {})
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


ROUTES = [Route("/sparql", answer_sparql, methods=["GET", "HEAD", "POST"])]
