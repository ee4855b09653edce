"""What the service offers, operation by operation: path, parameters, answers with their media types, and problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.exports import FORMATS
from api.negotiation import GRAPHS, SOLUTIONS
from api.openapi_schemas import COUNT, IRI, TEXT, Schema, answer_schema, record, reference, without
from api.routers.nodes import KINDS as NODE_KINDS
from api.routers.questions import ROWS
from api.routers.search import JURISDICTIONS
from api.routers.search import KINDS as SEARCH_KINDS
from api.translation import LANGUAGES
from graph.findings.catalogue import FINDERS
from graph.question_headers import Question, load_questions
from graph.written_reviews import VERDICTS

JSON = "application/json"
_BUSY = frozenset({429, 503})  # what any question to the graph may meet
_IRI_PATTERN = "^[A-Za-z][A-Za-z0-9+.-]*:.+$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter. `words` names its description where another of the same name has it."""

    name: str
    schema: Schema
    place: str = "query"
    required: bool = False
    words: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no problem: its status, its content by media type, and the headers that it may bring."""

    status: int
    content: Mapping[str, Schema] = field(default_factory=dict)
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. `scope` is that of the token it asks for; `summary` is for what brings its own words."""

    identifier: str
    tag: str
    path: str
    answers: tuple[Answer, ...]
    problems: frozenset[int] = frozenset({429})
    parameters: tuple[Parameter, ...] = ()
    method: str = "get"
    bodies: Mapping[str, Schema] = field(default_factory=dict)
    scope: str = ""
    summary: str = ""


def _chosen(name: str, *choices: str, words: str = "") -> Parameter:
    return Parameter(name, {"type": "string", "enum": [*choices, ""]}, words=words)  # forms send what is left open as empty


def _number(name: str, default: int, most: int) -> Parameter:
    return Parameter(name, {"type": "integer", "minimum": 1, "maximum": most, "default": default})


def _iri(name: str, required: bool = True, words: str = "") -> Parameter:
    return Parameter(name, {"type": "string", "format": "iri", "pattern": _IRI_PATTERN}, required=required, words=words)


def _in_path(name: str, schema: Schema, words: str = "") -> Parameter:
    return Parameter(name, schema, "path", True, words)


def _json(name: str, *headers: str) -> Answer:
    return Answer(200, {JSON: reference(name)}, ("ETag", *headers))


def _file(media: str) -> Schema:
    return reference("JsonLd") if media == "application/ld+json" else TEXT


