"""A shipped query taken apart into the parts of its WHERE clause, for rules about their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HIDDEN = re.compile(r'"[^"\n]*"|<[^<>\s]*>')
_VARIABLE = re.compile(r"\?(\w+)")
KINDS = ("OPTIONAL", "MINUS", "BIND", "FILTER", "VALUES")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its kind (one of KINDS, TRIPLES or GROUP) and its text."""

    kind: str
    text: str

    @property
    def variables(self) -> set[str]:
        return set(_VARIABLE.findall(self.text))


def code_of(query: str) -> str:
    """The query without comments, strings and IRIs."""
    lines = (_HIDDEN.sub("x", line).split("#")[0].rstrip() for line in query.splitlines())
    return "\n".join(line for line in lines if line.strip())


def parts_of(query: str) -> list[Part]:
    """The parts of the outermost group, in order."""
    code = code_of(query)
    return _parts(code[code.index("WHERE {") + len("WHERE {") : code.rindex("}")])


def keys_parts_of(query: str) -> list[Part]:
    """The parts of the sub-select that finds the keys of the rows; none where there is no such one."""
    if "# page" not in query:
        return []
    before = query[: query.index("# page")]
    return _parts(code_of(before).split("WHERE {", 2)[2] + "\n")


def _parts(body: str) -> list[Part]:
    parts: list[Part] = []
    held, depth = "", 0
    for line in body.splitlines():
        if not line.strip():
            continue
        held += line + "\n"
        depth += line.count("{") + line.count("(") - line.count("}") - line.count(")")
        kind = _kind(held)
        if depth or (kind == "TRIPLES" and not line.endswith(".")) or line.endswith("UNION {"):
            continue
        parts.append(Part(kind, held))
        held = ""
    assert not held.strip(), held
    return parts


def _kind(text: str) -> str:
    first = text.split()[0]
    if first.startswith("{"):
        return "GROUP"
    return next((kind for kind in KINDS if first.startswith(kind)), "TRIPLES")
