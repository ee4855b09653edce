"""Heads: nodes in the order of an answer's rows, so that its first page is found without finding all rows first.

A question whose rows are sorted by document can be asked of the first few documents alone, then the next, until a page is full.
A short query in `heads/` gives the nodes in order. A question names those that it can be read by, where it is asked of all, in a
comment of its sub-select: `# heads: documents`. Heads may be more than there are rows about, never fewer. What a question counts
beside its rows can be held to the heads too, in a block `# asked: heads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from graph.naming import Row, Selects

ASKED = "heads"  # of a block that is opened where rows are read from heads
_MARK = re.compile(
    r"^ *# from these heads(?:: ([\w ]+))?\n", re.MULTILINE
)  # in a query: where they, or some of their variables, are bound
_NAMED = re.compile(r"^ *# heads: ([\w-]+)\n", re.MULTILINE)
_SELECTED = re.compile(r"SELECT (?:DISTINCT )?((?:\?\w+ )+)WHERE")
_RANK = "rank"  # what begins so says how heads are sorted, and is no part of them
_FETCHED = 1_000  # heads in one query
_FIRST, _TIMES, _MOST = 2, 8, 512  # heads of the first batch, how many times as many next, and of the last ones


Head = tuple[NamedNode | Literal, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """Some heads: their variables, and the nodes and values of each."""

    variables: tuple[str, ...]
    rows: tuple[Head, ...]

    def values(self, names: Sequence[str] = ()) -> str:
        """The clause that binds them; or these variables of theirs, each combination once."""
        at = [self.variables.index(name) for name in names or self.variables]
        rows = dict.fromkeys(" ".join(str(row[place]) for place in at) for row in self.rows)
        return f"VALUES ({' '.join(f'?{self.variables[place]}' for place in at)}) {{ {' '.join(f'({row})' for row in rows)} }}\n"


def heads_of(query: str) -> str | None:
    """The name of what all of an answer can be read by; None where it is found only as a whole.

    `query` is the question's, with its blocks opened.
    """
    named = _NAMED.search(query)
    return named[1] if named else None


def with_mark(found: str) -> str:
    """The part of a query that names its heads, with the mark of where they are bound."""
    return _NAMED.sub("# from these heads\n", found, count=1)


def at_marks(query: str, heads: Heads | None) -> str:
    """The query with the heads bound at its marks."""
    return query if heads is None else _MARK.sub(lambda mark: heads.values((mark[1] or "").split()), query)


@cache
def heads_query(name: str) -> str:
    """The query of `heads/` that gives them in order."""
    return files("graph").joinpath("heads").joinpath(f"{name}.rq").read_text(encoding="utf-8")


def batches(engine: Selects, query: str) -> Iterator[Heads]:
    """The heads in order, few at first and then more each time; those of one rank stay together."""
    found = _SELECTED.search(query)
    names = found[1].replace("?", "").split() if found else []
    ranks = [name for name in names if name.startswith(_RANK)]
    nodes = [name for name in names if name not in ranks]
    held: list[Row] = []
    size = _FIRST
    for _, group in groupby(_all(engine, query), lambda row: [row[name] for name in ranks]):
        held += group
        if len(held) >= size:
            yield _heads(nodes, held)
            held, size = [], min(_TIMES * size, _MOST)
    if held:
        yield _heads(nodes, held)


def _all(engine: Selects, query: str) -> Iterator[Row]:
    for offset in range(0, 10**9, _FETCHED):
        rows = list(engine.select(f"{query.rstrip()} LIMIT {_FETCHED}" + (f" OFFSET {offset}" if offset else "")))
        yield from rows
        if len(rows) < _FETCHED:
            return


def _heads(names: Sequence[str], rows: Sequence[Row]) -> Heads:
    nodes = (tuple(node for name in names if isinstance(node := row[name], NamedNode | Literal)) for row in rows)
    return Heads(tuple(names), tuple(dict.fromkeys(row for row in nodes if len(row) == len(names))))
