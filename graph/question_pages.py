"""A part of an answer: the query that finds the keys of so many rows and looks up names, texts and quotes for these alone.

A shipped query that can be asked in parts holds a sub-select whose last line is `# page`. Its variables are the keys of the
rows: what tells one from another. As the file stands, the line is a comment and the query answers for all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.question_heads import Heads, with_mark
from graph.question_names import without_names

_SELECT = re.compile(r"SELECT DISTINCT ((?:\?\w+\s+)+)WHERE \{")
_PAGE = re.compile(r"^ *# page\n *\}", re.MULTILINE)
_ORDER = re.compile(r"^ORDER BY (.*)\Z", re.MULTILINE | re.DOTALL)
_BY = re.compile(r"DESC\((?:[^()]|\([^()]*\))*\)|\?\w+")
_NUMBERS = frozenset({"start", "end", "otherStart"})  # keys that are whole numbers; all others are compared as text
_DIGITS = 12
# Where a row's words stand. A graph that holds the reading order (see `graph.reading_order`) has one number for all four.
_PLACED = re.compile(
    r" *\?(\w+) jk:inDocument \?document ; oa:start \?start ; oa:end \?end \.\s+\?document jk:fileName \?file \.\n"
)
_PLACE = ("file", "document", "start", "end")


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


def late_order(query: str) -> list[str]:
    """What rows of the same keys are sorted by."""
    keys = keys_of(query)
    return [by for by in order_of(query) if not set(re.findall(r"\?(\w+)", by)) <= set(keys)]


def in_part(query: str, part: Part, numbered: bool = False, settled: Collection[str] = (), heads: Heads | None = None) -> str:
    """The query for a part of its answer, in the order of the keys; it also gives those that are no columns.

    It looks up no names: these are for `graph.question_names`, to which it gives what is needed.

    The order is that of the whole: first by what the keys hold. Values that are compared one after the other are joined into
    one text beforehand: an engine fetches what it compares each time anew.

    Args:
        query: a shipped one, with its values bound or not.
        part: which.
        numbered: the graph holds the reading order: rows are sorted by it, and their places are looked up behind the sub-select.
        settled: keys that have one value in all rows, by which nothing need be sorted.
        heads: what the rows are to be about; the query has a mark where they are to be bound.
    """
    query, naming = without_names(query)
    outer, inner = list(_SELECT.finditer(query))[:2]
    marker, order = _PAGE.search(query), _ORDER.search(query)
    if marker is None or order is None:
        return query
    keys, places, found = keys_of(query), "", query[inner.end() : marker.start()]
    if heads is not None:
        found = with_mark(found)
    placed = list(_PLACED.finditer(found)) if numbered else []
    if len({place[1] for place in placed}) == 1 and not re.search(r"\?(?:file|document|start|end)\b", _PLACED.sub("", found)):
        places = placed[0][0]
        within = "jk:inDocument ?document ; " if heads is not None and "document" in heads.variables else ""
        found = _PLACED.sub(f"?{placed[0][1]} {within}jk:readingOrder ?order .\n", found)
        keys = (*(key for key in keys if key not in _PLACE), "order")
    bindings, orders = _sorting(_ordered(query, keys), keys, settled)
    bound = "".join(f"BIND ({text} AS ?{name})\n" for name, text in bindings.items())
    limit = f"LIMIT {part.limit}"
    end = f"{bound}}} ORDER BY {' '.join(orders)} {limit}" + (f" OFFSET {part.offset}" if part.offset else "")
    sub_select = f"{_select([*keys, *bindings])}{found}{end}"
    if places:  # the second limit tells the planner again that there are few rows
        sub_select = f"{_select([*keys, *bindings, *_PLACE])}\n{{ {sub_select} }}\n{places}}} {limit}"
    names = [name for name in outer[1].replace("?", "").split() if name not in naming.made]
    late = [by for by in late_order(query) if by.removeprefix("?") not in naming.made]
    hidden = [name for name in (*keys, *naming.needed, *(by.removeprefix("?") for by in late)) if name not in names]
    return "".join(
        (
            query[: outer.start()],
            _select(dict.fromkeys((*names, *hidden, *bindings))),
            query[outer.end() : inner.start()],
            sub_select,
            query[marker.end() : order.start()],
            f"ORDER BY {' '.join([*orders, *late])}\n",
        )
    )


def counting(query: str, heads: Heads | None, most: int | None = None) -> str:
    """The query for how many keys there are - about some heads, or in all - in `?keys`; it counts no more than `most`."""
    outer, inner = list(_SELECT.finditer(query))[:2]
    marker = _PAGE.search(query)
    found = query[inner.end() : marker.start()] if marker else ""
    found = found if heads is None else with_mark(found)
    limit = "" if most is None else f" LIMIT {most}"
    return f"{query[: outer.start()]}SELECT (COUNT(*) AS ?keys) WHERE {{ {_select(keys_of(query))}{found}}}{limit} }}\n"


def _select(names: Iterable[str]) -> str:
    return f"SELECT DISTINCT {' '.join(f'?{name}' for name in names)} WHERE {{"


def _ordered(query: str, keys: tuple[str, ...]) -> list[str]:
    """What the rows are sorted by, with the number in the place of the four that it stands for."""
    by = order_of(query)
    if "order" not in keys:
        return by
    at = by.index("?file")
    return [*by[:at], "?order", *(each for each in by[at:] if each.removeprefix("?") not in _PLACE)]


def _sorting(by: list[str], keys: tuple[str, ...], settled: Collection[str]) -> tuple[dict[str, str], list[str]]:
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

    for each in _leading(by, keys):
        if each.removeprefix("?") in settled:
            continue
        if each == "?order" or each.startswith("DESC") or joined & {"end", "order"}:
            close()
            orders.append(each)
        else:
            together.append(each.removeprefix("?"))
        joined.add(each.removeprefix("?"))
    close()
    return bindings, orders


def _leading(by: list[str], keys: tuple[str, ...]) -> Iterator[str]:
    left = dict.fromkeys(keys)
    for each in by:
        used = re.findall(r"\?(\w+)", each)
        if not set(used) <= set(keys):
            break
        if not each.startswith("DESC"):
            left.pop(used[0], None)
        yield each
    yield from (f"?{key}" for key in left)


def _comparable(key: str) -> str:
    if key in _NUMBERS:
        return f'COALESCE(SUBSTR(CONCAT("{"0" * _DIGITS}", STR(?{key})), COALESCE(STRLEN(STR(?{key})), 0) + 1), "")'
    return f'COALESCE(STR(?{key}), "")'
