"""Entity tags for the pages for people: a browser or a cache that holds one is told so before any work is done."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.addresses import root_address
from api.freshness import entity_tag, is_held
from api.settings import Settings
from api.state import Service
from api.translation import LANGUAGES
from graph.errors import StoreError


class KeptPages:
    """ASGI middleware. A page follows from the published state, its address and the templates, which are those of one run."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._run = settings.run_folder or secrets.token_hex(8)  # the processes of one service share a folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Says that the page is held, or passes the request on and tags the page that comes."""
        tag = self._tag(scope)
        if tag is None:
            await self._app(scope, receive, send)
        elif is_held(Request(scope), tag):
            held = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
            await Response(status_code=HTTPStatus.NOT_MODIFIED, headers=held)(scope, receive, send)
        else:

            async def tagged(message: Message) -> None:
                if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
                    MutableHeaders(scope=message).setdefault("ETag", tag)
                await send(message)

            await self._app(scope, receive, tagged)

    def _tag(self, scope: Scope) -> str | None:
        """The tag of a page, as it is before the work: a build may publish meanwhile. None: no page, or nothing is published."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].split("/")[1] not in LANGUAGES:
            return None
        request = Request(scope)
        service: Service = scope["app"].state.service
        try:
            state = service.publication.state()
        except StoreError:
            return None
        root = root_address(service.settings.public_url, request)
        return entity_tag(state, self._run, root, request.url.path, request.url.query)
