"""The query of a question with its values bound, for all of the answer, a part of it, or some of its heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from graph.kept_tables import ASKED as KEPT
from graph.question_headers import LANGUAGES, Parameter, Question
from graph.question_heads import ASKED as HEADS
from graph.question_heads import Heads, at_marks
from graph.question_pages import Part, counting, in_part, keys_of
from graph.terms import XSD
from ontology.errors import AskedError
from ontology.faults import fault

Values = Mapping[str, str | Sequence[str]]
Terms = Mapping[str, tuple[NamedNode | Literal, ...]]

# One row of one variable, as every parameter stands in the shipped queries. A quote or a brace within a value cannot occur there:
# what is searched is our own file, in one pass, never a text into which values were put already.
_SLOT = re.compile(r"VALUES \?(\w+) \{[^{}]*\}")
# A part of a query that has something to say only where the parameter is given; an engine would work through it all the same.
# In the file its lines are comments, so that the file answers for all as it stands.
_ASKED_BLOCK = re.compile(r"^ *# asked: (\w+)\n(.*?)^ *# end asked\n", re.MULTILINE | re.DOTALL)
_UNLESS_BLOCK = re.compile(r"^ *# unless asked: (\w+)\n(.*?)^ *# end unless\n", re.MULTILINE | re.DOTALL)
_COMMENTED = re.compile(r"^( *)#\| ", re.MULTILINE)
_GIVEN = re.compile(r"IN \([^()]*\)\) # given: (\w+)$", re.MULTILINE)  # a list that the values take the place of
_ASKED = "Asked"  # ends the variable of a parameter whose values also stand in an optional column


def bind(
    question: Question,
    values: Values,
    part: Part | None = None,
    numbered: bool = False,
    heads: Heads | None = None,
    kept: bool = False,
) -> str:
    """The query with the values bound as typed terms; what is not given keeps its default, or stays open to all.

    Args:
        question: one of the shipped ones.
        values: by parameter.
        part: which part of the answer the query is to give; all of it where there is none, or where it cannot be asked in parts.
        numbered: the graph holds the reading order, and parts may be sorted by it.
        heads: what the rows are to be about, in a part; what they stand for is then not bound again.
        kept: the graph holds tables of what the question counts.

    Raises:
        AskedError: no such parameter (the message lists those that there are), or a value of the wrong type.
    """
    terms = _terms_beside(question, values, heads, kept)
    query = opened(question.query, terms)
    if part is not None and keys_of(question.query):
        settled = {name for name, given in terms.items() if len(given) == 1 and f"VALUES ?{name} {{" in query}
        query = in_part(query, part, numbered, settled, heads)
    return at_marks(filled(query, terms), heads)


def bind_count(question: Question, values: Values, heads: Heads, kept: bool = False) -> str:
    """The query for how many keys there are about these heads, in `?keys`; the values are bound as in `bind`."""
    terms = _terms_beside(question, values, heads, kept)
    return at_marks(filled(counting(opened(question.query, terms), heads), terms), heads)


def _terms_beside(question: Question, values: Values, heads: Heads | None, kept: bool) -> Terms:
    """The values, that heads are asked where there are any, and that tables are."""
    asked = {HEADS: heads is not None, KEPT: kept}
    return {**terms_of(question, values), **{name: (Literal(""),) for name, opens in asked.items() if opens}}


def terms_of(question: Question, values: Values) -> Terms:
    """The values as terms of their parameters' types.

    Raises:
        AskedError: as for `bind`.
    """
    return {name: tuple(_parse_value(parameter_of(question, name), v) for v in listed(given)) for name, given in values.items()}


def opened(query: str, terms: Mapping[str, Sequence[object]]) -> str:
    """The query with the blocks of what is asked, and without those of what is not."""

    def block(found: re.Match[str]) -> str:
        return _COMMENTED.sub(r"\1", found[2]) if terms.get(found[1]) else ""

    query = _ASKED_BLOCK.sub(block, query)
    return _UNLESS_BLOCK.sub(lambda found: "" if terms.get(found[1]) else found[2], query)


def filled(query: str, terms: Mapping[str, Sequence[object]]) -> str:
    """The query with the terms in their slots."""

    def slot(found: re.Match[str]) -> str:
        name = found[1].removesuffix(_ASKED)
        if terms.get(name):
            return f"VALUES ?{found[1]} {{ {' '.join(str(term) for term in terms[name])} }}"
        return "" if "UNDEF" in found[0] else found[0]

    def given_list(found: re.Match[str]) -> str:
        given = terms.get(found[1])
        return f"IN ({', '.join(str(term) for term in given)}))" if given else found[0]

    return _GIVEN.sub(given_list, _SLOT.sub(slot, query))


def parameter_of(question: Question, name: str) -> Parameter:
    """The parameter of that name.

    Raises:
        AskedError: there is none; the message lists those that there are.
    """
    if name not in question.parameters:
        valid = ", ".join(f"{p.name} ({p.type})" for p in question.parameters.values())
        raise AskedError(fault("no-parameter", question=question.name, name=name, known=valid))
    return question.parameters[name]


def listed(given: str | Sequence[str]) -> tuple[str, ...]:
    """One value or several, as several."""
    return (given,) if isinstance(given, str) else tuple(given)


def _parse_value(parameter: Parameter, value: str) -> NamedNode | Literal:
    """The value as a term of the parameter's type."""
    given = {"name": parameter.name, "value": value}
    match parameter.type:
        case "iri":
            try:
                return NamedNode(value)
            except ValueError as error:
                raise AskedError(fault("asked-iri", **given)) from error
        case "year":
            if not re.fullmatch(r"[0-9]{4}", value):
                raise AskedError(fault("asked-year", **given))
        case "date":
            try:
                date.fromisoformat(value)
            except ValueError as error:
                raise AskedError(fault("asked-date", **given)) from error
            return Literal(value, datatype=XSD.date)
        case "language":
            if value not in LANGUAGES:
                raise AskedError(fault("asked-choice", allowed=", ".join(LANGUAGES), **given))
        case "choice":
            if value not in parameter.choices:
                raise AskedError(fault("asked-choice", allowed=", ".join(parameter.choices), **given))
    return Literal(value)
