"""The icon, where browsers and readers of feeds look for it without having seen a page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


async def give_icon(request: Request) -> Response:
    """The icon in three sizes."""
    return Response(_icon(), media_type="image/x-icon", headers={"Cache-Control": "public, max-age=86400"})


@cache
def _icon() -> bytes:
    return files("api").joinpath("static", "favicon.ico").read_bytes()


ROUTES = [Route("/favicon.ico", give_icon)]
