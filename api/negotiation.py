"""Which format an answer takes: from `format=`, else from the Accept header with its q-values."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers

from ontology.errors import JarlykError


class NotAcceptableError(JarlykError):
    """No format that the client accepts is offered for this kind of answer; `told` says it in the words of the translations."""

    def __init__(self, accept: str, offers: str) -> None:
        self.told = ("told.accept", {"accept": accept, "offers": offers})
        super().__init__(f"nothing in 'Accept: {accept}' is offered for this query; ask for one of {offers}")


class UnknownFormatError(JarlykError):
    """`format=` names a format that is not offered."""

    def __init__(self, wanted: str, offers: str) -> None:
        self.told = ("told.format", {"wanted": wanted, "offers": offers})
        super().__init__(f"format={wanted}: choose one of {offers}")


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: its short name, its media types, and a file's extension.

    The first media type is the one that is sent; the others are what clients call it too, and count only where they are named.
    """

    name: str
    media_types: tuple[str, ...]
    extension: str

    @property
    def content_type(self) -> str:
        """The header's value."""
        media = self.media_types[0]
        return f"{media}; charset=utf-8" if media.startswith("text/") else media


SOLUTIONS = (
    Format("json", ("application/sparql-results+json", "application/json"), "srj"),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "srx"),
    Format("csv", ("text/csv",), "csv"),
    Format("tsv", ("text/tab-separated-values",), "tsv"),
)
TRUTHS = SOLUTIONS
GRAPHS = (
    Format("turtle", ("text/turtle", "application/x-turtle"), "ttl"),
    Format("ntriples", ("application/n-triples", "text/plain"), "nt"),
    Format("jsonld", ("application/ld+json", "application/json"), "jsonld"),
    Format("rdfxml", ("application/rdf+xml", "application/xml"), "rdf"),
)
_LONG = 300  # characters of headers; choices by longer ones are not kept
HTML = Format("html", ("text/html", "application/xhtml+xml"), "html")
TEXT = Format("text", ("text/plain",), "txt")
DESCRIPTIONS = (*GRAPHS, HTML)  # of the service: a program that does not say what it wants is given triples
RESOURCES = (HTML, *GRAPHS)  # of what the graph is about: who does not say is shown the page
DOCUMENTS = (HTML, TEXT, *GRAPHS)  # a file has a text too
# What `format=` is given by clients and other servers' habits; Turtle is a part of N3.
_ALIASES = {
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "json-ld": "jsonld",
    "json": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "xml": "rdfxml",
}


def header_list(headers: Headers, name: str) -> str | None:
    """A header whose value is a list, as one line however many lines it came in; None where it is missing."""
    lines = headers.getlist(name)
    return ", ".join(lines) if lines else None


def raw_list(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str | None:
    """The same from the headers of an ASGI scope."""
    lines = [value for key, value in headers if key == name]
    return b", ".join(lines).decode("latin-1") if lines else None


def offered(form: str | None) -> tuple[Format, ...]:
    """The formats for a query of this form; a query without a form is about to be refused by the engine."""
    return GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else SOLUTIONS


def choose(offers: tuple[Format, ...], accept: str | None, wanted: str | None) -> Format:
    """The format for an answer. `wanted`: the parameter, a name or a media type, or several with commas between.

    Raises:
        UnknownFormatError: nothing of `wanted` is offered.
        NotAcceptableError: the header rules out all that is offered.
    """
    if wanted:
        for name in wanted.lower().split(","):
            for offer in offers:
                if _is_called(offer, name.strip().replace(" ", "+")):  # a bare + in an address is read as a space
                    return offer
        raise UnknownFormatError(wanted, ", ".join(offer.name for offer in offers))
    ranges = _ranges(accept or "")
    if not ranges:
        return offers[0]
    ranked = [(_quality_of(offer, ranges), -rank) for rank, offer in enumerate(offers)]
    quality, rank = max(ranked)
    if quality <= 0:
        kinds = ", ".join(offer.media_types[0] for offer in offers)
        raise NotAcceptableError(accept or "", kinds)
    return offers[-rank]


def choose_for(form: str | None, accept: str | None, wanted: str | None) -> Format:
    """The format for the answer to a query of this form; raises as `choose` does."""
    short = len(accept or "") + len(wanted or "") <= _LONG
    return _kept_choice(form, accept, wanted) if short else choose(offered(form), accept, wanted)


@functools.lru_cache(maxsize=512)
def _kept_choice(form: str | None, accept: str | None, wanted: str | None) -> Format:
    """Clients send the same few headers again and again."""
    return choose(offered(form), accept, wanted)


def _is_called(offer: Format, name: str) -> bool:
    return name in (offer.name, *offer.media_types) or _ALIASES.get(name) == offer.name


def prefers_html(accept: str | None) -> bool:
    """Whether the client is a browser: it takes HTML at least as gladly as JSON, and says so by name."""
    ranges = _ranges(accept or "")
    return ("text/html" in ranges) and _quality(ranges, "text/html") >= _quality(ranges, "application/json")


def packing_for(accept_encoding: str) -> str | None:
    """How Accept-Encoding lets an answer be packed: "br" where it is named, "gzip" also by `*`, and not with a weight of 0."""
    if not accept_encoding:
        return None
    ranges = _ranges(accept_encoding)
    brotli, gzip = ranges.get("br", 0.0), ranges.get("gzip", ranges.get("*", 0.0))
    if brotli > 0 and brotli >= gzip:
        return "br"
    return "gzip" if gzip > 0 else None


def _quality_of(offer: Format, ranges: dict[str, float]) -> float:
    first, *others = offer.media_types
    return max([_quality(ranges, first), *(ranges[media] for media in others if media in ranges)])


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for item in accept.split(",")[:64]:
        media, *parameters = [part.strip() for part in item.split(";")]
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _number(value.strip())
        if media:
            found[media.lower()] = quality
    return found


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(max(value, 0.0), 1.0) if value == value else 0.0  # a NaN equals nothing


def _quality(ranges: dict[str, float], media: str) -> float:
    """The q-value of the most specific range that covers the media type."""
    kind = media.partition("/")[0]
    for candidate in (media, f"{kind}/*", "*/*"):
        if candidate in ranges:
            return ranges[candidate]
    return 0.0
