"""The HTTP application: made from settings by `create_app`, holding nothing before that."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from api.asking import GraphAsked
from api.cross_origin import CrossOrigin
from api.errors import Problem, problem_of, problem_of_status, problem_response
from api.exports import Exports
from api.kept_pages import KeptPages
from api.logs import tell_answer
from api.metrics import Metrics
from api.negotiation import prefers_html
from api.pages import Pages
from api.pool import QueryPool
from api.protection import Protected
from api.published import Publication
from api.query_runner import QueryRunner
from api.rate import RateLimit
from api.rate_shared import SharedRateLimit
from api.reloads import Reloads
from api.reviewing import Reviewing
from api.routers import (
    admin,
    data,
    description,
    documents,
    exports,
    findings,
    glossary,
    health,
    icon,
    kept,
    nodes,
    openapi,
    problems,
    questions,
    reading,
    reports,
    reviews,
    search,
    sitemap,
    topics,
    view,
    writing,
)
from api.routers.sparql import PATHS, SparqlEndpoint
from api.settings import Settings
from api.state import Service
from api.statistics import KeptStatistics
from api.tokens import Tokens, token_file
from api.translation import LANGUAGES, load_words, preferred_language
from graph.errors import StoreError
from graph.generation import current_number
from ontology.errors import JarlykError

_log = logging.getLogger("jarlyk.api")
# Data before pages: the first part of a page's path is a language, and would match anything.
_DATA = (
    sitemap.ROUTES,
    health.ROUTES,
    problems.DATA_ROUTES,
    openapi.ROUTES,
    glossary.DATA_ROUTES,
    kept.DATA_ROUTES,
    description.ROUTES,
    questions.API_ROUTES,
    data.ROUTES,
    nodes.API_ROUTES,
    reviews.API_ROUTES,
    admin.API_ROUTES,
    documents.API_ROUTES,
    exports.API_ROUTES,
    search.API_ROUTES,
    findings.API_ROUTES,
    view.API_ROUTES,
)
_PAGES = (
    *(reports.ROUTES, reading.ROUTES, topics.ROUTES, questions.ROUTES, search.ROUTES),
    *(problems.ROUTES, findings.ROUTES, view.ROUTES, glossary.ROUTES, kept.ROUTES, writing.ROUTES),
)


def create_app(settings: Settings) -> FastAPI:
    """The application over the graph in `settings.store`; the folder may be filled later."""
    metrics = Metrics()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with _running(settings, metrics) as service:
            app.state.service = service
            yield

    app = Application(title="Jarlyk", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(CrossOrigin)
    app.add_middleware(KeptPages, settings=settings)
    limit = _rate_limit(settings) if settings.requests_per_minute > 0 else None
    app.protected = Protected(app.answer, metrics, tell_answer, limit)
    app.endpoint = SparqlEndpoint(_on_problem)
    for routes in _DATA:
        app.router.routes.extend(routes)
    app.mount("/static", StaticFiles(packages=[("api", "static")]))
    app.router.routes.extend(icon.ROUTES)
    for routes in _PAGES:
        app.router.routes.extend(routes)
    app.add_exception_handler(JarlykError, _on_error)
    app.add_exception_handler(HTTPException, _on_status)
    app.add_exception_handler(Exception, _on_error)
    return app


class Application(FastAPI):
    """The routes, and beside them the endpoint: the library's layers for routes cost more than a small query."""

    protected: ASGIApp
    endpoint: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Takes a request."""
        scope["app"] = self
        await self.protected(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on to the endpoint or the routes."""
        if scope["type"] == "http" and scope["path"] in PATHS:
            await self.endpoint(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def _rate_limit(settings: Settings) -> RateLimit:
    if settings.run_folder:
        return SharedRateLimit(settings.requests_per_minute, time.monotonic, Path(settings.run_folder) / "rate")
    return RateLimit(settings.requests_per_minute, time.monotonic)


@contextlib.contextmanager
def _run_folder(settings: Settings) -> Iterator[str]:
    """The folder of files that live as long as the service."""
    if settings.run_folder:
        folder = Path(settings.run_folder) / "exports"
        folder.mkdir(exist_ok=True)
        yield str(folder)
    else:
        with TemporaryDirectory(prefix="jarlyk-") as own:
            yield own


@contextlib.asynccontextmanager
async def _running(settings: Settings, metrics: Metrics) -> AsyncIterator[Service]:
    publication = Publication(settings.store)
    pool = _query_runner(publication, settings)
    # An engine elsewhere would not have the new generation: there `jarlyk publish` comes first.
    reviewing = Reviewing(settings.store, settings.reviews_at_once and not settings.engine, settings.export_deadline_s)
    with contextlib.suppress(StoreError):  # nothing is published yet: the first request will say so
        pool.warm()
    try:
        asked = GraphAsked(pool, settings)
        metrics.watch(pool, lambda: current_number(settings.store) or 0)
        tokens = Tokens(token_file(settings), settings.tokens)
        pages, statistics = Pages(settings, publication), KeptStatistics(asked)
        with _run_folder(settings) as folder:
            exports = Exports(settings.store, Path(folder), publication, settings.export_deadline_s, settings.queue_wait_s)
            reloads = Reloads(settings.run_folder)
            reviewing.start()
            yield Service(settings, publication, pool, asked, pages, statistics, metrics, exports, tokens, reloads, reviewing)
    finally:
        await reviewing.close()
        await pool.close()


async def _on_problem(request: Request, error: Exception) -> Response:
    return await (_on_status if isinstance(error, HTTPException) else _on_error)(request, error)


def _query_runner(publication: Publication, settings: Settings) -> QueryRunner:
    if not settings.engine:
        return QueryPool(publication.published, settings)
    from api.remote_pool import RemotePool  # with an HTTP client, which the folder does without

    return RemotePool.of_environment(publication, settings, os.environ)


async def _on_error(request: Request, error: Exception) -> Response:
    response = _respond(request, problem_of(error))
    if not isinstance(error, JarlykError):
        _log.error("fault while answering %s", request.url.path, exc_info=error)
    return response


async def _on_status(request: Request, error: Exception) -> Response:
    status, detail = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    headers: Mapping[str, str] = getattr(error, "headers", None) or {}
    told = ("told.method", {"method": request.method, "allowed": headers["Allow"]}) if "Allow" in headers else None
    response = _respond(request, problem_of_status(status, detail, told))
    response.headers.update(headers)
    return response


def _respond(request: Request, problem: Problem) -> Response:
    """A page for a reader, problem+json for a program."""
    first = request.url.path.split("/")[1]
    is_data = first in ("api", "data", "static", "health", "metrics")
    if is_data or not (first in LANGUAGES or prefers_html(request.headers.get("accept"))):
        return problem_response(problem, request)
    language = first if first in LANGUAGES else preferred_language(request.headers.get("accept-language"))
    service: Service = request.app.state.service
    page = service.pages.render(request, "problem.html", load_words(language), status=problem.status, problem=problem)
    page.headers.update({"Vary": "Accept, Accept-Language"} | problem.headers)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        page.headers["Cache-Control"] = "no-store"
    return page
