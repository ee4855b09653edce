"""The word orders of duty rules: their patterns written out, and what tells before one is tried that it cannot fit.

To write out some hundred patterns and to read what each needs takes longer than to read a document, so for the tables of the
program it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.duties.clauses import ANY_SIGN, CASES, sign
from extractors.duties.expressions import Expression, small_letters
from extractors.openings import needed_letters
from ontology.kept import kept

MODULES = ("duties/forms.py", "duties/clauses.py", "duties/expressions.py", "openings.py")  # which make what is kept
_ROOM = Path(__file__).resolve().parents[1]
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<who>|[()|]")
_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|[()]")
_TIMES = re.compile(r"(?:[*+?]|\{[\d,]+\})\??")
_NAME = re.compile(r"<([^<>]+)>")
_WHO = "(?P<who>"
Written = tuple[str, Sequence[str], dict[str, str]]  # the place of a rule, its patterns as the table has them, its own macros


class Form(NamedTuple):
    """One word order of a rule."""

    pattern: Expression
    head: Expression | None  # the holder and what stands right beside it: where that is nowhere, no form that has it fits
    needed: Expression | None  # what of the pattern can be looked for first, since it begins with a body
    signs: frozenset[str]  # of which one must stand in a sentence, since a holder begins with it; none where that is not certain
    letters: tuple[str, ...]  # of which some must stand in a sentence in small letters; none where that is not told

    def may_fit(self, lower: str, signs: set[str]) -> bool:
        """Whether a sentence in small letters, with these signs, has what every match of the pattern has."""
        if self.signs and signs.isdisjoint(self.signs):
            return False
        for letters in self.letters:
            if letters in lower:
                return True
        return not self.letters


def read_forms(
    language: str, rules: Sequence[Written], joiner: str, macros: dict[str, str], shipped: bool
) -> list[tuple[Form, ...]]:
    """The forms of each of the rules of a language; what is `shipped` with the program is kept."""

    def make() -> dict[str, Any]:
        return {"rules": [[_told(expand(one, joiner, macros | own)) for one in patterns] for _, patterns, own in rules]}

    told: dict[str, Any] | None = None
    with suppress(OSError):  # a program without its sources
        sources = b"".join((_ROOM / module).read_bytes() for module in MODULES) if shipped else b""
        basis = sources + repr((rules, joiner, macros)).encode()
        told = kept(_ROOM / "languages" / language, "forms", basis, make) if shipped else None
    heads: dict[str, Expression] = {}  # many forms have one in common
    return [
        tuple(_form(place, heads, *form) for form in forms)
        for (place, *_), forms in zip(rules, (told or make())["rules"], strict=True)
    ]


def _told(pattern: str) -> tuple[str, int, str, str, list[str]]:
    """A pattern, where a body begins it that can be looked for first, its head, the signs of its holder, the letters it needs."""
    holder, several = _holder(pattern)
    body = holder >= 0 and pattern.startswith("[", holder + len(_WHO))  # with a sign: else it is no quick search
    signs = pattern[holder + len(_WHO) + 1 : pattern.index("]", holder)] if body and not several else ""
    letters = needed_letters(small_letters(pattern).replace("(?-i:", "(?:"))  # they are compared with small letters
    head = _head(pattern, holder) if holder >= 0 else ""
    return pattern, holder if body else 0, head, "" if "-" in signs else signs, list(letters or ())


def _form(
    place: str, heads: dict[str, Expression], pattern: str, holder: int, head: str, signs: str, letters: Sequence[str]
) -> Form:
    begins = heads.setdefault(head, Expression(place, "pattern", head)) if head else None
    needed = Expression(place, "pattern", pattern[holder:]) if holder else None
    return Form(Expression(place, "pattern", pattern), begins, needed, frozenset(signs), tuple(letters))


def _head(pattern: str, holder: int) -> str:
    """The group of the holder and the groups behind it, as far as there is nothing between them and none has a name."""
    end = holder
    while pattern.startswith("(", end):
        depth = 0
        for token in _GROUP.finditer(pattern, end):
            if token[0].startswith("(?P<") and token.start() > holder:
                return pattern[holder:end]
            depth += {"(": 1, ")": -1}.get(token[0][0], 0)
            if not depth:
                times = _TIMES.match(pattern, token.end())
                end = times.end() if times else token.end()
                break
    return pattern[holder:end]


def _holder(pattern: str) -> tuple[int, bool]:
    """Where the group `who` opens in a pattern, -1 where it may be matched without it; and whether the group has alternatives.

    The words of a duty before its holder make a long search from every word; where no such holder is there, it is in vain.
    """
    depth, found, closed, several = 0, -1, False, False
    for token in _TOKEN.finditer(pattern):
        if depth == 0 and token[0] == "|":
            return -1, False
        if depth == 0 and token[0] == _WHO and found < 0:
            found = token.start()
        depth += {"(": 1, ")": -1}.get(token[0][0], 0)
        closed = closed or (found >= 0 and depth == 0)
        several = several or (token[0] == "|" and depth == 1 and found >= 0 and not closed)
    return found, several


def expand(pattern: str, joiner: str, macros: dict[str, str]) -> str:
    """Writes out `<name>`: a macro of the table; a case, for one body; `<case*>`, for a list of bodies that ends in that case."""
    cases = _cases(joiner)
    for _ in range(len(macros) + 1):  # a macro may hold others
        written = _NAME.sub(lambda match: macros.get(match[1]) or cases.get(match[1], match[0]), pattern)
        if written == pattern:
            break
        pattern = written
    return pattern


@cache
def _cases(joiner: str) -> dict[str, str]:
    """The patterns of one body, or of a list of bodies, by the case that it stands in."""
    found = {"any": ANY_SIGN, "any*": f"{ANY_SIGN}(?:(?:{joiner}){ANY_SIGN})*"}
    for case in CASES:
        # the last of a list may bear the case of all, and a name that shows none stands in any; a search is quick where a
        # pattern opens with a sign
        last = f"[{sign(case)}{sign('unmarked')}]"
        each, ends = (last, "") if case == "nominative" else (ANY_SIGN, f"(?<={last})")
        found[case] = last
        found[f"{case}*"] = f"{each}(?:(?:{joiner}){each})*{ends}"
    return found
