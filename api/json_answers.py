"""Answers in JSON that clients may keep: with an entity tag of the published state, of what was asked and of the language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.freshness import entity_tag, is_held, not_modified
from api.state import Service, service_of
from api.translation import preferred_language


@dataclass(frozen=True, slots=True)
class Answered:
    """The content of an answer, and headers of its own."""

    content: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)


async def as_json(request: Request, make: Callable[[Service], Awaitable[Answered]], varies: bool = False) -> Response:
    """The answer, or 304 where the client holds it. `varies`: by the language that the client prefers."""
    service = service_of(request)
    language = preferred_language(request.headers.get("accept-language")) if varies else ""
    tag = entity_tag(service.publication.state(), request.url.path, request.url.query, language, service.settings.row_limit)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Language" if varies else "Accept"}
    if is_held(request, tag):
        return not_modified(headers)
    answered = await make(service)
    return JSONResponse(dict(answered.content), headers=headers | dict(answered.headers))
