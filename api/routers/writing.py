"""The page on which a query is written."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.state import service_of

_FIRST = """PREFIX jk: <https://w3id.org/jarlyk/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?body ?name (COUNT(?mandate) AS ?mandates)
WHERE {
  ?mandate a jk:Mandate ; jk:holder ?body .
  ?body skos:prefLabel ?name
}
GROUP BY ?body ?name
ORDER BY DESC(?mandates)
LIMIT 50"""


async def show_writing(request: Request) -> Response:
    """A form that sends its query to the endpoint."""
    service = service_of(request)
    words = service.pages.words(request)
    return service.pages.render(
        request,
        "sparql.html",
        words,
        query=request.query_params.get("query", _FIRST),
        seconds=words.number(service.settings.query_deadline_s),
    )


ROUTES = [Route("/{language}/sparql", show_writing)]
