"""An answer to a ready question as a table in plain text, in the words of one language."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from api.answers import PLACE_COLUMNS, Cell, shown_columns, shown_iris, table_cells
from api.asking import Names, Term, bind, read_query
from api.tables import render_table
from api.translation import LANGUAGES, Words
from graph.naming import Selects
from graph.questions import Answer, Part

_SHOWN_PLACES = tuple(name for name in PLACE_COLUMNS if name not in ("document", "end"))


def answer_table(answer: Answer, engine: Selects, words: Words, part: Part | None = None) -> str:
    """What names were taken for, the rows, and what was asked over. `engine` knows the names of nodes and concepts."""
    matched = "".join(f"{name}: {match.name} <{match.iri}>\n" for name, found in answer.matched.items() for match in found)
    more = f" {go_on(part, words)}" if part and answer.more else ""
    none = "" if answer.rows else words("questions.none") + "\n"
    scope = f"{words('questions.scope')}: {', '.join(document.file for document in answer.scope)}\n"
    return f"{matched}{_table(answer, engine, words)}{none}{_counted(answer, words)}{more}\n{scope}"


def _table(answer: Answer, engine: Selects, words: Words) -> str:
    cells = table_cells(answer)
    names, ranks = _names(engine, shown_iris(cells)), sorted(LANGUAGES, key=words.rank)
    places = [(n, column) for n, column in enumerate(answer.columns) if column.name in _SHOWN_PLACES]
    headings = [*shown_columns(answer.columns), *(column for _, column in places)]
    rows = (
        [*(_said(cell, names, ranks, words) for cell in row), *(_plain(terms[n]) for n, _ in places)]
        for (row, _), terms in zip(cells, answer.rows, strict=True)
    )
    return render_table([column.heading[words.language] for column in headings], rows)


def _said(cell: Cell, names: Names, ranks: list[str], words: Words) -> str | None:
    node = cell.concept or (cell.term.value if isinstance(cell.term, NamedNode) else None)
    return names.best(node, ranks).text if node else cell.in_words(words) or _plain(cell.term)


def _plain(term: NamedNode | Literal | None) -> str | None:
    return None if term is None else term.value


def _names(engine: Selects, iris: list[str]) -> Names:
    wanted = sorted(set(iris))
    rows = engine.select(bind(read_query("labels"), {"node": wanted})) if wanted else []
    return Names({name: _term(row[name]) for name in ("node", "property", "label")} for row in rows)


def _term(value: object) -> Term | None:
    return value if isinstance(value, NamedNode | Literal) else None


def go_on(part: Part, words: Words) -> str:
    """How to ask for the rows after a part."""
    return words("questions.go_on", n=part.offset + part.limit)


def _counted(answer: Answer, words: Words) -> str:
    if answer.offset and answer.rows:
        return words("questions.from_to", first=answer.offset + 1, last=answer.offset + len(answer.rows)) + "."
    return words("questions.rows", n=len(answer.rows)) + "."
