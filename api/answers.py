"""Answers to the ready questions as JSON, CSV and the cells of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from api.entity import Place
from api.paging import Counted, Window
from api.tables import render_csv
from api.translation import Words
from graph.question_headers import Column
from graph.questions import Answer, Question
from ontology.iri import concept_iri

PLACE_COLUMNS = ("document", "file", "start", "end", "quote")
_TEXTS_OF = ("measure", "indicator", "fact", "concerns")  # the column `text` says what the first of these is
# Columns whose values are notations of a vocabulary, which has their names in every language.
SCHEMES = {
    "role": "role",
    "otherRole": "role",
    "changeKind": "change-kind",
    "deontic": "deontic",
    "link": "link-type",
    "budgetSource": "budget-source",
    "source": "budget-source",
    "jurisdiction": "jurisdiction",
    "type": "instrument-type",
}
_NO_CONCEPTS = {"unnamed": "code.source.unnamed"}  # what such a column holds besides, with its key in the translations
# Columns and parameters whose values are codes of the query, with the section of the translations that has their words.
WORDED = {
    "kind": "kind",
    **{name: f"code.{name}" for name in ("how", "dated", "through", "of", "nameKind", "form", "stale", "says", "level", "year")},
    **{"term": "code.dated", "secret": "code.truth"},
    **dict.fromkeys(("validFrom", "validTo", "changeDate", "amendingDate"), "code.date"),
}
# Columns whose values are written in each language in its own way: dates as far as they are known, languages, currencies.
WRITTEN = {
    **dict.fromkeys(("validFrom", "validTo", "changeDate", "successorTo", "nameFrom", "nameTo"), "date"),
    **dict.fromkeys(("amendingDate", "actDate", "basisDate", "dueBy"), "date"),
    "nameLanguage": "language_name",
    "currency": "currency_name",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table: `link` is the node that its words name, `concept` the IRI of the concept that a notation means.

    `word` is the key in the translations of what is no concept of a vocabulary; `written` says how a language writes it.
    """

    term: NamedNode | Literal | None
    link: str | None = None
    concept: str | None = None
    word: str | None = None
    written: str | None = None

    def in_words(self, words: Words) -> str | None:
        """The value in the words of a language; None where it stays as it is."""
        if not isinstance(self.term, Literal):
            return None
        said = words.get(self.word) if self.word else None
        writers = {"date": words.date, "language_name": words.language_name, "currency_name": words.currency_name}
        return said or (writers[self.written](self.term.value) if self.written else None)


def answer_json(
    answer: Answer, window: Window | None = None, counted: Counted | None = None, truncated: bool = False
) -> dict[str, Any]:
    """An answer, or the page of it that `window` says it is, as JSON-ready values; `counted`: how many rows there are in all."""
    return {
        "question": answer.question.name,
        "columns": [column.name for column in answer.columns],
        "rows": [{name: _plain(value) for name, value in row.items()} for row in answer.plain_rows()],
        **(_page(answer, window, counted or Counted(len(answer.rows))) if window else {"more": answer.more}),
        "truncated": truncated,
        "documents": [{"iri": d.iri, "file": d.file, "language": d.language} for d in answer.scope],
        "matched": {
            name: [{"iri": m.iri, "name": m.name, "how": m.how} for m in matches] for name, matches in answer.matched.items()
        },
    }


def _page(answer: Answer, window: Window, counted: Counted) -> dict[str, Any]:
    pages = window.pages(counted.n) if counted.whole else None
    return {**counted.members(), "page": window.page, "pages": pages, "size": window.size, "more": answer.more}


def answer_csv(answer: Answer) -> str:
    """An answer, or a part of it, as CSV with a line of column names."""
    rows = ([None if term is None else term.value for term in row] for row in answer.rows)
    return render_csv([column.name for column in answer.columns], rows)


