"""A part of an answer: the query that finds the keys of so many rows and looks up names, texts and quotes for these alone.

A shipped query that can be asked in parts holds a sub-select whose last line is `# page`. Its variables are the keys of the
rows: what tells one from another. As the file stands, the line is a comment and the query answers for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_SELECT = re.compile(r"SELECT DISTINCT ((?:\?\w+\s+)+)WHERE \{")
_PAGE = re.compile(r"^ *# page\n *\}", re.MULTILINE)
_ORDER = re.compile(r"^ORDER BY (.*)\Z", re.MULTILINE | re.DOTALL)
_BY = re.compile(r"DESC\((?:[^()]|\([^()]*\))*\)|\?\w+")
_NUMBERS = frozenset({"start", "end", "otherStart"})  # keys that are whole numbers; all others are compared as text
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """So many keys of an answer, after so many others."""

    limit: int
    offset: int = 0


@cache
def keys_of(query: str) -> tuple[str, ...]:
    """The variables that tell the rows of an answer apart; empty where it cannot be asked in parts."""
    selects = list(_SELECT.finditer(query))
    return tuple(selects[1][1].replace("?", "").split()) if _PAGE.search(query) and len(selects) > 1 else ()


def order_of(query: str) -> list[str]:
    """What the rows are sorted by, each as it stands: `?name` or `DESC(...)`."""
    found = _ORDER.search(query)
    return _BY.findall(found[1]) if found else []


def in_part(query: str, part: Part) -> str:
    """The query for a part of its answer, in the order of the keys; it also gives those that are no columns.

    The order is that of the whole: first by what the keys hold. Values that are compared one after the other are joined into
    one text beforehand: an engine fetches what it compares each time anew.
    """
    keys = keys_of(query)
    outer, inner = list(_SELECT.finditer(query))[:2]
    marker, order = _PAGE.search(query), _ORDER.search(query)
    if marker is None or order is None:
        return query
    names = outer[1].replace("?", "").split()
    hidden = [key for key in keys if key not in names]
    bindings, orders = _sorting(query, keys)
    bound = "".join(f"BIND ({text} AS ?{name})\n" for name, text in bindings.items())
    end = f"{bound}}} ORDER BY {' '.join(orders)} LIMIT {part.limit}" + (f" OFFSET {part.offset}" if part.offset else "")
    late = [by for by in order_of(query) if by not in orders and by.removeprefix("?") not in keys]
    return "".join(
        (
            query[: outer.start()],
            _select([*names, *hidden, *bindings]),
            query[outer.end() : inner.start()],
            _select([*keys, *bindings]),
            query[inner.end() : marker.start()],
            end,
            query[marker.end() : order.start()],
            f"ORDER BY {' '.join([*orders, *late])}\n",
        )
    )


def _select(names: Iterable[str]) -> str:
    return f"SELECT DISTINCT {' '.join(f'?{name}' for name in names)} WHERE {{"


def _sorting(query: str, keys: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Texts to bind by name, and what to sort by: what the whole is sorted by as far as keys go, then the other keys."""
    bindings: dict[str, str] = {}
    orders: list[str] = []
    together: list[str] = []
    joined: set[str] = set()  # beyond the place few rows are alike

    def close() -> None:
        if together:
            name = f"order{len(bindings) + 1}"
            bindings[name] = "CONCAT(" + ', "\\t", '.join(_comparable(key) for key in together) + ', "")'
            orders.append(f"?{name}")
            together.clear()

    for by in _leading(query, keys):
        if by.startswith("DESC") or "end" in joined:
            close()
            orders.append(by)
        else:
            together.append(by.removeprefix("?"))
            joined.add(by.removeprefix("?"))
    close()
    return bindings, orders


def _leading(query: str, keys: tuple[str, ...]) -> Iterator[str]:
    left = dict.fromkeys(keys)
    for by in order_of(query):
        used = re.findall(r"\?(\w+)", by)
        if not set(used) <= set(keys):
            break
        if not by.startswith("DESC"):
            left.pop(used[0], None)
        yield by
    yield from (f"?{key}" for key in left)


def _comparable(key: str) -> str:
    if key in _NUMBERS:
        return f'COALESCE(SUBSTR(CONCAT("{"0" * _DIGITS}", STR(?{key})), COALESCE(STRLEN(STR(?{key})), 0) + 1), "")'
    return f'COALESCE(STR(?{key}), "")'
