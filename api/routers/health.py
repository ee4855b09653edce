"""Whether the service lives, whether it can answer, and its figures: for those who run it."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.access import authorise
from api.errors import problem_of_status, problem_response
from api.metrics import CONTENT_TYPE
from api.query_errors import BusyError
from api.state import service_of
from api.worker_frames import QueryRequest
from ontology.errors import JarlykError

_ASKED = QueryRequest("ASK {}", "json")
_PATIENCE_S = 5.0


async def tell_alive(request: Request) -> Response:
    """200 as long as the process answers: a supervisor starts it anew where it does not."""
    return JSONResponse({"status": "alive"}, headers={"Cache-Control": "no-store"})


async def tell_ready(request: Request) -> Response:
    """200 where a graph is published and a worker answers; 503 with the reason where not, so that a balancer goes elsewhere."""
    service = service_of(request)
    try:
        number = service.publication.generation().number
        await asyncio.wait_for(service.pool.run(_ASKED, _PATIENCE_S), _PATIENCE_S)
    except (JarlykError, TimeoutError) as error:
        busy = isinstance(error, BusyError | TimeoutError)
        reason = "all workers are busy" if busy else "no graph can be read; run 'jarlyk doctor' on this machine"
        return problem_response(problem_of_status(HTTPStatus.SERVICE_UNAVAILABLE, reason), request)
    return JSONResponse({"status": "ready", "generation": number}, headers={"Cache-Control": "no-store"})


async def give_figures(request: Request) -> Response:
    """The figures for Prometheus; 404 where the settings do not publish them."""
    service = service_of(request)
    if not service.settings.metrics:
        detail = "no figures are published here; JARLYK_METRICS=true publishes them"
        return problem_response(problem_of_status(HTTPStatus.NOT_FOUND, detail), request)
    if service.settings.metrics_token:
        authorise(request, "admin")
    return Response(service.metrics.written(), headers={"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"})


ROUTES = [
    Route("/health/live", tell_alive),
    Route("/health/ready", tell_ready),
    Route("/metrics", give_figures),
]