_HELD = Answer(304, headers=("ETag",))
_AWAY = Answer(303, headers=("Location",))
_KEY = _in_path("key", {"type": "string", "minLength": 1})
_LANG = _chosen("lang", *LANGUAGES)
_PAGE = _number("page", 1, 10_000)
_TRIPLES = {form.media_types[0]: TEXT if form.name != "jsonld" else reference("JsonLd") for form in GRAPHS}
_TABLES = {form.media_types[0]: TEXT if form.name != "json" else reference("SparqlResults") for form in SOLUTIONS}
_SPARQL = Answer(200, {**_TABLES, **_TRIPLES}, ("ETag", "Link", "X-Jarlyk-Generation", "X-Jarlyk-Truncated", "X-Jarlyk-Rows"))
_SPARQL_PROBLEMS = frozenset({400, 403, 406, 413, 414, 415, 429, 503})
_GRAPH_LISTS = tuple(
    Parameter(name, {"type": "array", "items": {"type": "string", "format": "iri"}})
    for name in ("default-graph-uri", "named-graph-uri")
)
_FORMAT = Parameter("format", TEXT)
_FORM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "query": TEXT,
        "format": TEXT,
        "default-graph-uri": {"type": "array", "items": TEXT},
        "named-graph-uri": {"type": "array", "items": TEXT},
    },
    "required": ["query"],
}
_TOLD = Answer(200, _TRIPLES, ("ETag", "Link", "Content-Location", "X-Jarlyk-Truncated", "X-Jarlyk-Rows"))
_XML = Answer(200, {"application/xml": TEXT}, ("ETag",))
_EXTENSION = _in_path("extension", {"type": "string", "enum": [form.extension for form in GRAPHS]})

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "search",
        "data",
        "/api/search",
        (_json("SearchResults", "Link"), _HELD),
        _BUSY | {400},
        (
            Parameter("q", {"type": "string", "maxLength": 200}),
            _chosen("type", *SEARCH_KINDS),
            _chosen("jurisdiction", *JURISDICTIONS),
            _chosen("lang", *LANGUAGES, words="lang-of-names"),
            _PAGE,
            _number("size", 50, 200),
        ),
    ),
    Operation(
        "entity",
        "data",
        "/api/entity",
        (_json("Entity"), _HELD),
        _BUSY | {400, 404},
        (_iri("iri"), _LANG, _number("size", 100, 1_000)),
    ),
    Operation(
        "neighbours",
        "data",
        "/api/neighbours",
        (_json("Neighbours", "Link"), _HELD),
        _BUSY | {400, 404},
        (
            _iri("iri"),
            _iri("relation", required=False),
            _chosen("direction", "out", "in"),
            _chosen("type", *NODE_KINDS),
            _LANG,
            _PAGE,
            _number("size", 100, 1_000),
        ),
    ),
    Operation(
        "paths",
        "data",
        "/api/paths",
        (_json("Paths"), _HELD),
        _BUSY | {400, 404},
        (_iri("from"), _iri("to"), _number("steps", 4, 8), _number("limit", 10, 50), _LANG),
    ),
    Operation(
        "documents",
        "data",
        "/api/documents",
        (_json("Documents", "Link"), _HELD),
        _BUSY | {400},
        (_LANG, _PAGE, _number("size", 100, 1_000)),
    ),
    Operation(
        "findings",
        "data",
        "/api/findings",
        (_json("Findings", "Link"), _HELD),
        _BUSY | {400},
        (_chosen("type", *FINDERS, words="finding-type"), _LANG, _PAGE, _number("size", 1_000, 5_000)),
    ),
    Operation(
        "questions",
        "questions",
        "/api/questions",
        (_json("Questions"), _HELD),
        frozenset({400, 429}),
        (_chosen("lang", *LANGUAGES, words="lang-of-texts"),),
    ),
    Operation(
        "review",
        "actions",
        "/api/reviews",
        (Answer(202, {JSON: record(iri=IRI, time=TEXT)}),),
        _BUSY | {400, 401, 403, 404, 413, 415},
        method="post",
        bodies={
            JSON: without(
                "reason", record(about=IRI, verdict={"enum": [*VERDICTS]}, reason={"type": "string", "maxLength": 2_000})
            )
        },
        scope="review",
    ),
    Operation(
        "reviews",
        "actions",
        "/api/reviews",
        (Answer(200, {JSON: reference("Reviews")}, ("Link",)),),
        _BUSY | {400, 401, 403},
        (_PAGE, _number("size", 100, 1_000)),
        scope="review",
    ),
    Operation(
        "reload",
        "actions",
        "/api/admin/reload",
        (Answer(200, {JSON: record(generation=COUNT)}),),
        frozenset({401, 403, 429, 503}),
        method="post",
        scope="admin",
    ),
    Operation("exports", "data", "/api/export", (_json("Exports"), _HELD), _BUSY),
    Operation(
        "export",
        "data",
        "/api/export/{format}",
        (Answer(200, {form.media_type: _file(form.media_type) for form in FORMATS.values()}, ("ETag",)), _HELD),
        _BUSY | {404},
        (_in_path("format", {"type": "string", "enum": [*FORMATS]}, words="export-format"),),
    ),
    Operation(
        "view",
        "data",
        "/api/view",
        (Answer(200, {"text/html": TEXT}, ("ETag",)), _HELD),
        _BUSY | {400, 404},
        (_LANG, Parameter("of", {"type": "string"}), Parameter("download", {"type": "string"})),
    ),
    Operation(
        "openapi",
        "service",
        "/api/openapi.json",
        (Answer(200, {JSON: {"type": "object"}}, ("ETag",)), _HELD),
        frozenset({400, 429}),
        (_LANG,),
    ),
    Operation(
        "sparql_get",
        "sparql",
        "/sparql",
        (_SPARQL, _AWAY, _HELD),
        _SPARQL_PROBLEMS - {413, 415},
        (Parameter("query", TEXT), _FORMAT, *_GRAPH_LISTS),
    ),
    Operation(
        "sparql_post",
        "sparql",
        "/sparql",
        (_SPARQL,),
        _SPARQL_PROBLEMS,
        (_FORMAT, *_GRAPH_LISTS),
        "post",
        {"application/x-www-form-urlencoded": _FORM, "application/sparql-query": TEXT},
    ),
    Operation("sparql_options", "sparql", "/sparql", (Answer(204),), frozenset({429}), method="options"),
    Operation("identify", "linked-data", "/id/{key}", (_AWAY,), frozenset({400, 404, 406, 429, 503}), (_KEY,)),
    Operation(
        "data",
        "linked-data",
        "/data/{key}",
        (Answer(200, {**_TRIPLES, "text/plain": TEXT}, _TOLD.headers), _HELD),
        _BUSY | {404, 406},
        (_KEY,),
    ),
    Operation(
        "data_by_iri",
        "linked-data",
        "/data",
        (_TOLD, _HELD),
        _BUSY | {400, 404, 406},
        (_iri("iri"), Parameter("format", TEXT, words="graph-format")),
    ),
    Operation("ontology", "linked-data", "/ontology", (Answer(200, _TRIPLES, ("ETag",)), _AWAY, _HELD), frozenset({406, 429})),
    Operation(
        "ontology_file",
        "linked-data",
        "/ontology.{extension}",
        (Answer(200, _TRIPLES, ("ETag",)), _HELD),
        frozenset({404, 406, 429}),
        (_EXTENSION,),
    ),
    Operation("namespace", "linked-data", "/ns", (Answer(200, _TRIPLES, ("ETag",)), _AWAY, _HELD), frozenset({406, 429})),
    Operation(
        "namespace_version",
        "linked-data",
        "/ns/{version}",
        (Answer(200, _TRIPLES, ("ETag",)), _AWAY, _HELD),
        frozenset({406, 429}),
        (_in_path("version", TEXT),),
    ),
    Operation(
        "vocabulary",
        "linked-data",
        "/vocabulary/{key}",
        (Answer(200, _TRIPLES, ("ETag",)), _AWAY, _HELD),
        frozenset({404, 406, 429}),
        (_in_path("key", TEXT, words="vocabulary"),),
    ),
    Operation(
        "concept",
        "linked-data",
        "/vocabulary/{key}/{concept}",
        (Answer(200, _TRIPLES, ("ETag",)), _AWAY, _HELD),
        frozenset({404, 406, 429}),
        (_in_path("key", TEXT, words="vocabulary"), _in_path("concept", TEXT)),
    ),
    Operation("kept", "linked-data", "/kept/", (Answer(200, _TRIPLES, ("ETag",)), _AWAY, _HELD), frozenset({406, 429})),
    Operation(
        "kept_table",
        "linked-data",
        "/kept/{table}",
        (Answer(200, _TRIPLES, ("ETag",)), _AWAY, _HELD),
        frozenset({404, 406, 429}),
        (_in_path("table", TEXT),),
    ),
    Operation(
        "context", "linked-data", "/context.jsonld", (Answer(200, {"application/ld+json": reference("JsonLd")}, ("ETag",)), _HELD)
    ),
    Operation("void", "linked-data", "/.well-known/void", (Answer(200, _TRIPLES, ("ETag", "Link")), _HELD), _BUSY | {406}),
    Operation("problem", "service", "/problem/{kind}", (_AWAY,), frozenset({404, 429}), (_in_path("kind", TEXT),)),
    Operation("robots", "service", "/robots.txt", (Answer(200, {"text/plain": TEXT}),)),
    Operation("sitemap", "service", "/sitemap.xml", (_XML, _HELD), _BUSY),
    Operation(
        "sitemap_part",
        "service",
        "/sitemap/{number}.xml",
        (_XML, _HELD),
        _BUSY | {404},
        (_in_path("number", {"type": "integer"}),),
    ),
    Operation("live", "service", "/health/live", (Answer(200, {JSON: reference("Health")}),), frozenset()),
    Operation("ready", "service", "/health/ready", (Answer(200, {JSON: reference("Health")}),), frozenset({503})),
    Operation("metrics", "service", "/metrics", (Answer(200, {"text/plain": TEXT}),), frozenset({401, 403, 404, 429})),
)