def question_json(question: Question, language: str | None = None) -> dict[str, Any]:
    """What a question asks, in one language or all."""

    def texts(table: Mapping[str, str]) -> Any:  # noqa: ANN401 - one text or a table of them
        return table[language] if language else dict(table)

    return {
        "name": question.name,
        "title": texts(question.title),
        "explanation": texts(question.explanation),
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": texts(p.description),
                "default": list(p.default),
                "choices": list(p.choices),
            }
            for p in question.parameters.values()
        ],
        "columns": [{"name": column.name, "heading": texts(column.heading)} for column in question.columns],
    }


def shown_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns of a page's table: places stand in one of their own, and a node is shown by its name."""
    return [c for c in columns if c.name not in PLACE_COLUMNS and _companion(c.name, columns) is None]


def table_cells(answer: Answer) -> list[tuple[list[Cell], Place | None]]:
    """The rows of a page's table."""
    names = [column.name for column in answer.columns]
    owners = {companion: name for name in names if (companion := _companion(name, answer.columns))}
    shown = shown_columns(answer.columns)
    rows = []
    for row in answer.rows:
        values = dict(zip(names, row, strict=True))
        rows.append(([_cell(column.name, values, owners) for column in shown], _place(values)))
    return rows


def shown_iris(rows: Sequence[tuple[Sequence[Cell], Place | None]]) -> list[str]:
    """The nodes and concepts of a table that need a name."""
    cells = [cell for row, _ in rows for cell in row]
    return [c.term.value for c in cells if isinstance(c.term, NamedNode)] + [c.concept for c in cells if c.concept]


def choice_iris(question: Question) -> dict[str, str]:
    """The concepts that a question's choices mean, by notation."""
    parameters = (p for p in question.parameters.values() if p.name in SCHEMES)
    choices = ((p.name, choice) for p in parameters for choice in p.choices if choice not in _NO_CONCEPTS)
    return {choice: concept_iri(SCHEMES[name], choice) for name, choice in choices}


def choice_words(question: Question, words: Words) -> dict[str, str]:
    """What a question's choices are called that are no concepts."""
    parameters = (p for p in question.parameters.values() if p.name in WORDED)
    keys = _NO_CONCEPTS | {choice: f"{WORDED[p.name]}.{choice}" for p in parameters for choice in p.choices}
    return {choice: words.get(key) or choice for choice, key in keys.items()}


def _cell(name: str, values: Mapping[str, NamedNode | Literal | None], owners: Mapping[str, str]) -> Cell:
    term = values[name]
    owner = values.get(owners.get(name, ""))
    if isinstance(owner, NamedNode):
        return Cell(term if term is not None else owner, link=owner.value if term is not None else None)
    if isinstance(term, Literal) and name in SCHEMES and term.value in _NO_CONCEPTS:
        return Cell(term, word=_NO_CONCEPTS[term.value])
    if isinstance(term, Literal) and name in SCHEMES:
        return Cell(term, concept=concept_iri(SCHEMES[name], term.value))
    word = f"{WORDED[name]}.{term.value}" if isinstance(term, Literal) and name in WORDED else None
    return Cell(term, word=word, written=WRITTEN.get(name))


def _companion(name: str, columns: Sequence[Column]) -> str | None:
    """The column that holds the name of the nodes of another."""
    names = [column.name for column in columns]
    for candidate in (f"{name}Name", f"{name}Title", f"{name}Text"):
        if candidate in names:
            return candidate
    first = next((text_of for text_of in _TEXTS_OF if text_of in names), None)
    return "text" if name == first and "text" in names else None


def _place(values: Mapping[str, NamedNode | Literal | None]) -> Place | None:
    found = {name: term.value for name in PLACE_COLUMNS if (term := values.get(name)) is not None}
    if not {"document", "start", "end", "quote"} <= found.keys():
        return None
    return Place(found["document"], int(found["start"]), int(found["end"]), found["quote"])


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
