"""The shapes of what is sent as JSON, as JSON Schemas (OpenAPI 3.1). A test holds the answers of a running service to them."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TRUTH: Schema = {"type": "boolean"}
LANGUAGE: Schema = {"type": ["string", "null"]}
IRI: Schema = {"type": "string", "format": "iri"}
ADDRESS: Schema = {"type": "string", "format": "uri"}


def listed(of: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": of}


def table(of: Schema) -> Schema:
    """An object with any keys."""
    return {"type": "object", "additionalProperties": of}


def record(**properties: Schema) -> Schema:
    """An object with all of these keys and no other."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def without(name: str, schema: Schema) -> Schema:
    """The same object, of which this key may be left out."""
    return schema | {"required": [key for key in schema["required"] if key != name]}


def reference(name: str) -> Schema:
    """One of the shapes below."""
    return {"$ref": f"#/components/schemas/{name}"}


_COUNT_IF_KNOWN: Schema = {"type": ["integer", "null"], "minimum": 0}
_PAGED = {"total": COUNT, "page": COUNT, "pages": COUNT, "size": COUNT}
_NAMED = {"name": TEXT, "language": LANGUAGE}
_TIE = {"relation": IRI, "relationName": TEXT, "direction": {"enum": ["out", "in"]}, "facts": listed(IRI)}

SCHEMAS: dict[str, Schema] = {
    "Problem": {
        "type": "object",
        "properties": {
            "type": ADDRESS,
            "title": TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": TEXT,
            "instance": TEXT,
            "line": COUNT,
            "column": COUNT,
            "deadline_s": {"type": "number"},
            "reason": TEXT,
            "hints": listed(record(kind=TEXT, pattern=TEXT, line=COUNT, advice=TEXT)),
        },
        "required": ["type", "title", "status", "detail", "instance"],
    },
    "Place": record(document=IRI, start=COUNT, end=COUNT, quote=TEXT),
    "Value": {
        "oneOf": [
            without("inferredBy", record(value=TEXT, datatype=IRI, language=LANGUAGE, inferredBy=IRI)),
            without("inferredBy", record(iri=IRI, name=TEXT, language=LANGUAGE, inferredBy=IRI)),
        ]
    },
    "Fact": record(property=IRI, propertyName=TEXT, values=listed(reference("Value"))),
    "Record": {
        "type": "object",
        "properties": {"places": listed(reference("Place"))},
        "additionalProperties": reference("Value"),
    },
    "Entity": record(
        iri=IRI,
        **_NAMED,
        type=TEXT,
        names=listed(record(**_NAMED)),
        page=ADDRESS,
        data=table(ADDRESS),
        facts=listed(reference("Fact")),
        places=listed(reference("Place")),
        sections=table(listed(reference("Record"))),
        counts=table(COUNT),
        size=COUNT,
    ),
    "Neighbours": record(
        iri=IRI,
        **_NAMED,
        relations=listed(record(relation=IRI, relationName=TEXT, direction={"enum": ["out", "in"]}, type=TEXT, count=COUNT)),
        neighbours=listed(record(iri=IRI, **_NAMED, type=TEXT, **_TIE)),
        **_PAGED,
        truncated=TRUTH,
    ),
    "Paths": record(
        **{"from": IRI, "to": IRI},
        nodes=listed(record(iri=IRI, **_NAMED, type=TEXT)),
        paths=listed(listed(record(**{"from": IRI, "to": IRI}, **_TIE))),
        steps=COUNT,
        truncated=TRUTH,
    ),
    "SearchResults": record(
        query=TEXT,
        results=listed(record(iri=IRI, type=TEXT, label=TEXT, language=LANGUAGE, score={"type": "number"})),
        total=_COUNT_IF_KNOWN,
        atLeast=COUNT,
        page=COUNT,
        size=COUNT,
        more=TRUTH,
    ),
    "Findings": record(
        findings=listed(
            record(
                iri=IRI,
                type=TEXT,
                title=TEXT,
                severity=TEXT,
                explanation=TEXT,
                scope=TEXT,
                about=listed(IRI),
                evidence=listed(record(document=IRI, file=TEXT, start=COUNT, end=COUNT, quote=TEXT)),
            )
        ),
        **_PAGED,
    ),
    "Documents": record(
        documents=listed(
            record(
                iri=IRI,
                files=listed(TEXT),
                language=LANGUAGE,
                sha256=TEXT,
                counts=table(COUNT),
                page=ADDRESS,
                text=ADDRESS,
                report=ADDRESS,
            )
        ),
        failures=listed(record(file=TEXT, reason=TEXT)),
        **_PAGED,
    ),
    "Reviews": record(
        reviews=listed(without("reason", record(iri=IRI, about=IRI, verdict=TEXT, reviewer=TEXT, reason=TEXT, time=TEXT))),
        **_PAGED,
    ),
    "Exports": record(generation=COUNT, formats=listed(record(name=TEXT, mediaType=TEXT, address=ADDRESS))),
    "Questions": record(
        questions=listed(
            record(
                name=TEXT,
                title={"type": ["string", "object"]},
                explanation={"type": ["string", "object"]},
                parameters=listed(
                    record(
                        name=TEXT,
                        type=TEXT,
                        description={"type": ["string", "object"]},
                        default=listed(TEXT),
                        choices=listed(TEXT),
                    )
                ),
                columns=listed(record(name=TEXT, heading={"type": ["string", "object"]})),
            )
        )
    ),
    "Health": without("generation", record(status={"enum": ["alive", "ready"]}, generation=COUNT)),
    "SparqlResults": {
        "type": "object",
        "properties": {
            "head": {"type": "object"},
            "boolean": TRUTH,
            "results": {"type": "object", "properties": {"bindings": listed({"type": "object"})}, "required": ["bindings"]},
        },
        "required": ["head"],
    },
    "JsonLd": {"type": ["object", "array"]},
}


def answer_schema(columns: tuple[str, ...]) -> Schema:
    """The shape of the answer to a ready question with these columns."""
    cell: Schema = {"type": ["string", "number", "boolean", "null"]}
    matches = listed(record(iri=IRI, name=TEXT, how=TEXT))
    return record(
        question=TEXT,
        columns=listed(TEXT),
        rows=listed(record(**dict.fromkeys(columns, cell))),
        **_PAGED | {"total": _COUNT_IF_KNOWN, "atLeast": COUNT, "pages": _COUNT_IF_KNOWN},
        more=TRUTH,
        truncated=TRUTH,
        documents=listed(record(iri=IRI, file=TEXT, language=LANGUAGE)),
        matched=table(matches),
    )
