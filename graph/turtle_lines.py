"""The lines of statements in Turtle, TriG, N-Triples and N-Quads: parsers do not tell them, and people need them to mend a file.

A reading of the tokens of RDF 1.1 Turtle, section 6.5, no more: it assumes a file that a parser has already accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

_TOKEN = re.compile(
    r'(?P<comment>#[^\n]*)|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')(?:\^\^(?:<[^>]*>|[^\s;,.\[\](){}]+)|@[A-Za-z0-9-]+)?'
    r"|(?P<iri><[^<>\s]*>)|(?P<mark>[;,.\[\](){}])|(?P<name>(?:[^\s;,.\[\](){}\"'<>#]|\.(?=[\w:%-]))+)",
    re.DOTALL,
)
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def statement_lines(text: str, base: str = "") -> dict[tuple[str, str], int]:
    """The first line, from 1, of each subject with each of its properties; of a subject alone under the property ''.

    Subjects are IRIs; what stands in brackets is left out.
    """
    found: dict[tuple[str, str], int] = {}
    subject, predicate, depth = "", "", 0
    prefixes: dict[str, str] = {}
    directive: list[str] = []
    for kind, word, line in _words(text):
        if kind == "mark":
            if word in "[(":
                depth += 1
            elif word in "])":
                depth -= 1
            elif depth == 0 and word in ".{}":
                subject, predicate, directive = "", "", []
            elif depth == 0 and word == ";":
                predicate = ""
            continue
        if depth:
            continue
        if directive or word.lower() in ("@prefix", "prefix", "@base", "base"):
            directive.append(word)
            prefixes, base, done = _directive(directive, prefixes, base)
            directive = [] if done else directive
            continue
        if word.upper() == "GRAPH":
            continue
        iri = _resolved(kind, word, prefixes, base)
        if not subject:
            subject = iri
            found.setdefault((subject, ""), line)
        elif not predicate:
            predicate = iri
            found.setdefault((subject, predicate), line)
    return found


def _words(text: str) -> Iterator[tuple[str, str, int]]:
    line, counted = 1, 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment":
            line += text.count("\n", counted, match.start())
            counted = match.start()
            yield kind, match[0], line


def _directive(words: list[str], prefixes: dict[str, str], base: str) -> tuple[dict[str, str], str, bool]:
    """A prefix or a base, once all of its words are there."""
    name = words[0].lower().lstrip("@")
    if name == "base" and len(words) == 2:
        return prefixes, urljoin(base, words[1][1:-1]), True
    if name == "prefix" and len(words) == 3:
        return {**prefixes, words[1].removesuffix(":"): urljoin(base, words[2][1:-1])}, base, True
    return prefixes, base, False


def _resolved(kind: str, word: str, prefixes: dict[str, str], base: str) -> str:
    if kind == "iri":
        return urljoin(base, word[1:-1]) if base else word[1:-1]
    if word == "a":
        return _RDF_TYPE
    prefix, colon, local = word.partition(":")
    return prefixes.get(prefix, prefix + colon) + local if colon else word
