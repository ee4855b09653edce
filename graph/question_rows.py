"""Reading the rows of an answer: all of them, or a part; from its heads on where a question has such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from graph.kept_tables import NAMESPACE, holds_tables
from graph.naming import Row, Selects
from graph.overlap_heads import overlap_batches
from graph.question_binding import Terms, Values, bind, bind_count, opened, terms_of
from graph.question_headers import Question
from graph.question_heads import Heads, batches, heads_of, heads_query
from graph.question_names import named, without_names
from graph.question_pages import Part, keys_of, late_order
from graph.terms import XSD, boolean

Cells = tuple[NamedNode | Literal | None, ...]

AT_ONCE = 9_000  # keys of an answer that is read in one part
_SORTED = 10_000  # keys that Virtuoso sorts at most where a part is asked for
_TRUTHS = frozenset({"secret"})  # columns that hold yes or no, which Virtuoso computes as the numbers 1 and 0
_WALKS: Mapping[str, Callable[[Selects, Terms], Iterator[Heads]]] = {
    "overlaps": overlap_batches
}  # heads that no query gives in order
_NUMBERED = """PREFIX jk: <https://w3id.org/jarlyk/ns#>
SELECT ?order WHERE { ?document a jk:Document ; jk:readingOrder ?order } LIMIT 1"""


def read_rows(engine: Selects, question: Question, values: Values, part: Part | None = None) -> tuple[tuple[Cells, ...], bool]:
    """The rows of an answer, or of a part of it, and whether more come after it.

    An answer of few keys is read in one part too: an engine that plans by the size of what it joins then looks names up for its
    rows alone. One of more keys is read as a whole.
    """
    if part is not None and part.offset + part.limit < _SORTED:
        return _part(engine, question, values, part)
    rows, more = _part(engine, question, values, Part(AT_ONCE))
    if more:
        rows = _cells(question, engine.select(bind(question, values, kept=_looks_up(engine, values))))
    if part is None:
        return rows, False
    return rows[part.offset : part.offset + part.limit], len(rows) > part.offset + part.limit


def _part(engine: Selects, question: Question, values: Values, part: Part) -> tuple[tuple[Cells, ...], bool]:
    keys = keys_of(question.query)
    if not keys:
        rows = _cells(question, engine.select(bind(question, values)))
        return rows[part.offset : part.offset + part.limit], len(rows) > part.offset + part.limit
    numbered = bool(list(engine.select(_NUMBERED)))
    kept = _looks_up(engine, values)
    heads = _heads_of(engine, question, values, part, kept) if numbered else None
    one_more = Part(part.limit + 1, part.offset)
    if heads is None:
        solutions = iter(engine.select(bind(question, values, one_more, numbered, kept=kept)))
    else:
        solutions = _from_heads(engine, question, values, one_more, heads, kept)
    by_key: dict[tuple[object, ...], list[Row]] = {}
    for solution in solutions:
        by_key.setdefault(tuple(solution[key] for key in keys), []).append(solution)
    held = [row for rows in list(by_key.values())[: part.limit] for row in rows]
    return _cells(question, _named(engine, question, held)), len(by_key) > part.limit


def _named(engine: Selects, question: Question, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with their names, those of the same keys in the order of the whole."""
    keys, naming = keys_of(question.query), without_names(question.query)[1]
    columns = [column.name for column in question.columns if column.name not in naming.made]
    late = [by.removeprefix("?") for by in late_order(question.query)]
    found = named(engine, rows, (*columns, *keys, *(name for name in late if name not in naming.made)), naming)
    for _, alike in groupby(found, lambda row: [row[key] for key in keys]):
        yield from sorted(alike, key=lambda row: [_sortable(row[name]) for name in late])


def _sortable(term: object) -> tuple[int, Decimal, str]:
    """What has no value comes first, then numbers, then texts."""
    if not isinstance(term, NamedNode | Literal):
        return 0, Decimal(0), ""
    if isinstance(term, Literal) and term.datatype in (XSD.integer, XSD.decimal):
        return 1, Decimal(term.value), ""
    return 2, Decimal(0), term.value


def _looks_up(engine: Selects, values: Values) -> bool:
    """Whether tables are looked up: they hold for no day of its own."""
    return not values.get("date") and holds_tables(engine)


def _heads_of(engine: Selects, question: Question, values: Values, part: Part, kept: bool) -> Iterator[Heads] | None:
    """What the part is read by, batch after batch; None where it is better found as a whole."""
    terms = terms_of(question, values)
    name = heads_of(opened(question.query, terms))
    if name is None:
        return None
    if name in _WALKS:
        return _WALKS[name](engine, terms) if holds_tables(engine) else None
    query = heads_query(name)
    by_node = any(terms[asked] and question.parameters[asked].type == "iri" for asked in terms)
    if part.limit >= AT_ONCE or by_node or (NAMESPACE in query and not kept):
        return None  # what is asked of a node is found from it
    return batches(engine, query)


def _from_heads(
    engine: Selects, question: Question, values: Values, part: Part, heads: Iterator[Heads], kept: bool
) -> Iterator[Row]:
    """The solutions of the part, read from one batch of heads after the other; keys before the part are counted alone."""
    before, found = part.offset, 0
    for batch in heads:
        if before and (keys := _count(engine, question, values, batch, kept)) <= before:
            before -= keys
            continue
        solutions = list(engine.select(bind(question, values, Part(part.limit - found, before), True, batch, kept)))
        before = 0
        yield from solutions
        found += len({tuple(solution[key] for key in keys_of(question.query)) for solution in solutions})
        if found >= part.limit:
            return


def _count(engine: Selects, question: Question, values: Values, heads: Heads, kept: bool) -> int:
    rows = list(engine.select(bind_count(question, values, heads, kept)))
    keys = rows[0]["keys"] if rows else None
    return int(keys.value) if isinstance(keys, Literal) else 0


def _cells(question: Question, solutions: Iterable[Row]) -> tuple[Cells, ...]:
    rows = (tuple(_cell(column.name, solution[column.name]) for column in question.columns) for solution in solutions)
    return tuple(dict.fromkeys(rows))


def _cell(name: str, term: object) -> NamedNode | Literal | None:
    if name in _TRUTHS and isinstance(term, Literal) and term.value in ("0", "1"):
        return boolean(term.value == "1")
    return term if isinstance(term, NamedNode | Literal) else None
