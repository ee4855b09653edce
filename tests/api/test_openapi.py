"""The description tells the truth: every route, parameter, media type and status, and the shape of each answer in JSON."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs
import pytest
from starlette.routing import Route

from api.app import _DATA
from api.errors import all_kinds
from api.openapi import description
from api.routers import reading
from api.translation import LANGUAGES
from graph.question_headers import load_questions
from ontology.iri import DEFAULT_BASE

BODY, OLD = f"{DEFAULT_BASE}body/kg/bridges", f"{DEFAULT_BASE}act/kg/bridges-old"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
CHECKS += "response_schema_conformance,unsupported_method,negative_data_rejection"
ASKED = [
    f"/api/entity?iri={BODY}",
    f"/api/entity?iri={OLD}&lang=ky&size=1",
    f"/api/neighbours?iri={BODY}&size=2&page=2",
    f"/api/paths?from={BODY}&to={OLD}",
    "/api/search?q=мин&size=1",
    "/api/findings?lang=kk",
    "/api/documents",
    "/api/questions",
    "/api/questions?lang=ru",
    "/api/export",
    "/health/live",
    "/health/ready",
    "/sparql?query=ASK%20%7B%7D",
    "/sparql?query=SELECT%20*%20%7B%3Fs%20a%20%3Fo%7D",
    "/data/body/kg/bridges.jsonld",
    "/api/entity?iri=" + BODY + "x",
    "/api/search?q=a&size=0",
    "/sparql?query=SELECT",
    *(f"/api/questions/{name}" for name in load_questions()),
]


@pytest.fixture(scope="module")
def told(reader: httpx.Client) -> dict[str, Any]:
    document: dict[str, Any] = reader.get("/api/openapi.json").json()
    return document


def routed() -> Iterator[tuple[str, str]]:
    permanent = [route for route in reading.ROUTES if route.path.startswith("/id/")]
    for route in (route for routes in (*_DATA, permanent) for route in routes):
        assert isinstance(route, Route)
        path = re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path)
        names = load_questions() if path == "/api/questions/{name}" else [""]
        for method in (route.methods or set()) - {"HEAD"}:
            yield from ((path.replace("{name}", name), method.lower()) for name in names)


def test_every_route_is_told_and_no_other(told: dict[str, Any]) -> None:
    offered = {(path, method) for path, methods in told["paths"].items() for method in methods}
    assert offered == set(routed()) | {("/sparql", method) for method in ("get", "post", "options")}  # beside the routes


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_words(language: str) -> None:
    document = description(language, "https://example.org")
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    texts = [operation["summary"] for operation in operations]
    texts += [parameter["description"] for operation in operations for parameter in operation.get("parameters", ())]
    assert all(texts) and len({operation["operationId"] for operation in operations}) == len(operations)
    letters = {"ky": "ө", "kk": "қ", "ru": "ы", "en": "w"}[language]
    assert letters in "".join(texts)


@pytest.mark.parametrize("path", ASKED)
def test_answers_have_the_shape_that_is_told(reader: httpx.Client, told: dict[str, Any], path: str) -> None:
    answer = reader.get(path)
    place = path.partition("?")[0]
    operation = told["paths"]["/data/{key}" if place.startswith("/data/") else place]["get"]
    response = operation["responses"][str(answer.status_code)]
    if "$ref" in response:
        response = told["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"][answer.headers["content-type"].partition(";")[0]]["schema"]
    jsonschema_rs.validator_for({**schema, "components": told["components"]}).validate(answer.json())


def test_a_shape_that_is_not_kept_is_noticed(reader: httpx.Client, told: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/Documents", "components": told["components"]}
    content = reader.get("/api/documents").json()
    del content["documents"][0]["files"]
    assert not jsonschema_rs.is_valid(schema, content)


def test_it_is_given_in_four_languages_and_at_the_public_address(reader: httpx.Client) -> None:
    found = {
        reader.get("/api/openapi.json", headers={"Accept-Language": language}).json()["info"]["description"]
        for language in LANGUAGES
    }
    assert len(found) == 4
    first = reader.get("/api/openapi.json?lang=ky")
    assert first.json()["servers"] == [{"url": str(reader.base_url).rstrip("/")}]
    assert reader.get("/api/openapi.json?lang=ky", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_every_status_of_a_problem_is_told(told: dict[str, Any]) -> None:
    assert {str(status) for _, status in all_kinds()} == set(told["components"]["responses"])


@pytest.mark.parametrize(("kind", "status"), all_kinds())
def test_the_type_of_a_problem_leads_to_its_meaning(reader: httpx.Client, kind: str, status: int) -> None:
    answer = reader.get(f"/problem/{kind}", headers={"Accept-Language": "kk"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/kk/problems#{kind}")
    assert f'<tr id="{kind}"><td class="number">{status}</td>' in reader.get("/kk/problems").text
    assert reader.get("/problem/none").status_code == 404


def test_made_up_requests_meet_only_what_is_told(reader: httpx.Client, tmp_path: Path) -> None:
    """A few requests for each operation; `make api-check` asks for many.

    The last test of this file: it runs for as long as a connection may be idle, and the reader's own is closed meanwhile.
    """
    program = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "run",
        f"{str(reader.base_url).rstrip('/')}/api/openapi.json",
        "--no-color",
    ]
    bounds = ["--phases", "fuzzing", "--max-examples", "2", "--seed", "1", "--continue-on-failure", "--checks", CHECKS]
    ran = subprocess.run([*program, *bounds], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    assert re.search(r"(\d+) generated, \1 passed", ran.stdout)
