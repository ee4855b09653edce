"""One table: what went wrong → the status and the kind of problem; and its body as problem+json (RFC 9457).

Words for people reading a page are in `translations/`, under `problem.<kind>`; the detail is the error's own message.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.guard import QueryRefusedError
from api.hopeless import Hint
from api.logs import TOLD
from api.negotiation import NotAcceptableError, UnknownFormatError
from api.query_errors import (
    BusyError,
    DeadlineError,
    EngineAwayError,
    IsolationError,
    QueryFailedError,
    QuerySyntaxError,
    SpaceError,
    WorkerLostError,
    WorkerStartError,
)
from api.told_errors import ToldError
from api.translation import LANGUAGES, Words, load_words, preferred_language
from graph.errors import StoreError
from graph.naming import NotFoundError
from ontology.errors import AskedError, DataError, JarlykError
from ontology.faults import Fault

PROBLEM_BASE = "https://w3id.org/jarlyk/problem/"


class RequestError(JarlykError):
    """A request that does not follow the protocol; `status` says how.

    `told`, where it is set, says the message in the language of the client: a key of the translations, and its values.
    """

    def __init__(
        self, message: str, status: int = HTTPStatus.BAD_REQUEST, told: tuple[str, dict[str, Any]] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.told = status, told
        self.headers: dict[str, str] = {}


class ServiceError(ToldError):
    """The service cannot be started."""


class NotFoundInDocumentsError(JarlykError):
    """What was asked for is not found in these documents; it may well exist outside them. `told` is as for `RequestError`."""

    def __init__(self, message: str, told: tuple[str, dict[str, Any]] | None = None) -> None:
        super().__init__(message)
        self.told = told


@dataclass(frozen=True, slots=True)
class Problem:
    """What a client is told. `kind` ends the problem's type and names its words in the translations.

    `told` are a key of the translations that says the detail in each language, and its values; `fault` has words of its own.
    Without either the detail is as it is.
    """

    status: int
    kind: str
    detail: str
    extra: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)
    told: tuple[str, dict[str, Any]] | None = None
    hints: tuple[Hint, ...] = ()
    fault: Fault | None = None

    def body(self, instance: str, words: Words) -> bytes:
        """The problem+json body in one language."""
        members = {
            "type": PROBLEM_BASE + self.kind,
            "title": words(f"problem.{self.kind}"),
            "status": self.status,
            "detail": self.detail_in(words),
            "instance": instance,
        }
        if self.hints:
            members["hints"] = [asdict(hint) | {"advice": self._advice(hint, words)} for hint in self.hints]
        return json.dumps(members | self.extra, ensure_ascii=False).encode()

    def detail_in(self, words: Words) -> str:
        """What is wrong with this very request, in a language; in English where there are no words for it."""
        if self.fault is not None:
            return self.fault.told(words.language)
        detail = self.detail if self.told is None else words(self.told[0], **self.told[1])
        return ". ".join([detail, *(self._advice(hint, words) for hint in self.hints)])

    @staticmethod
    def _advice(hint: Hint, words: Words) -> str:
        return words(f"hopeless.{hint.kind}", line=hint.line, pattern=hint.pattern)


_KINDS: tuple[tuple[type[JarlykError], int, str], ...] = (
    (QuerySyntaxError, HTTPStatus.BAD_REQUEST, "query-unreadable"),
    (QueryFailedError, HTTPStatus.BAD_REQUEST, "query-failed"),
    (QueryRefusedError, HTTPStatus.FORBIDDEN, "query-refused"),
    (UnknownFormatError, HTTPStatus.BAD_REQUEST, "unknown-format"),
    (NotAcceptableError, HTTPStatus.NOT_ACCEPTABLE, "not-acceptable"),
    (DeadlineError, HTTPStatus.SERVICE_UNAVAILABLE, "deadline"),
    (WorkerLostError, HTTPStatus.SERVICE_UNAVAILABLE, "out-of-memory"),
    (SpaceError, HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    (WorkerStartError, HTTPStatus.SERVICE_UNAVAILABLE, "nothing-published"),
    (IsolationError, HTTPStatus.SERVICE_UNAVAILABLE, "no-isolation"),
    (EngineAwayError, HTTPStatus.SERVICE_UNAVAILABLE, "engine-away"),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE, "nothing-published"),
    (NotFoundError, HTTPStatus.NOT_FOUND, "not-found"),
    (NotFoundInDocumentsError, HTTPStatus.NOT_FOUND, "not-found"),
    (DataError, HTTPStatus.INTERNAL_SERVER_ERROR, "data"),
    (JarlykError, HTTPStatus.BAD_REQUEST, "bad-request"),
)
_RETRY_AFTER_S = "5"
# Kinds whose detail is the same for every request, and stands in the translations.
_PASSING = frozenset({"busy", "engine-away"})  # what may be over in a moment
_TOLD = frozenset({"deadline", "out-of-memory", "no-isolation", "busy", "engine-away", "nothing-published"})
_BY_STATUS = {
    401: "unauthorised",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    414: "too-long",
    415: "media-type",
    429: "too-often",
}


def all_kinds() -> list[tuple[str, int]]:
    """Every kind of problem with its status, in the order of the statuses."""
    found = {name: int(status) for _, status, name in _KINDS} | {name: status for status, name in _BY_STATUS.items()}
    early = {"too-slow": 408, "headers-too-large": 431}  # told before there is a request (`api.connection`)
    return sorted((found | early | {"fault": 500}).items(), key=lambda entry: (entry[1], entry[0]))


def problem_of(error: Exception) -> Problem:
    """The problem that an error is to the client. What is not ours is told as a fault without its words."""
    if isinstance(error, RequestError):
        kind = _BY_STATUS.get(error.status, "bad-request")
        return Problem(error.status, kind, str(error), {}, dict(error.headers), error.told)
    for known, status, name in _KINDS:
        if isinstance(error, known):
            if isinstance(error, WorkerLostError) and error.outside:
                name = "busy"
            headers = {"Retry-After": _RETRY_AFTER_S} if name in _PASSING else {}
            extra = _extra(error)
            told = (f"told.{name}", extra) if name in _TOLD else getattr(error, "told", None) or _quoted(error)
            own = error.fault if isinstance(error, AskedError) or type(error) is JarlykError else None
            return Problem(status, name, str(error), extra, headers, told, getattr(error, "hints", ()), own)
    detail = "the service failed; the fault is in its log"
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", detail, {}, told=("told.fault", {}))


def _quoted(error: Exception) -> tuple[str, dict[str, Any]]:
    """A message that is there in English alone, within a sentence of each language."""
    return "told.other", {"reason": str(error)}


def problem_of_status(status: int, detail: str, told: tuple[str, dict[str, Any]] | None = None) -> Problem:
    """The problem of a plain HTTP error such as an unknown address."""
    kind = _BY_STATUS.get(status, "bad-request" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "fault")
    if told is None and status == HTTPStatus.NOT_FOUND:
        told = ("told.address", {})
    return Problem(status, kind, detail, {}, told=told)


def problem_response(problem: Problem, request: Request) -> Response:
    """The problem as problem+json."""
    words = load_words(_language_of(request))
    request.scope.setdefault(TOLD, {})["problem"] = problem.kind
    own = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", "Content-Language": words.language}
    body = problem.body(request.url.path, words)
    return Response(body, problem.status, headers=own | problem.headers, media_type="application/problem+json")


def _language_of(request: Request) -> str:
    """The language that `lang=` (of a question `language=`) names, else the one that the client prefers."""
    named = request.query_params.get("lang") or request.query_params.get("language", "")
    return named if named in LANGUAGES else preferred_language(request.headers.get("accept-language"))


def _extra(error: JarlykError) -> dict[str, Any]:
    names = ("line", "column", "deadline_s", "reason")
    return {name: value for name in names if (value := getattr(error, name, None)) is not None}
