"""What keeps a shipped query's work in proportion to what it answers, on engines that take the parts of a query as they stand.

Each rule is one that was broken, and cost a hundred times the work on a graph of a million triples (docs/scale.md).
"""

from __future__ import annotations

import re

import pytest

from graph.question_headers import load_questions
from graph.questions import bind
from tests.graph.questions.query_parts import code_of, parts_of

QUESTIONS = load_questions()
SPLITTING = ("OPTIONAL", "MINUS", "BIND")
VALUES = {"iri": "urn:x", "text": "x", "year": "2020", "date": "2020-01-01", "language": "ky"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_must_be_there_is_asked_for_before_what_may_be(name: str) -> None:
    """Triples behind an OPTIONAL or BIND are joined as a whole: the engine works through all of them in the graph."""
    kinds = [part.kind for part in parts_of(bind(QUESTIONS[name], {}))]
    first = next((place for place, kind in enumerate(kinds) if kind in SPLITTING), len(kinds))
    late = [
        part.text for place, part in enumerate(parts_of(bind(QUESTIONS[name], {}))) if place > first and part.kind == "TRIPLES"
    ]
    assert not late


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_that_may_be_unbound_is_joined(name: str) -> None:
    """An OPTIONAL about a variable that has no value in a row would be joined with every such triple of the graph."""
    bound: set[str] = set()
    for part in parts_of(bind(QUESTIONS[name], {})):
        if part.kind in ("TRIPLES", "GROUP", "VALUES"):
            bound |= part.variables
        elif part.kind == "BIND" and re.search(r"AS \?\w+\)\s*$", part.text):
            made = re.findall(r"AS \?(\w+)\)\s*$", part.text)[0]
            rest = part.variables - {made}
            if rest <= bound or ("(COALESCE(" in part.text and (rest & bound or ", x)" in part.text)):
                bound.add(made)
        elif part.kind == "OPTIONAL" and "SELECT" not in part.text:
            assert part.variables & bound, part.text


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_sub_select_of_an_optional_counts_or_is_none(name: str) -> None:
    """It is worked out for the whole graph first; only an aggregate, or a start that is a constant, is worth that."""
    for part in parts_of(bind(QUESTIONS[name], {})):
        if part.kind == "OPTIONAL" and "SELECT" in part.text:
            assert "GROUP BY" in part.text or name in STARTED, part.text


# These start from a role that few mandates have, or from the bodies of the registry.
STARTED = {"coordinators", "bodies-at-date"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_not_asked_is_not_worked_through(name: str) -> None:
    question = QUESTIONS[name]
    for parameter in question.parameters.values():
        blocks = re.findall(rf"# asked: {parameter.name}\n(.*?)# end asked", question.query, re.DOTALL)
        if not blocks:
            continue
        value = VALUES.get(parameter.type, next(iter(parameter.choices), ""))
        with_it, without = code_of(bind(question, {parameter.name: value})), code_of(bind(question, {}))
        assert with_it.count("MINUS") - without.count("MINUS") == sum(block.count("MINUS") for block in blocks)
    assert "# asked" not in re.sub(r"# asked: \w+\n.*?# end asked\n", "", question.query, flags=re.DOTALL)
    assert not re.search(
        r"MINUS \{\s*SELECT[^}]*\?dateAsked", re.sub(r"# asked: date\n.*?# end asked\n", "", question.query, flags=re.DOTALL)
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_query_denies_a_join(name: str) -> None:
    """NOT EXISTS over a join is tried for each row; MINUS with a sub-select is worked out once."""
    assert "NOT EXISTS" not in code_of(QUESTIONS[name].query)
