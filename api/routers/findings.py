"""Findings: the page, filtered by type, and the same as data."""

from __future__ import annotations

import functools

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.asking import ThreadedGraph
from api.json_answers import Answered, as_json
from api.pages import with_query
from api.paging import page_of
from api.parameters import choice_of, language_of, window_of
from api.state import Service, service_of
from api.tables import finding_json
from graph.findings.catalogue import FINDERS, ListedFinding, list_findings
from ontology.iri import concept_iri

_PAGE, _PAGE_MOST = 1_000, 5_000


async def findings_as_json(request: Request) -> Response:
    """The findings of one type, or all, the most severe first; a page at a time."""
    language, kind = language_of(request), choice_of(request, "type", tuple(FINDERS))
    window = window_of(request, _PAGE, _PAGE_MOST)

    async def make(service: Service) -> Answered:
        findings = await _list(service, kind or None, language)
        listed = [finding_json(finding) for finding in window.cut(findings)]
        total = len(findings)
        return Answered({"findings": listed, **window.members(total)}, window.links(request, window.pages(total)))

    return await as_json(request, make, varies=True)


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
    threaded = ThreadedGraph(service.asked, whole=True)
    return await anyio.to_thread.run_sync(functools.partial(list_findings, threaded, kind, language))


API_ROUTES = [Route("/api/findings", findings_as_json)]
ROUTES = [Route("/{language}/findings", show_findings)]
