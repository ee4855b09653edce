"""The picture: a page with a frame, and the self-contained page that is in it."""

from __future__ import annotations

import functools
from importlib.metadata import version
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.addresses import Addresses
from api.asking import ThreadedGraph
from api.freshness import CACHING, entity_tag, is_held, not_modified
from api.parameters import choice_of
from api.picture import FRAME_POLICY, draw_picture, framed
from api.state import Service, service_of
from graph.question_headers import LANGUAGES
from viz.scene import Links


async def show_view(request: Request) -> Response:
    """The page around the picture."""
    service = service_of(request)
    words = service.pages.words(request)
    of = request.query_params.get("of") or None
    frame = "/api/view?" + urlencode({"lang": words.language} | ({"of": of} if of else {}))
    names = await service.asked.names([of] if of else [])
    return service.pages.render(request, "view.html", words, of=of, frame=frame, names=names)


async def draw(request: Request) -> Response:
    """The picture itself: a page that needs nothing else and may run only its own script."""
    service = service_of(request)
    language = choice_of(request, "lang", LANGUAGES) or "en"
    alone, of = "download" in request.query_params, request.query_params.get("of") or None
    tag = entity_tag(service.publication.state(), version("jarlyk"), "view", language, of, alone)
    headers = {**CACHING, "ETag": tag, "Content-Security-Policy": FRAME_POLICY}
    if is_held(request, tag):
        return not_modified(headers)
    picture = await _draw(service, language, of, alone)
    if alone:
        headers["Content-Disposition"] = 'attachment; filename="jarlyk.html"'
    return Response(picture, media_type="text/html; charset=utf-8", headers=headers)


async def _draw(service: Service, language: str, of: str | None, alone: bool) -> str:
    key = service.publication.generation().number, language, of, alone
    kept = service.pictures.get(key)
    if kept is not None:
        return kept
    draw = functools.partial(
        draw_picture, ThreadedGraph(service.asked, whole=True), language, of, _links(service, language, alone)
    )
    picture = await anyio.to_thread.run_sync(draw)
    return service.pictures.put(key, picture if alone else framed(picture))


def _links(service: Service, language: str, alone: bool) -> Links:
    if alone:
        return Links()
    addresses = Addresses(service.base)
    return Links(functools.partial(addresses.page, language), functools.partial(addresses.place, language))


API_ROUTES = [Route("/api/view", draw)]
ROUTES = [Route("/{language}/view", show_view)]
