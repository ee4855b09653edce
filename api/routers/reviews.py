"""Reviews over HTTP: holders of a token with the scope `review` judge a node; and it takes effect at once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import anyio.to_thread
from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.access import require
from api.errors import NotFoundInDocumentsError, RequestError
from api.neighbours import read_classes
from api.parameters import window_of
from api.protocol import read_body
from api.state import service_of
from graph.layout import Layout
from graph.terms import JK, PROV
from graph.written_reviews import VERDICTS, Review, read_reviews, write_review

_REASON = 2_000  # characters
_PAGE, _PAGE_MOST = 100, 1_000
_MEMBERS = {"about", "verdict", "reason"}
_TOLD = {JK.reviews: "about", JK.verdict: "verdict", JK.reviewer: "reviewer", JK.reason: "reason", PROV.endedAtTime: "time"}


async def give_review(request: Request) -> Response:
    """Writes a review down; the name of the token's holder stands for who gave it."""
    token = require(request, "review")
    service = service_of(request)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise RequestError("no application/json", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, ("told.json-media", {"media": media}))
    about, verdict, reason = _read(await read_body(request, service.settings.body_limit_kb * 1024))
    if about not in await read_classes(service.asked, [about]):
        raise NotFoundInDocumentsError(f"nothing was found about {about} in these documents", ("told.not-found", {"iri": about}))
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    review = Review(about, verdict, token.holder, reason, now)
    path = Layout(service.settings.store).reviews
    iri = await anyio.to_thread.run_sync(write_review, path, review, service.base)
    service.reviewing.wake()
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({"iri": iri, "time": now}, HTTPStatus.ACCEPTED, headers=headers)


async def list_reviews(request: Request) -> Response:
    """All reviews that were written down here, the newest first."""
    require(request, "review")
    window = window_of(request, _PAGE, _PAGE_MOST)
    triples = await anyio.to_thread.run_sync(read_reviews, Layout(service_of(request).settings.store).reviews)
    found: dict[str, dict[str, str]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            row = found.setdefault(triple.subject.value, {"iri": triple.subject.value})
            if triple.predicate in _TOLD:
                row[_TOLD[triple.predicate]] = triple.object.value
    rows = [*reversed(found.values())]
    headers = {"Cache-Control": "no-store"} | window.links(request, window.pages(len(rows)))
    return JSONResponse({"reviews": [*window.cut(rows)], **window.members(len(rows))}, headers=headers)


def _read(body: bytes) -> tuple[str, str, str]:
    """The node, the verdict and the reason.

    Raises:
        RequestError: something else.
    """
    wrong = RequestError("the body is no review", told=("told.json-body", {"verdicts": ", ".join(VERDICTS), "most": _REASON}))
    try:
        told: Any = json.loads(body)
        about, verdict, reason = told["about"], told["verdict"], told.get("reason", "")
        sound = set(told) <= _MEMBERS and verdict in VERDICTS and isinstance(reason, str) and len(reason) <= _REASON
        node = NamedNode(about).value
        reason.encode()  # half of a surrogate pair cannot be written
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise wrong from None
    if not sound:
        raise wrong
    return node, verdict, reason.strip()


API_ROUTES = [
    Route("/api/reviews", list_reviews, methods=["GET", "HEAD"]),
    Route("/api/reviews", give_review, methods=["POST"]),
]
