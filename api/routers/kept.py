"""The tables that a build keeps for itself: what their IRIs lead to, a page for people and triples for programs."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.freshness import CACHING, entity_tag, is_held, not_modified
from api.negotiation import DESCRIPTIONS, GRAPHS, choose, header_list
from api.routers.data import written
from api.state import service_of
from api.translation import LANGUAGES, load_words, preferred_language
from graph.kept_tables import NAMESPACE, column, queries
from graph.terms import PREFIXES, RDF, tagged

_EXTENSIONS = {offer.extension: offer for offer in GRAPHS}
_RDFS = PREFIXES["rdfs"]
_READ = ["GET", "HEAD"]


async def table(request: Request) -> Response:
    """What a table is, in the format asked for: by the header, or by the end of the address."""
    name, _, extension = request.path_params.get("table", "").partition(".")
    _require(request, name, not extension or extension in _EXTENSIONS)
    accept = header_list(request.headers, "accept")
    chosen = _EXTENSIONS[extension] if extension else choose(DESCRIPTIONS, accept, None)
    if chosen.name == "html":
        place = f"/{preferred_language(request.headers.get('accept-language'))}/kept/{name}"
        return RedirectResponse(place, HTTPStatus.SEE_OTHER, headers={"Vary": "Accept, Accept-Language"})
    body = written(_triples(name), chosen)
    headers = {**CACHING, "ETag": entity_tag(body, chosen.content_type)}
    if is_held(request, headers["ETag"]):
        return not_modified(headers)
    return Response(body, headers=headers, media_type=chosen.content_type)


async def show_table(request: Request) -> Response:
    """The page of a table, or of all."""
    pages, name = service_of(request).pages, request.path_params.get("table", "")
    words = pages.words(request)
    _require(request, name)
    ending = f"/kept/{name}" if name else "/kept/"
    return pages.render(
        request,
        "kept.html",
        words,
        name=name,
        iri=f"{NAMESPACE}{name}",
        columns=columns_of(name),
        tables=() if name else tuple(queries()),
        data_href=lambda extension: f"{ending}.{extension}",
    )


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """The variables of a table's query; of the mark that there are tables, its own."""
    if not name:
        return ("written",)
    found = Store().query(queries()[name])
    return tuple(variable.value for variable in found.variables) if isinstance(found, QuerySolutions) else ()


def _triples(name: str) -> list[Triple]:
    node = NamedNode(f"{NAMESPACE}{name}")
    about = [tagged(load_words(language)("kept.about"), language) for language in LANGUAGES]
    told = [Triple(node, NamedNode(_RDFS + "comment"), text) for text in about]
    for each in columns_of(name):
        term = column(name, each)
        told.append(Triple(term, RDF.type, NamedNode(PREFIXES["rdf"] + "Property")))
        told.append(Triple(term, NamedNode(_RDFS + "label"), Literal(each)))
        told.append(Triple(term, NamedNode(_RDFS + "isDefinedBy"), node))
    return told


def _require(request: Request, name: str, sound: bool = True) -> None:
    if not sound or (name and name not in queries()):
        raise HTTPException(HTTPStatus.NOT_FOUND, f"{request.url.path}: the tables are {', '.join(queries())}")


DATA_ROUTES = [Route("/kept/", table, methods=_READ), Route("/kept/{table}", table, methods=_READ)]
ROUTES = [
    Route("/{language}/kept/", show_table, methods=_READ),
    Route("/{language}/kept/{table}", show_table, methods=_READ),
]
