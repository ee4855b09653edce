"""The reading pages: start, lists, nodes and documents. They work without any script."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from pyoxigraph import Literal
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.addresses import Addresses, data_path, root_address
from api.asking import Row
from api.document import parse_place, read_part
from api.entity import Entity, read_entity
from api.errors import NotFoundInDocumentsError
from api.explanations import choose_explanation, read_findings
from api.legislation import described
from api.negotiation import DOCUMENTS, RESOURCES, Format, choose, header_list
from api.pages import with_query
from api.paging import page_of, whole_number
from api.state import Service, service_of
from api.translation import LANGUAGES, Words, preferred_language
from graph.question_headers import load_questions
from ontology.iri import absolute
from ontology.terms import JK

_COUNTED = (
    (JK.Body, "body", "bodies"),
    (JK.Instrument, "instrument", "instruments"),
    (JK.Measure, "measure", "measures"),
    (JK.Task, "task", ""),
    (JK.Indicator, "indicator", ""),
    (JK.Mandate, "mandate", ""),
    (JK.InstrumentLink, "link", ""),
    (JK.Finding, "finding", "findings"),
)
_LISTS = ("bodies", "instruments", "programmes", "measures")


async def choose_language(request: Request) -> Response:
    """The root: sends the reader to the start page in a language of theirs."""
    language = preferred_language(request.headers.get("accept-language"))
    return RedirectResponse(f"/{language}/", 303, headers={"Vary": "Accept-Language"})


async def complete_language(request: Request) -> Response:
    """The start page without its last stroke; any other single name is no address of ours."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"{request.url.path}: no such page")
    return RedirectResponse(f"/{language}/", HTTPStatus.PERMANENT_REDIRECT)


async def show_start(request: Request) -> Response:
    """What this is, what was read and what was found."""
    service = service_of(request)
    words = service.pages.words(request)
    manifest = service.publication.generation().manifest
    found = {str(row["class"].value): _number(row["count"]) for row in await service.asked.rows("counts") if row["class"]}
    findings = await service.asked.rows("finding-counts")
    return service.pages.render(
        request,
        "start.html",
        words,
        counts=[(kind, found.get(iri, 0), target) for iri, kind, target in _COUNTED],
        questions=list(load_questions().values()),
        findings=findings,
        read=sorted(manifest.documents, key=lambda entry: entry.file_names),
        failures=manifest.failures,
        names=await service.asked.names(row["type"].value for row in findings if row["type"]),
    )


async def show_list(request: Request) -> Response:
    """Bodies, acts, programmes or measures; a page at a time, filtered by kind."""
    service = service_of(request)
    words = service.pages.words(request)
    what = request.url.path.rsplit("/", 1)[-1]
    chosen = request.query_params.get("kind", "")
    rows = await service.asked.rows(what)
    kinds = {_value(row, "sort") for row in rows if row.get("sort")}
    if chosen:
        rows = [row for row in rows if row.get("sort") and _value(row, "sort").endswith(f"/{chosen}")]
    size = service.settings.page_rows
    if what != "measures":
        rows = await _sorted(service, words, rows)
    page, pages = page_of(request, len(rows), size)
    shown = rows[(page - 1) * size : page * size]
    names = await service.asked.names([*kinds, *(_value(row, key) for row in shown for key in ("node", "sort", "jurisdiction"))])
    ranks = sorted(LANGUAGES, key=words.rank)
    sorts = sorted(((iri, names.best(iri, ranks).text) for iri in kinds), key=lambda entry: words.sort_key(entry[1]))
    return service.pages.render(
        request,
        "list.html",
        words,
        what=what,
        rows=shown,
        total=len(rows),
        page=page,
        pages=pages,
        page_address=lambda number: with_query(request.url.path, kind=chosen, page=number),
        sorts=sorts,
        chosen=chosen,
        names=names,
    )


async def show_entity(request: Request) -> Response:
    """The page of a node, by the path after the base or by `?iri=`."""
    service = service_of(request)
    words = service.pages.words(request)
    iri = _asked_iri(request, service, f"/{words.language}/id/")
    entity = await read_entity(service.asked, iri)
    if entity.kind == "document" and service.publication.generation().manifest.document(iri):
        return RedirectResponse(Addresses(service.base).page(words.language, iri), 303)
    return await _render_entity(request, service, words, entity)


