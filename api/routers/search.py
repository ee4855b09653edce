"""Search over names: the page and the same as JSON."""

from __future__ import annotations

import functools

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.json_answers import Answered, as_json
from api.pages import with_query
from api.paging import Counted, Window, page_of
from api.parameters import ParameterError, choice_of, window_of
from api.state import Service, service_of
from api.translation import LANGUAGES
from graph.search_index import Hit

KINDS = ("body", "instrument", "measure", "task", "indicator", "function", "document")
JURISDICTIONS = ("KG", "KZ", "RU", "UN", "INT")
_PAGE = 50
_PAGE_MOST = 200
_DEEPEST = 2_000  # nodes before the last that is shown: who wants more should ask more narrowly
_COUNTED = 1_000  # nodes, so that it can be said how many there are
_LENGTH = 200


async def search_as_json(request: Request) -> Response:
    """The nodes that were found, the best first; `q` with no words finds nothing."""
    query, kind = _asked(request)
    language, state = choice_of(request, "lang", LANGUAGES), choice_of(request, "jurisdiction", JURISDICTIONS)
    window = window_of(request, _PAGE, _PAGE_MOST)
    if window.end > _DEEPEST:
        raise ParameterError("page", str(window.page), "number", most=_DEEPEST // window.size)

    async def make(service: Service) -> Answered:
        hits = await _search(service, query, kind, language, state, max(window.end, _COUNTED) + 1)
        counted = Counted(min(len(hits), max(window.end, _COUNTED)), len(hits) <= max(window.end, _COUNTED))
        found = [
            {"iri": h.iri, "type": h.kind.lower(), "label": h.label, "language": h.language or None, "score": round(h.score, 4)}
            for h in window.cut(hits)
        ]
        more = len(hits) > window.end
        content = {"query": query, "results": found, **counted.members(), "page": window.page, "size": window.size, "more": more}
        last = window.pages(counted.n) if counted.whole else window.page + 1
        return Answered(content, window.links(request, last, last_known=counted.whole) | counted.header())

    return await as_json(request, make)


async def show_search(request: Request) -> Response:
    """The page with what was found."""
    service = service_of(request)
    words = service.pages.words(request)
    query, kind = _asked(request)
    found = await _search(service, query, kind, "", "", _COUNTED + 1)
    counted = Counted(min(len(found), _COUNTED), len(found) <= _COUNTED)
    page, pages = page_of(request, counted.n, _PAGE)
    hits = Window(page, _PAGE).cut(found[:_COUNTED])
    return service.pages.render(
        request,
        "search.html",
        words,
        query=query,
        kind=kind,
        hits=hits,
        total=counted.in_words(words),
        first=(page - 1) * _PAGE + 1,
        page=page,
        pages=pages,
        page_address=lambda number: with_query(request.url.path, q=query, type=kind, page=number),
        names=await service.asked.names(hit.iri for hit in hits),
    )


def _asked(request: Request) -> tuple[str, str]:
    query = request.query_params.get("q", "").strip()
    if len(query) > _LENGTH:
        raise ParameterError("q", query, "length", most=_LENGTH)
    return query, choice_of(request, "type", KINDS)


async def _search(service: Service, query: str, kind: str, language: str, state: str, limit: int) -> list[Hit]:
    if not query:
        return []
    index = service.publication.search_index()
    kinds = [kind.capitalize()] if kind else []
    return await anyio.to_thread.run_sync(functools.partial(index.search, query, kinds, language or None, limit, state or None))


API_ROUTES = [Route("/api/search", search_as_json)]
ROUTES = [Route("/{language}/search", show_search)]
