"""The ontology and the vocabularies over HTTP: a page for people, RDF for programs, and the context of JSON-LD."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib.resources import files

import anyio.to_thread
from pyoxigraph import RdfFormat, parse, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.description import SERIALISED
from api.freshness import CACHING, entity_tag, is_held, not_modified
from api.glossary import KINDS, read_ontology, read_scheme, scheme_keys, source_of
from api.negotiation import DESCRIPTIONS, GRAPHS, Format, choose, header_list
from api.pages import Pages
from api.state import service_of
from api.translation import Words, preferred_language
from graph.terms import PREFIXES

_EXTENSIONS = {offer.extension: offer for offer in GRAPHS}
_CONTEXT = "application/ld+json"


async def ontology(request: Request) -> Response:
    """The ontology in the format asked for: by the header, or by the end of the address."""
    return await _resource(request, None, "ontology", "", request.path_params.get("extension"))


async def vocabulary(request: Request) -> Response:
    """One vocabulary, or a concept of it, which is told with its vocabulary."""
    name, _, extension = request.path_params["key"].partition(".")
    concept = request.path_params.get("concept", "")
    return await _resource(request, _known(request, name), f"vocabulary/{name}", concept, extension or None)


async def show_ontology(request: Request) -> Response:
    """The page of the ontology."""
    pages, words = _pages(request)
    glossary = read_ontology()
    groups = [(kind, [entry for entry in glossary.entries if entry.kind == kind]) for kind in KINDS]
    return pages.render(
        request,
        "ontology.html",
        words,
        glossary=glossary,
        groups=groups,
        schemes=_schemes(),
        data_href=lambda ending: f"/ontology.{ending}",
    )


async def show_vocabulary(request: Request) -> Response:
    """The page of one vocabulary."""
    pages, words = _pages(request)
    key = _known(request, request.path_params["key"])
    href = f"/vocabulary/{key}"
    return pages.render(
        request, "vocabulary.html", words, glossary=read_scheme(key), key=key, data_href=lambda ending: f"{href}.{ending}"
    )


async def context(request: Request) -> Response:
    """The JSON-LD context, made by scripts/generate_context.py."""
    return _answer(request, files("ontology").joinpath("context.jsonld").read_bytes(), _CONTEXT)


async def _resource(request: Request, scheme: str | None, page: str, anchor: str, extension: str | None) -> Response:
    if extension is not None and extension not in _EXTENSIONS:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"{request.url.path}: the ends are {', '.join(sorted(_EXTENSIONS))}")
    chosen = _EXTENSIONS[extension] if extension else choose(DESCRIPTIONS, header_list(request.headers, "accept"), None)
    if chosen.name == "html":
        language = preferred_language(request.headers.get("accept-language"))
        place = f"/{language}/{page}" + (f"#{anchor}" if anchor else "")
        return RedirectResponse(place, HTTPStatus.SEE_OTHER, headers={"Vary": "Accept, Accept-Language"})
    return _answer(request, await anyio.to_thread.run_sync(lambda: _written(scheme, chosen)), chosen.content_type)


def _answer(request: Request, body: bytes, content_type: str) -> Response:
    tag = entity_tag(body, content_type)
    headers = {**CACHING, "ETag": tag}
    return not_modified(headers) if is_held(request, tag) else Response(body, headers=headers, media_type=content_type)


@cache
def _written(scheme: str | None, chosen: Format) -> bytes:
    """The Turtle as it was written by hand, with its comments; other formats from its triples."""
    source = source_of(scheme)
    if chosen.name == "turtle":
        return source
    return serialize(parse(source, RdfFormat.TURTLE), format=SERIALISED[chosen.name], prefixes=_own_prefixes(scheme)) or b""


def _own_prefixes(scheme: str | None) -> dict[str, str]:
    return {**PREFIXES, **(read_ontology() if scheme is None else read_scheme(scheme)).prefixes}


def _pages(request: Request) -> tuple[Pages, Words]:
    pages = service_of(request).pages
    return pages, pages.words(request)


def _schemes() -> list[tuple[str, object]]:
    return [(key, read_scheme(key)) for key in scheme_keys()]


def _known(request: Request, key: str) -> str:
    """The key of a vocabulary.

    Raises:
        HTTPException: 404, there is none of this name.
    """
    if key not in scheme_keys():
        raise HTTPException(HTTPStatus.NOT_FOUND, f"{request.url.path}: the vocabularies are {', '.join(scheme_keys())}")
    return key


_READ = ["GET", "HEAD"]
DATA_ROUTES = [
    Route("/ontology", ontology, methods=_READ),
    Route("/ontology.{extension}", ontology, methods=_READ),
    Route("/ns", ontology, methods=_READ),  # where its terms are minted; a fragment stays with the client
    Route("/ns/{version}", ontology, methods=_READ),
    Route("/vocabulary/{key}", vocabulary, methods=_READ),
    Route("/vocabulary/{key}/{concept}", vocabulary, methods=_READ),
    Route("/context.jsonld", context, methods=_READ),
]
ROUTES = [
    Route("/{language}/ontology", show_ontology, methods=_READ),
    Route("/{language}/vocabulary/{key}", show_vocabulary, methods=_READ),
]
