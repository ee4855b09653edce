"""The descriptions of the service and of its data, at the bare endpoint and at the address that VoID registers for it."""

from __future__ import annotations

from collections.abc import Callable

import anyio.to_thread
from pyoxigraph import Triple
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.addresses import root_address
from api.description import Description, written
from api.freshness import CACHING, entity_tag, is_held, not_modified
from api.negotiation import DESCRIPTIONS, GRAPHS, Format, choose, header_list
from api.state import service_of
from api.translation import preferred_language

LINK = '</.well-known/void>; rel="describedby", </sparql>; rel="service-desc"'
_HEADERS = {**CACHING, "Link": LINK}


async def describe_service(request: Request) -> Response:
    """The endpoint without a query: triples about it, or for a browser the page on which a query is written."""
    chosen = choose(DESCRIPTIONS, header_list(request.headers, "accept"), None)
    if chosen.name == "html":
        language = preferred_language(request.headers.get("accept-language"))
        return RedirectResponse(f"/{language}/sparql", 303, headers={"Vary": "Accept, Accept-Language", "Link": LINK})
    return await _described(request, chosen, Description.of_service)


async def describe_dataset(request: Request) -> Response:
    """VoID and DCAT: what the data is, how much, and where."""
    return await _described(request, choose(GRAPHS, header_list(request.headers, "accept"), None), Description.of_dataset)


async def _described(request: Request, chosen: Format, about: Callable[[Description], list[Triple]]) -> Response:
    service = service_of(request)
    root = root_address(service.settings.public_url, request)
    state, licence = service.publication.state(), service.settings.data_licence
    figures = await service.statistics.of(state)
    counted = len(figures.graphs), len(figures.classes), figures.triples  # what took too long once may be counted next time
    tag = entity_tag(state, about.__name__, root, chosen.name, licence, counted)
    headers = {**_HEADERS, "ETag": tag}
    if is_held(request, tag):
        return not_modified(headers)
    body = service.descriptions.get(tag)
    if body is None:
        description = Description(root, service.publication.generation().manifest, figures, licence)
        body = await anyio.to_thread.run_sync(lambda: written(about(description), chosen))
        service.descriptions.put(tag, body)
    return Response(body, headers=headers, media_type=chosen.content_type)


ROUTES = [Route("/.well-known/void", describe_dataset, methods=["GET", "HEAD"])]
