"""Why a query was too much: the patterns in it that no engine answers quickly, read from its text.

It is a reading of braces, statements and variables, not of the whole grammar: it is asked after a query was stopped, what it
finds is advice, and on what it does not understand it says nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from api.guard import Token, tokens

_MOST = 3
_READ = 200  # groups, and statements of one; who writes more can read no advice on them
_DEEP = 50
_OPENERS = frozenset({"OPTIONAL", "MINUS", "UNION", "GRAPH", "EXISTS", "WHERE", "VALUES", "CONSTRUCT", "SELECT"})
_CLAUSES = frozenset({"FILTER", "BIND"})
_SOLUTIONS = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"})
_NO_PATTERN = frozenset({"VALUES", "CONSTRUCT"})  # what their braces hold is no pattern
_SEARCHES = frozenset({"REGEX", "CONTAINS", "STRENDS"})


@dataclass(frozen=True, slots=True)
class Hint:
    """A pattern that takes long. `kind` names its words in the translations (`hopeless.<kind>`), `line` counts from 1."""

    kind: str
    pattern: str
    line: int


@dataclass(slots=True)
class _Group:
    """What stands between two braces."""

    opener: str
    start: int
    statements: list[list[Token]] = field(default_factory=list)
    clauses: list[list[Token]] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    own: set[str] = field(default_factory=set)  # variables before the opening brace: of VALUES and GRAPH

    def variables(self) -> set[str]:
        """All variables in it."""
        found = set(self.own)
        for statement in self.statements:
            found |= _variables(statement)
        for group in self.groups:
            found |= group.variables()
        return found


def find_hopeless(query: str) -> list[Hint]:
    """The patterns that most likely made the query too much, the worst first, at most three."""
    groups = list(itertools.islice(_read(query), _READ))
    found = [hint for look in (_products, _paths, _exists, _searches, _everything) for hint in look(groups, query)]
    return list(dict.fromkeys(found))[:_MOST]


def _read(query: str) -> Iterator[_Group]:
    """All groups of graph patterns, the inner ones first."""
    open_groups = [_Group("", 0)]
    current: list[Token] = []
    depth = 0
    for token in tokens(query):
        group, text = open_groups[-1], token.text
        word = text.upper() if token.kind == "word" else ""
        if text == "{":
            _close(group, current)
            opener = next((t.text.upper() for t in reversed(current) if t.text.upper() in _OPENERS), "")
            open_groups.append(_Group(opener, token.start, own=_variables(current) if opener in ("VALUES", "GRAPH") else set()))
            current, depth = [], 0
            if len(open_groups) > _DEEP:
                return
        elif text == "}" and len(open_groups) > 1:
            _close(group, current)
            current, depth = [], 0
            open_groups.pop()
            if len(open_groups[-1].groups) < _READ:
                open_groups[-1].groups.append(group)
            if group.opener not in _NO_PATTERN:
                yield group
        elif text == "." and depth == 0:
            _close(group, current)
            current = []
        else:
            if word in _OPENERS | _CLAUSES | _SOLUTIONS and depth == 0 and not (current and _is(current[0], _CLAUSES)):
                _close(group, current)
                current = []
            current.append(token)
            depth += (text in ("(", "[")) - (text in (")", "]"))
            if text == ")" and depth == 0 and _is(current[0], _CLAUSES):
                _close(group, current)
                current = []


def _close(group: _Group, current: list[Token]) -> None:
    if not current or _is(current[0], _OPENERS | _SOLUTIONS):
        return
    parts = group.clauses if _is(current[0], _CLAUSES) else group.statements
    if len(parts) < _READ:
        parts.append(list(current))


def _is(token: Token, words: frozenset[str]) -> bool:
    return token.kind == "word" and token.text.upper() in words


def _variables(part: Iterable[Token]) -> set[str]:
    return {token.text[1:] for token in part if token.kind == "variable"}


def _products(groups: list[_Group], query: str) -> Iterator[Hint]:
    """Patterns side by side that share no variable: each row of the one goes with each of the other."""
    for group in groups:
        parts = [(_variables(statement), statement) for statement in group.statements if _variables(statement)]
        tied: list[set[str]] = [set(variables) for variables, _ in parts]
        tied += [_variables(clause) for clause in group.clauses if _is(clause[0], frozenset({"BIND"})) or _equates(clause)]
        tied += _nested(group)
        islands = _islands(tied)
        shown = [next((part for variables, part in parts if variables <= island), None) for island in islands]
        apart = [part for part in shown if part]
        if len(apart) > 1:
            yield Hint("product", f"{_text(apart[0])} … {_text(apart[1])}", _line(query, apart[1][0].start))


def _nested(group: _Group) -> list[set[str]]:
    found: list[set[str]] = []
    for inner in group.groups:
        if inner.opener == "UNION" and found:
            found[-1] |= inner.variables()
        elif inner.opener != "EXISTS":
            found.append(inner.variables())
    return found


def _islands(tied: list[set[str]]) -> list[set[str]]:
    islands: list[set[str]] = []
    for variables in tied:
        touching = [island for island in islands if island & variables]
        islands = [island for island in islands if not island & variables] + [variables.union(*touching)]
    return islands


def _equates(clause: list[Token]) -> bool:
    return any(b.text == "=" and a.text not in ("!", "<", ">") for a, b in itertools.pairwise(clause))


def _paths(groups: list[_Group], query: str) -> Iterator[Hint]:
    """A path of any length between two things that nothing else says anything of."""
    for group in groups:
        for statement in group.statements:
            stars = [n for n, token in enumerate(statement) if token.text in ("*", "+") and n + 1 < len(statement)]
            if not stars or statement[0].kind != "variable":
                continue
            after = next((token for token in statement[stars[-1] + 1 :] if token.kind != "sign"), None)
            others = set().union(*(_variables(s) for s in group.statements if s is not statement), *_nested(group))
            if after is not None and after.kind == "variable" and not {statement[0].text[1:], after.text[1:]} & others:
                yield Hint("path", _text(statement), _line(query, statement[0].start))


def _exists(groups: list[_Group], query: str) -> Iterator[Hint]:
    """EXISTS over a join, which is answered anew for each row."""
    for group in groups:
        if group.opener == "EXISTS" and len(group.statements) + len(group.groups) > 1:
            shown = _text(group.statements[0]) if group.statements else ""
            yield Hint("exists", f"EXISTS {{ {shown} … }}", _line(query, group.start))


def _searches(groups: list[_Group], query: str) -> Iterator[Hint]:
    """A search in texts, which reads each of them."""
    for group in groups:
        for clause in group.clauses:
            word = next((token for token in clause if _is(token, _SEARCHES)), None)
            if word is not None:
                yield Hint("search", _text(clause), _line(query, word.start))


def _everything(groups: list[_Group], query: str) -> Iterator[Hint]:
    """Three variables: every statement of the graph."""
    for group in groups:
        for statement in group.statements:
            if len(statement) == 3 and len(_variables(statement)) == 3:
                yield Hint("everything", _text(statement), _line(query, statement[0].start))


def _text(part: list[Token]) -> str:
    joined = " ".join(token.text for token in part)
    return joined if len(joined) <= 120 else joined[:119] + "…"


def _line(query: str, start: int) -> int:
    return query.count("\n", 0, start) + 1
