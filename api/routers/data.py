"""The documents that tell of a node: its triples in each format, at an address of their own; and the plain text of a file."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import quote, unquote

import anyio.to_thread
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.addresses import Addresses, data_path
from api.asking import bind, read_query
from api.errors import NotFoundInDocumentsError
from api.freshness import CACHING, entity_tag, is_held, not_modified
from api.negotiation import GRAPHS, TEXT, Format, choose, header_list
from api.paging import ROWS_HEADER
from api.parameters import iri_of
from api.routers.sparql import TRUNCATED_HEADER
from api.state import Service, service_of
from graph.json_ld import compacted
from graph.terms import PREFIXES

_SERIALISED = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
_EXTENSIONS = {offer.extension: offer for offer in GRAPHS}


async def give(request: Request) -> Response:
    """The triples of the node at this path; the end of the path names the format, or else the header does."""
    service = service_of(request)
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    path, _, extension = raw.decode("ascii", "replace").partition("?")[0].removeprefix("/data/").rpartition(".")
    if extension == TEXT.extension:
        return _text(service, Addresses(service.base).iri(path))
    named = extension in _EXTENSIONS
    key = path if named else raw.decode("ascii", "replace").partition("?")[0].removeprefix("/data/")
    chosen = _EXTENSIONS[extension] if named else choose(GRAPHS, header_list(request.headers, "accept"), None)
    return await _given(request, service, Addresses(service.base).iri(key), chosen)


async def give_by_iri(request: Request) -> Response:
    """The same by `?iri=`, for a node of any name."""
    chosen = choose(GRAPHS, header_list(request.headers, "accept"), request.query_params.get("format"))
    return await _given(request, service_of(request), iri_of(request, "iri"), chosen)


async def _given(request: Request, service: Service, iri: str, chosen: Format) -> Response:
    tag = entity_tag(service.publication.state(), "data", iri, chosen.name, service.settings.row_limit)
    place = data_path(service.base, iri, chosen.extension)
    headers = {**CACHING, "ETag": tag, "Content-Location": place, "Link": f'<{_encoded(iri)}>; rel="describes"'}
    if is_held(request, tag):
        return not_modified(headers)
    triples, cut = await _triples(service, iri)
    if not triples:
        raise NotFoundInDocumentsError(f"nothing was found about {iri} in these documents", ("told.not-found", {"iri": iri}))
    if cut:
        headers |= {TRUNCATED_HEADER: f"rows={service.settings.row_limit}", ROWS_HEADER: f"at-least={len(triples)}"}
    body = await anyio.to_thread.run_sync(written, triples, chosen)
    return Response(body, headers=headers, media_type=chosen.content_type)


async def _triples(service: Service, iri: str) -> tuple[list[Triple], bool]:
    """What is known of a node: for a graph its triples, for the file of a method's places those places."""
    try:
        node = NamedNode(iri)
    except ValueError:
        raise NotFoundInDocumentsError(f"{iri!r} is no IRI", ("told.no-iri", {"iri": iri})) from None
    key = iri.removeprefix(service.base)
    if key.startswith("graph/"):
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}"
    elif key.startswith("document/") and "/evidence/" in key and "#" not in key:
        document, _, method = iri.partition("/evidence/")
        query = bind(read_query("described-places"), {"document": [document], "method": [Literal(unquote(method))]})
    else:
        query = bind(read_query("described"), {"node": [iri], "subject": [iri], "value": [iri]})
    triples, cut = await service.asked.triples(query)
    return sorted(triples, key=lambda triple: (triple.subject != node, str(triple))), cut


def written(triples: Iterable[Triple], chosen: Format) -> bytes:
    """Triples in a format; JSON-LD in the names of our context."""
    if chosen.name == "jsonld":
        return compacted(triples)
    return serialize(triples, format=_SERIALISED[chosen.name], prefixes=PREFIXES) or b""


def _text(service: Service, iri: str) -> Response:
    text = service.publication.text(iri)
    if text is None:
        raise NotFoundInDocumentsError(f"{iri}: its text is not held here", ("told.no-text", {"iri": iri}))
    return PlainTextResponse(text, HTTPStatus.OK, headers={**CACHING, "Link": f'<{_encoded(iri)}>; rel="describes"'})


def _encoded(iri: str) -> str:
    """An IRI as a header can hold it."""
    return quote(iri, safe="/-._~%:@!$&'()*+,;=#?")


ROUTES = [Route("/data", give_by_iri), Route("/data/{key:path}", give)]
