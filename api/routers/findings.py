"""Findings: the page, filtered by type, and the same as data."""

from __future__ import annotations

import functools

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.asking import ThreadedGraph
from api.errors import RequestError
from api.pages import with_query
from api.paging import page_of
from api.state import Service, service_of
from api.tables import finding_json
from graph.findings.catalogue import ListedFinding, list_findings
from graph.question_headers import LANGUAGES
from ontology.iri import concept_iri


async def findings_as_json(request: Request) -> Response:
    """The findings of one type, or all, the most severe first."""
    language = request.query_params.get("lang", "en")
    if language not in LANGUAGES:
        raise RequestError(f"lang={language}: choose one of {', '.join(LANGUAGES)}")
    findings = await _list(service_of(request), request.query_params.get("type") or None, language)
    return JSONResponse({"findings": [finding_json(finding) for finding in findings]})


async def show_findings(request: Request) -> Response:
    """What the analyses found, one type or all."""
    service = service_of(request)
    words = service.pages.words(request)
    chosen = request.query_params.get("type", "")
    counts = await service.asked.rows("finding-counts")
    findings = await _list(service, chosen or None, words.language)
    size = service.settings.page_rows
    page, pages = page_of(request, len(findings), size)
    shown = findings[(page - 1) * size : page * size]
    types = [row["type"].value for row in counts if row["type"]]
    severities = {finding.severity: concept_iri("severity", finding.severity) for finding in shown}
    nodes = [iri for finding in shown for iri in finding.about]
    return service.pages.render(
        request,
        "findings.html",
        words,
        findings=shown,
        total=len(findings),
        first=(page - 1) * size + 1,
        counts=counts,
        chosen=chosen,
        severities=severities,
        page=page,
        pages=pages,
        page_address=lambda number: with_query(request.url.path, type=chosen, page=number),
        names=await service.asked.names([*types, *severities.values(), *nodes]),
    )


async def _list(service: Service, kind: str | None, language: str) -> list[ListedFinding]:
    threaded = ThreadedGraph(service.asked)
    return await anyio.to_thread.run_sync(functools.partial(list_findings, threaded, kind, language))


API_ROUTES = [Route("/api/findings", findings_as_json)]
ROUTES = [Route("/{language}/findings", show_findings)]
