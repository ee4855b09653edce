"""What those who run the service may ask of it over HTTP, with a token of the scope `admin`."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.access import require
from api.state import service_of


async def reload(request: Request) -> Response:
    """Forgets what was read of the published generation and reads it anew, with new query workers."""
    require(request, "admin")
    service = service_of(request)
    service.publication.forget()
    service.pool.renew()
    number = service.publication.generation().number
    return JSONResponse({"generation": number}, headers={"Cache-Control": "no-store"})


API_ROUTES = [Route("/api/admin/reload", reload, methods=["POST"])]
