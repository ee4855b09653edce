"""Asking a shipped question: values are checked and bound as typed terms, and the answer says what it was asked over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from graph.naming import Match, Selects, find_named
from graph.question_binding import Values, bind, listed, parameter_of
from graph.question_headers import Column, Parameter, Question, load_questions
from graph.question_pages import Part
from graph.question_rows import Cells, read_rows
from graph.terms import XSD
from ontology.errors import AskedError
from ontology.faults import fault
from ontology.iri import DEFAULT_BASE

__all__ = ["Answer", "DocumentAsked", "Part", "Question", "ask", "bind", "load_questions", "read_rows", "resolve", "value_of"]

Value = str | int | Decimal | bool | None

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
        parameter = parameter_of(question, name)
        texts = listed(given)
        if parameter.type == "iri":
            found = {m.iri: m for value in texts for m in _named(engine, value.strip(), parameter, base)}
            matched[name] = tuple(found.values())
            texts = tuple(found)
        resolved[name] = texts
    return resolved, matched


def _named(engine: Selects, asked: str, parameter: Parameter, base: str) -> tuple[Match, ...]:
    return find_named(engine, asked, parameter.of, base, parameter.description)


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


def _scope(engine: Selects) -> tuple[DocumentAsked, ...]:
    documents: Iterable[tuple[str | None, ...]] = (
        tuple(
            term.value if isinstance(term := row[key], NamedNode | Literal) else None for key in ("document", "file", "language")
        )
        for row in engine.select(_SCOPE)
    )
    return tuple(DocumentAsked(iri or "", file or "", language) for iri, file, language in documents)
