"""Search over names: the page and the same as JSON."""

from __future__ import annotations

import functools

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.errors import RequestError
from api.state import Service, service_of
from api.translation import LANGUAGES
from graph.search_index import Hit

KINDS = ("body", "instrument", "measure", "task", "indicator", "function", "document")
_LIMIT = 50
_LENGTH = 200


async def search_as_json(request: Request) -> Response:
    """The nodes that were found, the best first."""
    service = service_of(request)
    query, kind = _asked(request)
    language = request.query_params.get("lang") or None
    if language is not None and language not in LANGUAGES:
        raise RequestError(f"lang={language}: choose one of {', '.join(LANGUAGES)}")
    hits = await _search(service, query, kind, language)
    found = [
        {"iri": h.iri, "type": h.kind.lower(), "label": h.label, "language": h.language or None, "score": round(h.score, 4)}
        for h in hits
    ]
    return JSONResponse({"query": query, "results": found})


async def show_search(request: Request) -> Response:
    """The page with what was found."""
    service = service_of(request)
    words = service.pages.words(request)
    query, kind = _asked(request)
    hits = await _search(service, query, kind, None)
    names = await service.asked.names(hit.iri for hit in hits)
    return service.pages.render(request, "search.html", words, query=query, kind=kind, hits=hits, names=names)


def _asked(request: Request) -> tuple[str, str]:
    query = request.query_params.get("q", "").strip()
    kind = request.query_params.get("type", "").strip().lower()
    if len(query) > _LENGTH:
        raise RequestError(f"q: at most {_LENGTH} characters")
    if kind and kind not in KINDS:
        raise RequestError(f"type={kind}: choose one of {', '.join(KINDS)}")
    return query, kind


async def _search(service: Service, query: str, kind: str, language: str | None) -> list[Hit]:
    if not query:
        return []
    index = service.publication.search_index()
    kinds = [kind.capitalize()] if kind else []
    return await anyio.to_thread.run_sync(functools.partial(index.search, query, kinds, language, _LIMIT))


API_ROUTES = [Route("/api/search", search_as_json)]
ROUTES = [Route("/{language}/search", show_search)]
