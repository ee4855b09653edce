"""The shipped questions as records: each `queries/*.rq` opens with comment lines that are TOML and say what it asks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from ontology.errors import DataError

LANGUAGES = ("ky", "kk", "ru", "en")
PARAMETER_TYPES = ("iri", "text", "year", "date", "language", "choice")
Texts = Mapping[str, str]

_COLUMNS = re.compile(r"SELECT\s+DISTINCT\s+((?:\?\w+\s+)+)WHERE")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked of a question. `of` are the classes (names in jk:) whose names an `iri` parameter accepts."""

    name: str
    type: str
    description: Texts
    default: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: the variable of the query, and its heading in each language."""

    name: str
    heading: Texts


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its query is SPARQL 1.1 that answers for all when nothing is bound."""

    name: str
    title: Texts
    explanation: Texts
    parameters: Mapping[str, Parameter]
    columns: tuple[Column, ...]
    query: str


@cache
def load_questions() -> dict[str, Question]:
    """All questions that come with the program, by name, in alphabetical order.

    Raises:
        DataError: a header that is no TOML, or lacks a text in one of the four languages; names the file and the key.
    """
    folder = files("graph").joinpath("queries")
    words = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return {
        name.removesuffix(".rq"): parse_question(
            name.removesuffix(".rq"), folder.joinpath(name).read_text(encoding="utf-8"), words
        )
        for name in names
    }


def parse_question(name: str, query: str, words: Mapping[str, Mapping[str, Texts]]) -> Question:
    """One `.rq` file as a question; `words` holds the texts of columns and parameters that the questions share.

    Raises:
        DataError: as for `load_questions`.
    """
    comment = "\n".join(line.lstrip("# ") for line in takewhile(lambda line: line.startswith("#"), query.splitlines()))
    try:
        header = tomllib.loads(comment)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"graph/queries/{name}.rq: the comment at its head is no TOML: {error}") from error
    projection = _COLUMNS.search(query)
    if projection is None:
        raise DataError(f"graph/queries/{name}.rq: no 'SELECT DISTINCT ?column ... WHERE' was found; write the columns out")
    columns = [variable.removeprefix("?") for variable in projection[1].split()]
    return Question(
        name=name,
        title=_texts(name, "title", header),
        explanation=_texts(name, "explanation", header),
        parameters={key: _parameter(name, key, row, words["parameter"]) for key, row in header.get("parameters", {}).items()},
        columns=tuple(Column(column, _texts(name, column, words["column"])) for column in columns),
        query=query,
    )


def _parameter(question: str, name: str, row: Mapping[str, object], words: Mapping[str, Texts]) -> Parameter:
    kind = row.get("type")
    if kind not in PARAMETER_TYPES:
        raise DataError(f"graph/queries/{question}.rq: parameter '{name}' has type '{kind}'; use one of {PARAMETER_TYPES}")
    return Parameter(
        name, str(kind), _texts(question, name, words), _strings(row, "default"), _strings(row, "of"), _strings(row, "choices")
    )


def _strings(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = row.get(key, [])
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _texts(question: str, key: str, table: Mapping[str, Texts]) -> Texts:
    texts = table.get(key, {})
    missing = [language for language in LANGUAGES if not texts.get(language)]
    if missing:
        raise DataError(
            f"graph/queries/{question}.rq: '{key}' has no text in {', '.join(missing)}; add it there or to words.toml"
        )
    return texts
