"""The description of the HTTP service for programs (OpenAPI 3.1), in one of the four languages of the pages.

What is offered stands in `api.openapi_operations`, the shapes in `api.openapi_schemas`, the words in `openapi.toml`; the ready
questions bring their own. Nothing here is read by the routes: tests hold the one to the other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from api.openapi_operations import OPERATIONS, Operation, Parameter, question_operations
from api.openapi_schemas import SCHEMAS, reference
from api.translation import load_words

PROBLEM = "application/problem+json"
_KINDS = {
    400: "bad-request",
    401: "unauthorised",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    408: "too-slow",
    413: "too-large",
    414: "too-long",
    415: "media-type",
    429: "too-often",
    431: "headers-too-large",
    500: "fault",
    503: "busy",
}
_ANY = frozenset({408, 431})  # told of a request that has not come whole
_HEADERS = {
    "ETag": {"type": "string"},
    "Link": {"type": "string"},
    "Location": {"type": "string"},
    "Content-Location": {"type": "string"},
    "X-Jarlyk-Generation": {"type": "string", "pattern": "^[0-9]+$"},
    "X-Jarlyk-Truncated": {"type": "string", "pattern": "^(rows|bytes)=[0-9]+$"},
    "X-Jarlyk-Rows": {"type": "string", "pattern": "^(total|at-least)=[0-9]+$"},
    "Retry-After": {"type": "string", "pattern": "^[0-9]+$"},
    "WWW-Authenticate": {"type": "string"},
}


def description(language: str, root: str) -> dict[str, Any]:
    """The whole document; `root` is the address under which people reach the service."""
    told = _Told(language)
    paths: dict[str, dict[str, Any]] = {}
    for operation in (*OPERATIONS, *question_operations(language)):
        paths.setdefault(operation.path, {})[operation.method] = told.operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Jarlyk",
            "version": version("jarlyk"),
            "description": told.words("info.description"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": root}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "headers": {name: {"schema": schema} for name, schema in _HEADERS.items()},
            "responses": {str(status): told.problem(status) for status in _KINDS},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


class _Told:
    """Operations as OpenAPI writes them, in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._problems = load_words(language)

    def words(self, key: str) -> str:
        """A text of `openapi.toml`."""
        section, _, name = key.partition(".")
        return _texts()[section][name][self._language]

    def problem(self, status: int) -> dict[str, Any]:
        """The response to what cannot be done."""
        headers = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}} if status in (429, 503) else {}
        headers |= {"WWW-Authenticate": {"$ref": "#/components/headers/WWW-Authenticate"}} if status == 401 else {}
        content = {PROBLEM: {"schema": reference("Problem")}}
        return {"description": self._problems(f"problem.{_KINDS[status]}"), "headers": headers, "content": content}

    def operation(self, operation: Operation) -> dict[str, Any]:
        """One operation."""
        told: dict[str, Any] = {
            "operationId": operation.identifier,
            "summary": operation.summary or self.words(f"operation.{operation.identifier}"),
            "tags": [operation.tag],
            "responses": self._responses(operation),
        }
        if operation.parameters:
            told["parameters"] = [self._parameter(parameter) for parameter in operation.parameters]
        if operation.bodies:
            content = {media: {"schema": schema} for media, schema in operation.bodies.items()}
            told["requestBody"] = {"required": True, "content": content}
        if operation.scope:
            told["security"] = [{"token": [operation.scope]}]
        return told

    def _responses(self, operation: Operation) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for answer in operation.answers:
            told: dict[str, Any] = {"description": self.words(f"response.{answer.status}")}
            if answer.content:
                told["content"] = {media: {"schema": schema} for media, schema in answer.content.items()}
            if answer.headers:
                told["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in answer.headers}
            found[str(answer.status)] = told
        return found | {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(operation.problems | _ANY)}

    def _parameter(self, parameter: Parameter) -> dict[str, Any]:
        told = {
            "name": parameter.name,
            "in": parameter.place,
            "description": parameter.description or self.words(f"parameter.{parameter.words or parameter.name}"),
            "required": parameter.required,
            "schema": parameter.schema,
        }
        return told | ({"explode": True, "style": "form"} if parameter.schema.get("type") == "array" else {})


@cache
def _texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files("api").joinpath("openapi.toml").read_text(encoding="utf-8"))