def question_operations(language: str) -> Iterator[Operation]:
    """An operation for each ready question, with its own parameters and columns."""
    for question in load_questions().values():
        columns = tuple(column.name for column in question.columns)
        form = _chosen("format", "json", "csv", words="table-format")
        content = {JSON: answer_schema(columns), "text/csv": TEXT}
        yield Operation(
            f"question_{question.name}",
            "questions",
            f"/api/questions/{question.name}",
            (Answer(200, content, ("ETag", "Link", "X-Jarlyk-Truncated", "X-Jarlyk-Rows")), _HELD),
            _BUSY | {400, 404, 406},
            (*_parameters_of(question, language), form, _PAGE, _number("size", ROWS, ROWS)),
            summary=question.title[language],
        )


def _parameters_of(question: Question, language: str) -> Iterator[Parameter]:
    for parameter in question.parameters.values():
        one: Schema = {"type": "string"}
        match parameter.type:
            case "year":
                one |= {"pattern": "^([0-9]{4})?$"}
            case "date":
                one |= {"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
            case "language":
                one |= {"enum": [*LANGUAGES, ""]}
            case "choice":
                one |= {"enum": [*parameter.choices, ""]}
        schema: Schema = {"type": "array", "items": one, "maxItems": 50}
        if parameter.default:
            schema["default"] = [*parameter.default]
        yield Parameter(parameter.name, schema, description=parameter.description[language])
