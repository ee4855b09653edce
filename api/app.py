"""The HTTP application: made from settings by `create_app`, holding nothing before that."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.errors import Problem, problem_of, problem_of_status, problem_response
from api.pool import QueryPool
from api.published import Publication
from api.routers import sparql
from api.security import SecurityHeaders
from api.settings import Settings
from ontology.errors import JarlykError

_log = logging.getLogger("jarlyk.api")


def create_app(settings: Settings) -> FastAPI:
    """The application over the graph in `settings.store`; the folder may be filled later."""
    app = FastAPI(title="Jarlyk", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=_lifespan)
    app.state.settings = settings
    app.state.publication = Publication(settings.store)
    app.add_middleware(SecurityHeaders)
    app.router.routes.extend(sparql.ROUTES)
    app.add_exception_handler(JarlykError, _on_error)
    app.add_exception_handler(HTTPException, _on_status)
    app.add_exception_handler(Exception, _on_error)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    pool = QueryPool(app.state.publication.store_path, app.state.settings)
    app.state.pool = pool
    with contextlib.suppress(JarlykError):  # nothing is published yet: the first query will say so
        pool.warm()
    try:
        yield
    finally:
        await pool.close()


async def _on_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, JarlykError):
        _log.error("fault while answering %s", request.url.path, exc_info=error)
    return _respond(request, problem_of(error))


async def _on_status(request: Request, error: Exception) -> Response:
    status, detail = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    return _respond(request, problem_of_status(status, detail))


def _respond(request: Request, problem: Problem) -> Response:
    return problem_response(problem, request)
