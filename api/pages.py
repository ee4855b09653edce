"""Pages: templates with autoescaping, and what every template can call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.addresses import Addresses, root_address
from api.asking import Name, Names
from api.document import context
from api.entity import Place
from api.glossary import Entry
from api.negotiation import GRAPHS
from api.published import Publication
from api.settings import Settings
from api.translation import LANGUAGES, OWN_NAMES, Words, load_words
from graph.errors import StoreError
from graph.findings.catalogue import Quote
from graph.generation import Generation
from graph.terms import PREFIXES, XSD

_MONTH = NamedNode(PREFIXES["xsd"] + "gYearMonth")
_QUOTE_LENGTH = 320
_SHORT_QUOTE = 80
_TURNED = frozenset({"page", "at"})  # parameters that show another part of a page


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language."""

    language: str
    name: str
    path: str
    address: str


class Pages:
    """Renders pages of one service."""

    def __init__(self, settings: Settings, publication: Publication) -> None:
        self._settings, self._publication = settings, publication
        self._environment = Environment(
            loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.filters |= {
            "shortened": shortened,
            "local_name": local_name,
            "in_order": in_order,
            "by_label": by_label,
        }
        self._environment.globals |= {"name_of": name_of, "property_name": property_name, "shown": shown}

    def words(self, request: Request) -> Words:
        """The language of a page, from its path.

        Raises:
            HTTPException: 404, the path begins with no language of ours.
        """
        language = request.path_params.get("language", request.url.path.split("/")[1])
        if language not in LANGUAGES:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"{request.url.path}: no such page")
        return load_words(language)

    def render(self, request: Request, template: str, words: Words, status: int = 200, **context: object) -> HTMLResponse:
        """A page. The context may bring `names` for the nodes that it shows."""
        generation = self._generation()
        base = generation.manifest.base if generation else self._settings.base
        addresses = Addresses(base)
        language = words.language
        values = {
            "t": words,
            "lang": language,
            "names": Names([]),
            "alternates": self._alternates(request),
            "canonical": self._canonical(request) if status < HTTPStatus.BAD_REQUEST else None,
            "graph_formats": [(offer.media_types[0], offer.extension) for offer in GRAPHS],
            "path": request.url.path,
            "generation": generation,
            "documents": _Documents(generation, self._publication),
            "href": lambda iri: addresses.page(language, iri),
            "place_href": lambda place: addresses.place(language, place.document, place.start, place.end),
            "report_href": lambda iri: addresses.report(language, iri),
            "is_ours": lambda iri: iri.startswith(base),
        }
        html = self._environment.get_template(template).render(values | context)
        return HTMLResponse(html, status, headers={"Content-Language": language, "Cache-Control": "no-cache"})

    def _generation(self) -> Generation | None:
        try:
            return self._publication.generation()
        except StoreError:
            return None

    def _alternates(self, request: Request) -> list[Alternate]:
        rest = re.sub(r"^/[a-z]{2}(?=/|$)", "", _raw_path(request)) or "/"
        query = f"?{request.url.query}" if request.url.query else ""
        root = root_address(self._settings.public_url, request)
        paths = ((code, f"/{code}{rest}{query}") for code in LANGUAGES)
        return [Alternate(code, OWN_NAMES[code], path, root + path) for code, path in paths]

    def _canonical(self, request: Request) -> str | None:
        """The page's own address, without the place that is marked in it; None where what it shows hangs on what is asked."""
        if not _TURNED.issuperset(request.query_params):
            return None
        page = request.query_params.get("page")
        query = f"?page={page}" if page and page.isdecimal() and page != "1" else ""
        return root_address(self._settings.public_url, request) + _raw_path(request) + query


class _Documents:
    """Names and languages of the documents that were read."""

    def __init__(self, generation: Generation | None, publication: Publication) -> None:
        self._manifest = generation.manifest if generation else None
        self._publication = publication

    def around(self, place: Place | Quote) -> tuple[str, str]:
        """What stands before and after a short quote, which alone says little (a cell with an abbreviation)."""
        if len(place.quote) > _SHORT_QUOTE:
            return "", ""
        text = self._publication.text(place.document)
        return context(text, place.start, place.end) if text else ("", "")

    def file(self, iri: str) -> str:
        entry = self._manifest.document(iri) if self._manifest else None
        return ", ".join(entry.file_names) if entry else local_name(iri)

    def language(self, iri: str) -> str | None:
        entry = self._manifest.document(iri) if self._manifest else None
        return entry.language or None if entry else None


@pass_context
def name_of(context: Context, iri: str) -> Name:
    """The name of a node in the language of the page, or the nearest."""
    names: Names = context["names"]
    words: Words = context["t"]
    return names.best(iri, sorted(LANGUAGES, key=words.rank))


@pass_context
def property_name(context: Context, iri: str) -> str:
    """What a property is called: in our words, else by its label in the graph, else by its own name."""
    words: Words = context["t"]
    return words.get(f"property.{local_name(iri)}") or name_of(context, iri).text


@pass_context
def shown(context: Context, literal: Literal) -> str:
    """A literal as people write it: dates in words, numbers with the marks of the language, true and false as yes and no."""
    words: Words = context["t"]
    kinds: dict[NamedNode, Callable[[], str]] = {
        XSD.date: lambda: words.date(literal.value),
        _MONTH: lambda: words.date(literal.value),
        XSD.boolean: lambda: words("entity.yes" if literal.value == "true" else "entity.no"),
        XSD.decimal: lambda: words.number(literal.value),
    }
    return kinds.get(literal.datatype, lambda: literal.value)()


def shortened(text: str, length: int = _QUOTE_LENGTH) -> str:
    """A text on one line, cut at a word where it is longer."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0] + " …"


def in_order(texts: Mapping[str, str], words: Words) -> list[tuple[str, str]]:
    """Language and text, the language of the page first, then the nearest."""
    return sorted(texts.items(), key=lambda item: words.rank(item[0]))


def by_label(entries: Iterable[Entry], words: Words) -> list[Entry]:
    """Terms in the order of the alphabet of the page's language."""
    return sorted(entries, key=lambda entry: words.sort_key(in_order(entry.labels, words)[0][1] if entry.labels else entry.key))


def local_name(iri: str) -> str:
    """The end of an IRI."""
    return re.split(r"[/#]", iri.rstrip("/"))[-1]


def with_query(path: str, **parameters: object) -> str:
    """A path with those parameters that have a value."""
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def _raw_path(request: Request) -> str:
    raw: Any = request.scope.get("raw_path") or request.url.path.encode()
    return str(raw.decode("ascii", "replace")).partition("?")[0]
