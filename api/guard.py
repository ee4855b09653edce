r"""What a query says, read from its tokens before the engine sees it: its form, and whether it wants what is refused.

The engine would answer SERVICE with an outgoing request and has no switch for it, so the words are looked for here. Two
readings are scanned, the text as it stands and the text with its code point escapes (\uXXXX) decoded: whichever of the two
an engine takes, a forbidden word outside strings, IRIs and comments is found. The engine's grammar needs no space
after a keyword (`SERVICESILENT<...>`), so a word that holds a forbidden word is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.errors import JarlykError

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID"})  # functions that give something else each time
UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "LOAD"})
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>|<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<long>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3})
  | (?P<string>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d_][\w.\-]*)(?P<colon>:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)?
  | _?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
  | [^\w"'\#<?$@:]+
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {name: name for name in ("iri", "string", "variable", "number", "word")} | {"long": "string", "colon": "name"}
_WORD = re.compile(r"[^\W\d_]\w*")  # a run of words with points or hyphens between is read as one token first
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


# What a query that is refused or changes holds somewhere; few others do, and those are read word by word.
_SUSPECT = ("\\U", "SERVICE", *sorted(UPDATES), "NOW", "RAND", "UUID")
_PROLOGUE = re.compile(
    r"""
    (?: [ \t\r\n]++ | \#[^\r\n]*+[\r\n] | (?:PREFIX[ \t\r\n]++[\w.\-]*+:|BASE)[ \t\r\n]*+<[^<>"{}|^`\\\x00-\x20]*+> )*+
    (SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:.\-])
    """,
    re.VERBOSE | re.IGNORECASE,
)


class QueryRefusedError(JarlykError):
    """A query that this service never runs. `reason` is 'service' or 'update'; `line` and `column` count from 1.

    `word`: the keyword that changes data, where one was found. `told`: the message, as a key of the translations and its values.
    """

    def __init__(self, reason: str, line: int = 1, column: int = 1, word: str = "") -> None:
        self.reason, self.line, self.column = reason, line, column
        if reason == "service":
            message, key = "SERVICE would call another server; this one answers from its own graph only", "told.refused-service"
        elif word:
            message, key = f"{word} changes data; this service only reads", "told.refused-update"
        else:
            message, key = "this service only reads; updates are refused", "told.only-reads"
        self.told = (key, {"line": line, "column": column, "word": word})
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class InspectedQuery:
    """A query that may run, and its form (None when the engine must say what is wrong).

    `lasting`: over the same graph it always has the same answer.
    """

    text: str
    form: str | None
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: `kind` is one of variable, iri, name, word, string, number and sign; `start` its offset."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a query, without comments and blanks; each sign is a piece of its own."""
    for match in _TOKEN.finditer(text):
        kind = _KINDS.get(match.lastgroup or "", "")
        if kind:
            yield Token("name" if match["colon"] is not None else kind, match[0], match.start())
        elif match.lastgroup is None and match[0].startswith((":", "_:")):
            yield Token("name", match[0], match.start())
        elif match.lastgroup is None:
            for offset, sign in enumerate(match[0]):
                if not sign.isspace():
                    yield Token("sign", sign, match.start() + offset)


def inspect(text: str) -> InspectedQuery:
    """Reads the tokens of a query.

    Raises:
        QueryRefusedError: it calls another server, loads, or changes data.
    """
    shouted = text.upper()
    for word in _SUSPECT:
        if word in shouted:
            break
    else:  # nothing to refuse in either reading, as these are the same
        opening = _PROLOGUE.match(text)
        if opening is not None:
            return InspectedQuery(text, opening[1].upper())
    words = []
    for reading in dict.fromkeys((text, _decoded(text))):
        _refuse(reading)
        words += [word.upper() for word, _ in _words(reading)]
    form = next((word for word in words if word in FORMS), None)
    return InspectedQuery(text, form, VOLATILE.isdisjoint(words))


def _decoded(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, text)


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The bare words and their offsets; of a prefixed name its prefix and colon, as `SERVICE:x` is a keyword to some engines."""
    for match in _TOKEN.finditer(text):
        if match["colon"] is not None:
            yield match["word"] + ":", match.start()
        elif match["word"] is not None:
            for part in _WORD.finditer(match["word"]):
                yield part[0], match.start() + part.start()


def _refuse(text: str) -> None:
    for word, start in _words(text):
        upper = word.upper()
        if upper.startswith("SERVICE") or ("SERVICE" in upper and not upper.endswith(":")):
            raise _refusal("service", text, start)
        if upper in UPDATES:
            raise _refusal("update", text, start, upper)


def _refusal(reason: str, text: str, start: int, word: str = "") -> QueryRefusedError:
    line = text.count("\n", 0, start) + 1
    return QueryRefusedError(reason, line, start - text.rfind("\n", 0, start), word)
