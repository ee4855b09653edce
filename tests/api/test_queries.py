from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from api.answers import SCHEMES
from api.asking import bind, read_query, read_rows
from api.guard import inspect
from api.workers import QueryRequest, Worker
from graph.question_headers import load_questions
from ontology.terms import NOTATIONS

NAMES = sorted(entry.name.removesuffix(".rq") for entry in files("api").joinpath("queries").iterdir())
BODY = "https://w3id.org/jarlyk/id/body/kg/bridges"


def test_each_query_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(str(files("api"))).rglob("*.py"))
    assert [name for name in NAMES if f'"{name}"' not in code] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_query_says_what_it_is_and_runs_open_and_bound(library: Path, name: str) -> None:
    text = read_query(name)
    assert text.startswith("# ")
    form = inspect(text).form
    assert form in ("SELECT", "CONSTRUCT")
    assert "NOT EXISTS" not in text
    store = next((library / "generations").iterdir()) / "store"
    with Worker(store) as worker:
        for values in ({}, {"node": [BODY]}, {"node": []}):
            answer = worker.ask(QueryRequest(bind(text, values), "json" if form == "SELECT" else "ntriples"), 60.0).body
            rows = read_rows(answer) if form == "SELECT" else answer.splitlines()
            assert rows or values or name in ("values", "money")


def test_values_are_put_in_as_terms() -> None:
    query = "SELECT * { VALUES ?node { UNDEF } VALUES ?key { UNDEF } ?s ?p ?node }"
    assert bind(query, {}) == "SELECT * {   ?s ?p ?node }"
    hostile = bind(query, {"key": ['" } DROP ALL #'], "node": ["https://example.org/a"]})
    assert 'VALUES ?key { "\\" } DROP ALL #" }' in hostile
    assert re.search(r"VALUES \?node \{ <https://example.org/a> \}", hostile)
    with pytest.raises(ValueError, match="IRI"):
        bind(query, {"node": ["https://example.org/ > } #"]})


def test_every_column_of_notations_is_shown_by_its_names() -> None:
    endings = ("role", "deontic", "changekind")
    columns = {column.name for question in load_questions().values() for column in question.columns}
    assert {name for name in columns if name.lower().endswith(endings)} == {"role", "otherRole", "deontic", "changeKind"}
    assert {SCHEMES[name] for name in ("role", "otherRole", "deontic", "changeKind")} <= NOTATIONS.keys()
