"""What each kind of problem means: the page to which the types of problems lead (RFC 9457, section 3.1.1)."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.errors import all_kinds
from api.state import service_of
from api.translation import preferred_language


async def identify(request: Request) -> Response:
    """The address of a kind of problem: sends to its place on the page of all."""
    kind = request.path_params["kind"]
    if kind not in dict(all_kinds()):
        raise HTTPException(HTTPStatus.NOT_FOUND, f"{request.url.path}: no such kind of problem")
    language = preferred_language(request.headers.get("accept-language"))
    return RedirectResponse(f"/{language}/problems#{kind}", HTTPStatus.SEE_OTHER, headers={"Vary": "Accept-Language"})


async def show_problems(request: Request) -> Response:
    """All kinds of problems with their statuses."""
    pages = service_of(request).pages
    return pages.render(request, "problems.html", pages.words(request), kinds=all_kinds())


DATA_ROUTES = [Route("/problem/{kind}", identify)]
ROUTES = [Route("/{language}/problems", show_problems)]
