"""What is asked of each shipped question in the measurement: once for all, and anchored, each time with one IRI.

Each is asked twice, as a reader gets it: the first page, and the whole answer. The anchors are drawn evenly from the nodes of the
large graph about which the question has an answer; the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from api.settings import Settings
from graph.engine import Engine
from graph.naming import Selects
from graph.question_rows import read_rows
from graph.questions import Part, Question, bind, load_questions
from ontology.iri import DEFAULT_BASE

# Where the column that holds a parameter's values has another name.
_COLUMNS = {
    "instrument": ("instrument", "amending", "laterPlan"),
    "measure": ("measure", "concerns"),
    "body": ("body", "holder"),
}


PAGE = Settings().page_rows
# Where the example has no row that names one: what holds, is concerned, or assigns.
_NODES = {
    "body": "SELECT DISTINCT ?node WHERE { ?mandate jk:holder ?node }",
    "topic": "SELECT DISTINCT ?node WHERE { ?mandate jk:holder ?holder ; dcterms:subject ?node }",
    "instrument": "SELECT DISTINCT ?node WHERE { ?mandate jk:assignedBy ?node }",
}
_PREFIXES = "PREFIX jk: <https://w3id.org/jarlyk/ns#> PREFIX dcterms: <http://purl.org/dc/terms/> "


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer: its question, what anchors it (empty: nothing), `page` or `whole`, and its values."""

    question: str
    by: str
    size: str
    values: Mapping[str, str]

    def rows(self, engine: Selects) -> int:
        """Asks it, as a reader gets it; how many rows there are."""
        part = Part(PAGE) if self.size == "page" else None
        return len(read_rows(engine, load_questions()[self.question], self.values, part)[0])


def whole() -> Iterator[Asked]:
    """Every question asked for all."""
    for question in load_questions().values():
        yield from _both(question, "", {})


def _both(question: Question, by: str, values: Mapping[str, str]) -> Iterator[Asked]:
    for size in ("page", "whole"):
        yield Asked(question.name, by, size, values)


def anchored(example: Engine, known: frozenset[str], copies: int, each: int) -> Iterator[Asked]:
    """Every question with each of its parameters that take an IRI, some values of each.

    Args:
        example: answers over the example alone.
        known: the IRIs of the registry and vocabularies, which stand once in the large graph; all others are in each copy.
        copies: how many there are.
        each: how many values of each parameter.
    """
    for question in load_questions().values():
        rows = example.select(bind(question, {}))
        for name in (p.name for p in question.parameters.values() if p.type == "iri"):
            columns = _columns(question, name)
            found = sorted({term.value for row in rows for c in columns if isinstance(term := row[c], NamedNode)})
            if not found and name in _NODES:
                found = sorted(
                    node.value for row in example.select(_PREFIXES + _NODES[name]) if isinstance(node := row["node"], NamedNode)
                )
            if found:
                drawn = random.Random(f"{question.name} {name}")
                weights = [1 if iri in known else copies for iri in found]
                for iri in drawn.choices(found, weights, k=each):
                    value = iri if iri in known else numbered(iri, drawn.randrange(copies))
                    yield from _both(question, name, {name: value})


def _columns(question: Question, parameter: str) -> list[str]:
    names = {column.name for column in question.columns}
    return [name for name in _COLUMNS.get(parameter, (parameter,)) if name in names]


def numbered(iri: str, copy: int) -> str:
    """The IRI of the same node in one copy of the example."""
    return f"{DEFAULT_BASE}{copy}/{iri.removeprefix(DEFAULT_BASE)}" if iri.startswith(DEFAULT_BASE) else iri
