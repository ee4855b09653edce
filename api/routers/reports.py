"""The report: what was read out of each document and what gave nothing, in all and for one document."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.asking import ThreadedGraph
from api.entity import Place
from api.errors import NotFoundInDocumentsError
from api.pages import with_query
from api.paging import page_of
from api.state import Service, service_of
from graph.manifest import DocumentEntry
from graph.report import DocumentReport, find_documents, read_reports
from ontology.iri import absolute

_DOCUMENTS_AT_ONCE = 50  # each is set against its text anew


async def show_reports(request: Request) -> Response:
    """All documents with their figures, a page at a time."""
    service = service_of(request)
    words = service.pages.words(request)
    manifest = service.publication.generation().manifest
    entries = find_documents(manifest)
    size = min(service.settings.page_rows, _DOCUMENTS_AT_ONCE)
    page, pages = page_of(request, len(entries), size)
    return service.pages.render(
        request,
        "reports.html",
        words,
        reports=await _reports(service, entries[(page - 1) * size : page * size]),
        total=len(entries),
        failures=manifest.failures,
        page=page,
        pages=pages,
        page_address=lambda number: with_query(request.url.path, page=number),
    )


async def show_report(request: Request) -> Response:
    """One document: what was read, what could not be settled, and the blocks that gave nothing."""
    service = service_of(request)
    words = service.pages.words(request)
    iri = absolute(service.base, f"document/{request.path_params['key']}")
    entry = service.publication.generation().manifest.document(iri)
    text = service.publication.text(iri)
    if entry is None or text is None:
        raise NotFoundInDocumentsError(f"{iri}: {words('document.not_held')}", ("told.no-text", {"iri": iri}))
    report = (await _reports(service, [entry]))[0]
    silent, size = report.coverage.silent, service.settings.page_rows
    page, pages = page_of(request, len(silent), size)
    shown = silent[(page - 1) * size : page * size]
    return service.pages.render(
        request,
        "report.html",
        words,
        iri=iri,
        report=report,
        silent=[(s, Place(iri, s.start, s.end, text[s.start : s.end])) for s in shown],
        unresolved=[(w, Place(iri, w.start, w.end, text[w.start : w.end])) for w in report.unresolved],
        first=(page - 1) * size + 1,
        page=page,
        pages=pages,
        page_address=lambda number: with_query(request.url.path, page=number) + "#silent",
    )


async def _reports(service: Service, entries: Sequence[DocumentEntry]) -> tuple[DocumentReport, ...]:
    threaded = ThreadedGraph(service.asked, whole=True)
    return await anyio.to_thread.run_sync(functools.partial(read_reports, threaded, entries, service.publication.text))


ROUTES = [Route("/{language}/report", show_reports), Route("/{language}/report/{key}", show_report)]