async def show_document(request: Request) -> Response:
    """The text of a document; `?at=START-END` marks a place, `?page=` turns the pages of a long one."""
    service = service_of(request)
    words = service.pages.words(request)
    generation = service.publication.generation()
    iri = absolute(service.base, f"document/{request.path_params['key']}")
    text = service.publication.text(iri)
    if text is None:
        raise NotFoundInDocumentsError(f"{iri}: {words('document.not_held')}", ("told.no-text", {"iri": iri}))
    entry = generation.manifest.document(iri)
    place = parse_place(request.query_params.get("at"))
    marks = [(_number(row["start"]), _number(row["end"])) for row in await service.asked.rows("marks", node=[iri])]
    part = read_part(text, place, whole_number(request.query_params.get("page")), service.settings.document_page, marks)
    return service.pages.render(
        request,
        "document.html",
        words,
        iri=iri,
        part=part,
        place=place,
        length=len(text),
        counts=entry.counts if entry else {},
        data_href=lambda extension: data_path(service.base, iri, extension),
        page_address=lambda number: with_query(request.url.path, page=number, at=request.query_params.get("at")),
    )


async def identify(request: Request) -> Response:
    """The permanent address of a node: its page for a browser, its triples for a program (303, as it is no document itself)."""
    service = service_of(request)
    iri, chosen = _by_suffix(_asked_iri(request, service, "/id/"))
    document = is_document(service.base, iri)
    chosen = chosen or choose(DOCUMENTS if document else RESOURCES, header_list(request.headers, "accept"), None)
    if chosen.name == "html":
        language = preferred_language(request.headers.get("accept-language"))
        address = _page(service, language, iri)
    else:
        address = data_path(service.base, iri, chosen.extension)
    return RedirectResponse(address, 303, headers={"Vary": "Accept, Accept-Language"})


def is_document(base: str, iri: str) -> bool:
    """Whether an IRI is that of a file that was read."""
    key = iri.removeprefix(base)
    return key != iri and key.startswith("document/") and key.count("/") == 1


def _page(service: Service, language: str, iri: str) -> str:
    """The page of a node; of a place that of its file (a browser keeps the fragment), of a graph that of a query for it."""
    addresses = Addresses(service.base)
    key = iri.removeprefix(service.base)
    if key.startswith("document/") and "/evidence/" in key:
        return addresses.page(language, iri.partition("/evidence/")[0])
    if key.startswith("graph/"):
        query = f"SELECT ?subject ?property ?value\nWHERE {{ GRAPH <{iri}> {{ ?subject ?property ?value }} }}\nLIMIT 200"
        return f"/{language}/sparql?" + urlencode({"query": query})
    return addresses.page(language, iri)


def _by_suffix(iri: str) -> tuple[str, Format | None]:
    """The IRI of an address that ends in a format's extension, as in `/id/act/kg/law/2022-55.ttl`, and that format."""
    for offer in DOCUMENTS:
        if iri.endswith(f".{offer.extension}"):
            return iri.removesuffix(f".{offer.extension}"), offer
    return iri, None


async def _render_entity(request: Request, service: Service, words: Words, entity: Entity) -> Response:
    ranks = sorted(LANGUAGES, key=words.rank)
    url = root_address(service.settings.public_url, request) + Addresses(service.base).page(words.language, entity.iri)
    return service.pages.render(
        request,
        "entity.html",
        words,
        entity=entity,
        described=described(entity, lambda iri: entity.names.best(iri, ranks).text, url),
        names=entity.names,
        explanation=[choose_explanation(texts, words)] if (texts := entity.text("explanation") or entity.definition) else [],
        own_findings=read_findings((record.row for record in entity.records("findings")), words),
        limit=service.settings.page_rows,
        data_href=lambda extension: data_path(service.base, entity.iri, extension),
        scale_words=lambda scale: _scale(scale, words),
    )


async def _sorted(service: Service, words: Words, rows: list[Row]) -> list[Row]:
    names = await service.asked.names(_value(row, "node") for row in rows)
    ranks = sorted(LANGUAGES, key=words.rank)
    return sorted(rows, key=lambda row: words.sort_key(names.best(_value(row, "node"), ranks).text))


def _asked_iri(request: Request, service: Service, prefix: str) -> str:
    if "iri" in request.query_params:
        return request.query_params["iri"]
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return Addresses(service.base).iri(raw.decode("ascii", "replace").partition("?")[0].removeprefix(prefix))


def _scale(scale: str, words: Words) -> str:
    named = {"1000": "entity.thousand", "1000000": "entity.million"}
    return words(named[scale]) if scale in named else words("entity.times", n=words.number(scale))


def _value(row: Row, name: str) -> str:
    term = row.get(name)
    return "" if term is None else term.value


def _number(term: object) -> int:
    return int(term.value) if isinstance(term, Literal) else 0


ROUTES = [
    Route("/", choose_language),
    Route("/id/{key:path}", identify),
    Route("/{language}", complete_language),
    Route("/{language}/", show_start),
    *(Route(f"/{{language}}/{what}", show_list) for what in _LISTS),
    Route("/{language}/entity", show_entity),
    Route("/{language}/id/{key:path}", show_entity),
    Route("/{language}/document/{key}", show_document),
]
