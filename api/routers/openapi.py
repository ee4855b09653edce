"""The description of the service for programs, at /api/openapi.json."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.addresses import root_address
from api.freshness import entity_tag, is_held, not_modified
from api.openapi import description
from api.parameters import language_of
from api.state import service_of
from api.tables import render_json


async def describe(request: Request) -> Response:
    """OpenAPI 3.1, in the language that is asked for."""
    root = root_address(service_of(request).settings.public_url, request)
    body = render_json(description(language_of(request), root))
    headers = {"ETag": entity_tag(body), "Cache-Control": "no-cache", "Vary": "Accept-Language"}
    if is_held(request, headers["ETag"]):
        return not_modified(headers)
    return Response(body, headers=headers, media_type="application/json")


ROUTES = [Route("/api/openapi.json", describe)]
