"""Names for the rows of a part: each node is looked up once, in a query of its own.

In the file of a question a name is five OPTIONALs, one for each language that it may be in. An engine takes a millisecond to plan
each of them, and works through them for each row. A part is asked without them; its nodes are then named here, in the same
languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from pyoxigraph import Literal, NamedNode

from graph.naming import Row, Selects

_BLOCK = re.compile(
    r"^( *)# the name in the language asked for, else in Russian, Kyrgyz, Kazakh or English\n"
    r'(?:\1OPTIONAL \{ \?\w+ skos:prefLabel \?\w+ FILTER \(LANG\(\?\w+\) = (?:\?language|"\w\w")\) \}\n){5}'
    r"\1BIND \(COALESCE\(\?(\w+)1, (?:\?\w+, ){3}\?\w+(?:, STR\(\?(\w+)\))?\) AS \?\w+\)\n",
    re.MULTILINE,
)
_NODE = re.compile(r"OPTIONAL \{ \?(\w+)")
_CHOSEN = re.compile(r"^ *BIND \(COALESCE\(([^()]*)\) AS \?(\w+)\)\n", re.MULTILINE)
_ELSE = ("ru", "ky", "kk", "en")  # after the language asked for
_AT_ONCE = 1_000  # nodes in one query
_LABELS = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?node ?label WHERE {{ VALUES ?node {{ {nodes} }} ?node skos:prefLabel ?label }}"""

Labels = Mapping[NamedNode, Mapping[str, Sequence[Literal]]]


@dataclass(frozen=True, slots=True)
class Name:
    """A column that holds the name of the node in another one; `or_iri`: a node without one is shown by its IRI."""

    column: str
    node: str
    or_iri: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """What a query leaves to be named: names, and columns that hold the first of several that has a value."""

    names: tuple[Name, ...]
    chosen: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """The variables that the query must give for it."""
        made = self.made
        parts = [part for _, parts in self.chosen for part in parts]
        return ("language", *dict.fromkeys(v for v in (*(name.node for name in self.names), *parts) if v not in made))

    @property
    def made(self) -> frozenset[str]:
        """The columns that are made here."""
        return frozenset((*(name.column for name in self.names), *(column for column, _ in self.chosen)))


@cache
def without_names(query: str) -> tuple[str, Naming]:
    """The query without the names that it looks up, and what they are."""
    names = []
    for block in _BLOCK.finditer(query):
        node = _NODE.search(block[0])
        held = block[3] or (node[1] if node else "")
        names.append(Name(block[2], held, block[3] is not None))
    query = _BLOCK.sub("", query)
    made = {name.column for name in names}
    chosen = []
    for found in _CHOSEN.finditer(query):
        parts = tuple(part.strip().removeprefix("?") for part in found[1].split(","))
        if made & set(parts):
            chosen.append((found[2], parts))
            query = query.replace(found[0], "", 1)
    return query, Naming(tuple(names), tuple(chosen))


def named(engine: Selects, rows: Sequence[Row], variables: Sequence[str], naming: Naming) -> Iterator[dict[str, object]]:
    """The rows with their names; a node that has two in one language gives two rows, as in the whole query.

    Args:
        engine: knows the names.
        rows: the solutions of a query without names.
        variables: those to keep of them.
        naming: what the query left to be named.
    """
    nodes = {node for row in rows for name in naming.names if isinstance(node := row[name.node], NamedNode)}
    labels = _labels(engine, sorted(nodes, key=lambda node: node.value))
    for row in rows:
        held = {variable: row[variable] for variable in dict.fromkeys((*variables, *naming.needed))}
        language = held["language"]
        asked = language.value if isinstance(language, Literal) else ""
        options = [_options(labels, held[name.node], asked, name.or_iri) for name in naming.names]
        for combination in product(*options):
            made = held | {name.column: label for name, label in zip(naming.names, combination, strict=True)}
            for column, parts in naming.chosen:
                made[column] = next((made[part] for part in parts if made[part] is not None), None)
            yield made


def _options(labels: Labels, node: object, asked: str, or_iri: bool) -> Sequence[Literal | None]:
    if not isinstance(node, NamedNode):
        return (None,)
    known = labels.get(node, {})
    for language in (asked, *_ELSE):
        if known.get(language):
            return known[language]
    return (Literal(node.value),) if or_iri else (None,)


def _labels(engine: Selects, nodes: Sequence[NamedNode]) -> Labels:
    found: dict[NamedNode, dict[str, list[Literal]]] = {}
    for row in _asked(engine, nodes):
        node, label = row["node"], row["label"]
        if isinstance(node, NamedNode) and isinstance(label, Literal):
            of_language = found.setdefault(node, {}).setdefault(label.language or "", [])
            if label not in of_language:
                of_language.append(label)
    for by_language in found.values():
        for of_language in by_language.values():
            of_language.sort(key=lambda label: label.value)
    return found


def _asked(engine: Selects, nodes: Sequence[NamedNode]) -> Iterable[Row]:
    for first in range(0, len(nodes), _AT_ONCE):
        yield from engine.select(_LABELS.format(nodes=" ".join(str(node) for node in nodes[first : first + _AT_ONCE])))
