"""Asking a shipped question: values are checked and bound as typed terms, and the answer says what it was asked over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from graph.naming import Match, Row, Selects, find_named
from graph.question_headers import LANGUAGES, Column, Parameter, Question, load_questions
from graph.question_pages import Part, in_part, keys_of
from graph.terms import XSD, boolean
from ontology.errors import AskedError
from ontology.faults import fault
from ontology.iri import DEFAULT_BASE

__all__ = ["Answer", "DocumentAsked", "Part", "Question", "ask", "bind", "load_questions", "read_rows", "resolve", "value_of"]

Values = Mapping[str, str | Sequence[str]]
Value = str | int | Decimal | bool | None
Cells = tuple[NamedNode | Literal | None, ...]

AT_ONCE = 9_000  # keys of an answer that is read in one part
_SORTED = 10_000  # keys that Virtuoso sorts at most where a part is asked for

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
_TRUTHS = frozenset({"secret"})  # columns that hold yes or no, which Virtuoso computes as the numbers 1 and 0
_SCOPE = """PREFIX jk: <https://w3id.org/jarlyk/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?document (MIN(STR(?fileName)) AS ?file) (MIN(STR(?tag)) AS ?language)
WHERE { ?document a jk:Document ; jk:fileName ?fileName OPTIONAL { ?document dcterms:language ?tag } }
GROUP BY ?document ORDER BY ?file ?document"""


@dataclass(frozen=True, slots=True)
class DocumentAsked:
    """A document that the question was asked over."""

    iri: str
    file: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of terms in the order of `columns`. No row means 'not found in these documents', never 'does not exist'.

    `matched` says for each parameter that took a name which nodes it was taken for. Where a part was asked for, `offset` is how
    many keys stand before it (see `graph.question_pages`), and `more` says whether rows come after it.
    """

    question: Question
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    scope: tuple[DocumentAsked, ...]
    matched: Mapping[str, tuple[Match, ...]]
    offset: int = 0
    more: bool = False

    @property
    def total(self) -> int | None:
        """How many rows the whole answer has; None where that is not known, since it was not read to its end."""
        return None if self.more or (self.offset and not self.rows) else self.offset + len(self.rows)

    def plain_rows(self) -> list[dict[str, Value]]:
        """The rows as JSON-ready values by column name."""
        return [{c.name: value_of(term) for c, term in zip(self.columns, row, strict=True)} for row in self.rows]


def ask(
    engine: Selects,
    name: str,
    values: Values | None = None,
    base: str = DEFAULT_BASE,
    part: Part | None = None,
    scope: tuple[DocumentAsked, ...] | None = None,
) -> Answer:
    """Asks the question of that name over all documents of the engine.

    Args:
        engine: answers SELECT queries over the union of all graphs.
        name: of the question, as in `load_questions`.
        values: by parameter; names and abbreviations are resolved to nodes, and several values mean any of them.
        base: the IRI under which the data is published, so that `body/kz/...` can be given without it.
        part: a page of the answer; all of it where none is given. A key with two names or titles of one language has two rows, so
            that a page may have some rows more than keys.
        scope: the documents of the engine, where the caller knows them from an earlier answer; else they are looked up.

    Raises:
        AskedError: no such question or parameter, a value of the wrong type, or (NotFoundError) a name that fits nothing.
    """
    questions = load_questions()
    if name not in questions:
        raise AskedError(fault("no-question", name=name, known=", ".join(questions)))
    question = questions[name]
    resolved, matched = resolve(engine, question, values or {}, base)
    rows, more = read_rows(engine, question, resolved, part)
    documents = _scope(engine) if scope is None else scope
    return Answer(question, question.columns, rows, documents, matched, part.offset if part else 0, more)


def resolve(
    engine: Selects, question: Question, values: Values, base: str = DEFAULT_BASE
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[Match, ...]]]:
    """The values with names replaced by the IRIs of the nodes that they mean, and those matches by parameter.

    Raises:
        AskedError: no such parameter; (NotFoundError) a name that fits nothing.
    """
    resolved: dict[str, tuple[str, ...]] = {}
    matched: dict[str, tuple[Match, ...]] = {}
    for name, given in values.items():
        parameter = _parameter(question, name)
        listed = _listed(given)
        if parameter.type == "iri":
            found = {m.iri: m for value in listed for m in _named(engine, value.strip(), parameter, base)}
            matched[name] = tuple(found.values())
            listed = tuple(found)
        resolved[name] = listed
    return resolved, matched


