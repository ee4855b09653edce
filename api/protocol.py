"""A SPARQL Protocol request → a query, its dataset and its format; or the reason why it is none."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

import anyio.to_thread
from pyoxigraph import NamedNode
from starlette.requests import Request

from api.errors import RequestError
from api.freshness import entity_tag
from api.guard import InspectedQuery, QueryRefusedError, inspect
from api.negotiation import GRAPHS, Format, choose_for, raw_list
from api.settings import Settings
from api.worker_frames import QueryRequest
from graph.terms import PREFIXES

_LONG = 8_000  # characters; reading the tokens of more is left to a thread, so that others are answered meanwhile
_FIELDS = 200
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What a client asks."""

    query: InspectedQuery
    format: Format
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]

    def for_worker(self, settings: Settings, base: str) -> QueryRequest:
        """The same as a worker takes it; `base` is what relative IRIs are resolved against."""
        return QueryRequest(
            self.query.text,
            "ntriples" if self.format.name == "jsonld" else self.format.name,  # the names of our context are put in here
            default_graphs=self.default_graphs,
            named_graphs=self.named_graphs,
            rows=settings.row_limit,
            size=settings.answer_limit_mb * 1024 * 1024,
            prefixes=PREFIXES if self.format in GRAPHS else {},
            base=base,
        )

    def tag(self, state: str, settings: Settings) -> str:
        """The entity tag of the answer over a published state, for a lasting query."""
        limits = settings.row_limit, settings.answer_limit_mb
        return entity_tag(state, self.query.text, self.format.name, self.default_graphs, self.named_graphs, limits)


async def read_request(request: Request, settings: Settings) -> SparqlRequest:
    """Reads a request to the SPARQL endpoint.

    Raises:
        RequestError: it does not follow the protocol.
        QueryRefusedError: it is an update, or calls another server.
        UnknownFormatError, NotAcceptableError: no format fits.
    """
    encoded: bytes = request.scope["query_string"]
    if len(encoded) > settings.url_limit_kb * 1024:
        too_long = "the address is too long; send the query with POST"
        raise RequestError(too_long, HTTPStatus.REQUEST_URI_TOO_LONG, ("told.address-too-long", {}))
    pairs = _pairs(encoded)
    if request.scope["method"] == "POST":
        pairs += await _posted(request, settings)
    elif (raw_list(request.scope["headers"], b"content-length") or "0") != "0":
        raise RequestError("a GET with a body", told=("told.get-body", {}))
    work = functools.partial(_from_pairs, pairs, raw_list(request.scope["headers"], b"accept"))
    return await anyio.to_thread.run_sync(work) if sum(len(value) for _, value in pairs) > _LONG else work()


def _from_pairs(pairs: list[tuple[str, str]], accept: str | None) -> SparqlRequest:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values or any(name.startswith("using-") for name in values):
        raise QueryRefusedError("update")
    queries = values.get("query", [])
    if len(queries) != 1:
        raise RequestError("send exactly one query", told=("told.one-query", {}))
    if len(values.get("version", [])) > 1:
        raise RequestError("more than one version", told=("told.one-version", {}))
    query = inspect(queries[0])
    return SparqlRequest(
        query,
        choose_for(query.form, accept, ",".join(values.get("format", []))),
        tuple(_iri(iri) for iri in values.get("default-graph-uri", [])),
        tuple(_iri(iri) for iri in values.get("named-graph-uri", [])),
    )


async def _posted(request: Request, settings: Settings) -> list[tuple[str, str]]:
    media, charset = _media(request.headers.get("content-type", ""))
    if media == _UPDATE:
        raise QueryRefusedError("update")
    if media not in (_FORM, _QUERY) or charset not in ("utf-8", "utf8"):
        told = ("told.query-media", {"media": request.headers.get("content-type", "")})
        raise RequestError(f"neither {_FORM} nor {_QUERY} in UTF-8", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told)
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise RequestError("packed bodies are not read", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, ("told.packed-body", {}))
    body = await read_body(request, settings.body_limit_kb * 1024)
    if media == _FORM:
        return _pairs(body)
    return [("query", _decoded(body))]


def _media(content_type: str) -> tuple[str, str]:
    """The media type and the charset of a body; other parameters (`version` of SPARQL 1.2) say nothing that matters here."""
    media, *parameters = content_type.lower().split(";")
    named = {name.strip(): value.strip(' "') for name, _, value in (each.partition("=") for each in parameters)}
    return media.strip(), named.get("charset") or "utf-8"


async def read_body(request: Request, limit: int) -> bytes:
    """The body of a request.

    Raises:
        RequestError: it is larger than `limit` bytes.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limit:
            told = ("told.body-too-large", {"most": limit // 1024})
            raise RequestError(f"the body is larger than {limit} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
    return bytes(content)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a form or an address (WHATWG URL, section 5.1); the library's own reading takes four times as long."""
    if not encoded:
        return []
    if not encoded.isascii():
        raise RequestError("the parameters are not percent-encoded UTF-8", told=("told.not-encoded", {}))
    fields = encoded.split(b"&")
    if len(fields) > _FIELDS:
        raise RequestError(f"more than {_FIELDS} parameters", told=("told.parameters", {"most": _FIELDS}))
    pairs = (field.replace(b"+", b" ").partition(b"=") for field in fields if field)
    try:
        return [(_unquoted(name), _unquoted(value)) for name, _, value in pairs]
    except UnicodeDecodeError:
        raise RequestError("the parameters are not percent-encoded UTF-8", told=("told.not-encoded", {})) from None


def _unquoted(text: bytes) -> str:
    r"""Percent-decodes: %41 is read as Python's \x41, which takes a tenth of the time. A % before anything else is itself."""
    if b"%" not in text:
        return text.decode("ascii")
    escaped = text.replace(b"\\", b"\\\\").replace(b"%", b"\\x")
    try:
        return escaped.decode("unicode_escape").encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return unquote_to_bytes(text).decode("utf-8")


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(f"byte {error.start} is not UTF-8", told=("told.not-utf8", {"byte": error.start})) from None


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError:
        raise RequestError(f"{text!r} is no IRI of a graph", told=("told.graph-iri", {"iri": text})) from None
