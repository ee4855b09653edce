"""What those who run the service may ask of it over HTTP, with a token of the scope `admin`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.access import require
from api.state import service_of


async def reload(request: Request) -> Response:
    """Reads the published generation anew, with new query workers, in every process of the service."""
    require(request, "admin")
    service = service_of(request)
    service.reload()
    service.reloads.tell()
    number = service.publication.generation().number
    return JSONResponse({"generation": number}, headers={"Cache-Control": "no-store"})


API_ROUTES = [Route("/api/admin/reload", reload, methods=["POST"])]