def bind(question: Question, values: Values, part: Part | None = None) -> str:
    """The query with the values bound as typed terms; what is not given keeps its default, or stays open to all.

    Args:
        question: one of the shipped ones.
        values: by parameter.
        part: which part of the answer the query is to give; all of it where there is none, or where it cannot be asked in parts.

    Raises:
        AskedError: no such parameter (the message lists those that there are), or a value of the wrong type.
    """
    terms = {name: tuple(_parse_value(_parameter(question, name), v) for v in _listed(given)) for name, given in values.items()}

    def slot(found: re.Match[str]) -> str:
        name = found[1].removesuffix(_ASKED)
        if terms.get(name):
            return f"VALUES ?{found[1]} {{ {' '.join(str(term) for term in terms[name])} }}"
        return "" if "UNDEF" in found[0] else found[0]

    def block(found: re.Match[str]) -> str:
        return _COMMENTED.sub(r"\1", found[2]) if terms.get(found[1]) else ""

    def listed(found: re.Match[str]) -> str:
        given = terms.get(found[1])
        return f"IN ({', '.join(str(term) for term in given)}))" if given else found[0]

    query = _ASKED_BLOCK.sub(block, question.query)
    query = _UNLESS_BLOCK.sub(lambda found: "" if terms.get(found[1]) else found[2], query)
    if part is not None and keys_of(question.query):
        query = in_part(query, part)
    return _GIVEN.sub(listed, _SLOT.sub(slot, query))


def read_rows(engine: Selects, question: Question, values: Values, part: Part | None = None) -> tuple[tuple[Cells, ...], bool]:
    """The rows of an answer, or of a part of it, and whether more come after it.

    An answer of few keys is read in one part too: an engine that plans by the size of what it joins then looks names up for its
    rows alone. One of more keys is read as a whole.
    """
    if part is not None and part.offset + part.limit < _SORTED:
        return _part(engine, question, values, part)
    rows, more = _part(engine, question, values, Part(AT_ONCE))
    if more:
        rows = _cells(question, engine.select(bind(question, values)))
    if part is None:
        return rows, False
    return rows[part.offset : part.offset + part.limit], len(rows) > part.offset + part.limit


def _part(engine: Selects, question: Question, values: Values, part: Part) -> tuple[tuple[Cells, ...], bool]:
    keys = keys_of(question.query)
    if not keys:
        rows = _cells(question, engine.select(bind(question, values)))
        return rows[part.offset : part.offset + part.limit], len(rows) > part.offset + part.limit
    solutions = list(engine.select(bind(question, values, Part(part.limit + 1, part.offset))))
    by_key: dict[tuple[object, ...], list[Row]] = {}
    for solution in solutions:
        by_key.setdefault(tuple(solution[key] for key in keys), []).append(solution)
    kept = [row for rows in list(by_key.values())[: part.limit] for row in rows]
    return _cells(question, kept), len(by_key) > part.limit


def _cells(question: Question, solutions: Iterable[Row]) -> tuple[Cells, ...]:
    rows = (tuple(_cell(column.name, solution[column.name]) for column in question.columns) for solution in solutions)
    return tuple(dict.fromkeys(rows))


def value_of(term: NamedNode | Literal | None) -> Value:
    """A term as a plain value: numbers and booleans as such, all else as text."""
    if isinstance(term, Literal):
        if term.datatype == XSD.boolean:
            return term.value == "true"
        if term.datatype == XSD.integer:
            return int(term.value)
        if term.datatype == XSD.decimal:
            return _decimal(term.value)
    return None if term is None else term.value


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _cell(name: str, term: object) -> NamedNode | Literal | None:
    if name in _TRUTHS and isinstance(term, Literal) and term.value in ("0", "1"):
        return boolean(term.value == "1")
    return _term(term)


def _term(term: object) -> NamedNode | Literal | None:
    return term if isinstance(term, NamedNode | Literal) else None


def _scope(engine: Selects) -> tuple[DocumentAsked, ...]:
    documents: Iterable[tuple[str | None, ...]] = (
        tuple(None if (term := _term(row[key])) is None else term.value for key in ("document", "file", "language"))
        for row in engine.select(_SCOPE)
    )
    return tuple(DocumentAsked(iri or "", file or "", language) for iri, file, language in documents)


def _parameter(question: Question, name: str) -> Parameter:
    if name not in question.parameters:
        valid = ", ".join(f"{p.name} ({p.type})" for p in question.parameters.values())
        raise AskedError(fault("no-parameter", question=question.name, name=name, known=valid))
    return question.parameters[name]


def _named(engine: Selects, asked: str, parameter: Parameter, base: str) -> tuple[Match, ...]:
    return find_named(engine, asked, parameter.of, base, parameter.description)


def _listed(given: str | Sequence[str]) -> tuple[str, ...]:
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
