"""One table: what went wrong → the status and the kind of problem; and its body as problem+json (RFC 9457).

Words for people reading a page are in `translations/`, under `problem.<kind>`; the detail is the error's own message.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.guard import QueryRefusedError
from api.negotiation import NotAcceptableError, UnknownFormatError
from api.query_errors import (
    BusyError,
    DeadlineError,
    IsolationError,
    QueryFailedError,
    QuerySyntaxError,
    WorkerLostError,
    WorkerStartError,
)
from graph.errors import StoreError
from graph.naming import NotFoundError
from ontology.errors import DataError, JarlykError

PROBLEM_BASE = "https://w3id.org/jarlyk/problem/"


class RequestError(JarlykError):
    """A request that does not follow the protocol; `status` says how."""

    def __init__(self, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status


class ServiceError(JarlykError):
    """The service cannot be started."""


class NotFoundInDocumentsError(JarlykError):
    """What was asked for is not found in these documents; it may well exist outside them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a client is told. `kind` ends the problem's type and names its words in the translations."""

    status: int
    kind: str
    detail: str
    extra: dict[str, Any]
    retry_after_s: int | None = None

    def body(self, instance: str) -> bytes:
        """The problem+json body."""
        members = {
            "type": PROBLEM_BASE + self.kind,
            "title": self.kind.replace("-", " ").capitalize(),
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        return json.dumps(members | self.extra, ensure_ascii=False).encode()

    @property
    def headers(self) -> dict[str, str]:
        """What the status asks for besides the body."""
        return {"Retry-After": str(self.retry_after_s)} if self.retry_after_s is not None else {}


_KINDS: tuple[tuple[type[JarlykError], int, str], ...] = (
    (QuerySyntaxError, HTTPStatus.BAD_REQUEST, "query-unreadable"),
    (QueryFailedError, HTTPStatus.BAD_REQUEST, "query-failed"),
    (QueryRefusedError, HTTPStatus.FORBIDDEN, "query-refused"),
    (UnknownFormatError, HTTPStatus.BAD_REQUEST, "unknown-format"),
    (NotAcceptableError, HTTPStatus.NOT_ACCEPTABLE, "not-acceptable"),
    (DeadlineError, HTTPStatus.GATEWAY_TIMEOUT, "deadline"),
    (WorkerLostError, HTTPStatus.SERVICE_UNAVAILABLE, "out-of-memory"),
    (WorkerStartError, HTTPStatus.SERVICE_UNAVAILABLE, "nothing-published"),
    (IsolationError, HTTPStatus.SERVICE_UNAVAILABLE, "no-isolation"),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE, "nothing-published"),
    (NotFoundError, HTTPStatus.NOT_FOUND, "not-found"),
    (NotFoundInDocumentsError, HTTPStatus.NOT_FOUND, "not-found"),
    (DataError, HTTPStatus.INTERNAL_SERVER_ERROR, "data"),
    (JarlykError, HTTPStatus.BAD_REQUEST, "bad-request"),
)
_RETRY_AFTER_S = 5
_BY_STATUS = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 414: "too-long", 415: "media-type", 429: "too-often"}


def problem_of(error: Exception) -> Problem:
    """The problem that an error is to the client. What is not ours is told as a fault without its words."""
    if isinstance(error, RequestError):
        return Problem(error.status, _BY_STATUS.get(error.status, "bad-request"), str(error), {})
    for kind, status, name in _KINDS:
        if isinstance(error, kind):
            retry = _RETRY_AFTER_S if isinstance(error, BusyError) else None
            return Problem(status, name, str(error), _extra(error), retry)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", "the service failed; the fault is in its log", {})


def problem_of_status(status: int, detail: str) -> Problem:
    """The problem of a plain HTTP error such as an unknown address."""
    return Problem(
        status, _BY_STATUS.get(status, "bad-request" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "fault"), detail, {}
    )


def problem_response(problem: Problem, request: Request) -> Response:
    """The problem as problem+json."""
    headers = {"Cache-Control": "no-store", "Vary": "Accept"} | problem.headers
    return Response(problem.body(request.url.path), problem.status, headers=headers, media_type="application/problem+json")


def _extra(error: JarlykError) -> dict[str, Any]:
    names = ("line", "column", "deadline_s", "reason")
    return {name: value for name in names if (value := getattr(error, name, None)) is not None}
