"""What keeps a shipped query's work in proportion to what it answers, on engines that take the parts of a query as they stand.

Each rule is one that was broken, and cost a hundred times the work on a graph of a million triples (docs/scale.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from graph.question_headers import load_questions
from graph.question_pages import keys_of
from graph.questions import bind
from tests.graph.questions.query_parts import Part, code_of, keys_parts_of, parts_of

QUESTIONS = load_questions()
SPLITTING = ("OPTIONAL", "MINUS", "BIND")
ABOUT_NAMES = {"same-name", "names-of-body"}  # asks about names themselves
VALUES = {"iri": "urn:x", "text": "x", "year": "2020", "date": "2020-01-01", "language": "ky"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_must_be_there_is_asked_for_before_what_may_be(name: str) -> None:
    """Triples behind an OPTIONAL or BIND are joined as a whole: the engine works through all of them in the graph."""
    for parts in _parts(name):
        kinds = [part.kind for part in parts]
        first = next((place for place, kind in enumerate(kinds) if kind in SPLITTING), len(kinds))
        assert not [part.text for place, part in enumerate(parts) if place > first and part.kind == "TRIPLES"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_names_texts_and_quotes_are_looked_up_for_the_rows_of_a_page_alone(name: str) -> None:
    """They stand behind the sub-select of the keys, each in an OPTIONAL: that is tried for each row where these are few."""
    late = parts_of(bind(QUESTIONS[name], {}))
    assert keys_of(QUESTIONS[name].query)
    found = "\n".join(part.text for part in keys_parts_of(bind(QUESTIONS[name], {})))
    if name not in ABOUT_NAMES:
        assert "prefLabel" not in found and "oa:exact" not in found
    assert {part.kind for part in late} <= {"VALUES", "GROUP", "OPTIONAL", "BIND", "TRIPLES", "FILTER"}
    assert sum(part.kind == "GROUP" and "SELECT DISTINCT" in part.text for part in late) == 1  # another one counts


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_that_may_be_unbound_is_joined(name: str) -> None:
    """An OPTIONAL about a variable that has no value in a row would be joined with every such triple of the graph."""
    for parts in _parts(name):
        _check_joins(parts)


def _parts(name: str) -> Iterator[list[Part]]:
    """The parts of the whole and of its keys, over a graph without tables and over one with them."""
    for kept in (False, True):
        query = bind(QUESTIONS[name], {}, kept=kept)
        yield parts_of(query)
        yield keys_parts_of(query)


def _check_joins(parts: list[Part]) -> None:
    bound: set[str] = set()
    for part in parts:
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
    query = bind(QUESTIONS[name], {})
    for part in (*parts_of(query), *keys_parts_of(query)):
        if part.kind == "OPTIONAL" and "SELECT" in part.text:
            assert "GROUP BY" in part.text or name in STARTED, part.text


# These start from a role that few mandates have, or from the bodies of the registry.
STARTED = {"coordinators", "bodies-at-date", "international-bodies"}


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
    for block in re.findall(r"# asked: \w+\n(.*?) *# end asked\n", question.query, re.DOTALL):
        assert all(line.lstrip().startswith("#| ") for line in block.splitlines())  # the file answers for all as it stands
    assert not re.search(
        r"MINUS \{\s*SELECT[^}]*\?dateAsked", re.sub(r"# asked: date\n.*?# end asked\n", "", question.query, flags=re.DOTALL)
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_query_denies_a_join(name: str) -> None:
    """NOT EXISTS over a join is tried for each row; MINUS with a sub-select is worked out once."""
    assert "NOT EXISTS" not in code_of(QUESTIONS[name].query)
