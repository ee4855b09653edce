"""What a finding says: the texts of `texts.toml` filled in, in each language with the names of that language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from graph.facts import Facts
from graph.findings.finding import Finding, Node, Nodes, Part
from graph.question_headers import LANGUAGES

_NAMED_FILES = 6  # so many documents are named in a scope, the others counted
_EITHER = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_GAP = re.compile(r"\{(\w+)\}")
_FALLBACK = ("ru", "ky", "kk", "en", "")


@cache
def finding_texts() -> Mapping[str, Any]:
    """The table of texts, by type, then wording, then language."""
    table: Mapping[str, Any] = tomllib.loads(files("graph").joinpath("findings/texts.toml").read_text(encoding="utf-8"))
    return table


def explanations(finding: Finding, facts: Facts) -> dict[str, str]:
    """The explanation by language."""
    templates = finding_texts()[finding.type][finding.wording]
    return {
        language: _filled(templates[language], {key: _say(part, language, facts) for key, part in finding.parts.items()})
        for language in LANGUAGES
    }


def _filled(template: str, said: Mapping[str, str]) -> str:
    """The template with its gaps filled; of `[this|that]` the first, if it has no gap that is empty."""

    def either(found: re.Match[str]) -> str:
        return found[1] if all(said[gap] for gap in _GAP.findall(found[1])) else found[2]

    return _EITHER.sub(either, template).format_map(said)


def scopes(kind: str, facts: Facts) -> dict[str, str]:
    """What was searched, and how, by language."""
    texts = finding_texts()
    found = {}
    for language in LANGUAGES:
        named = ", ".join(facts.documents[:_NAMED_FILES])
        rest = len(facts.documents) - _NAMED_FILES
        listed = texts["more"][language].format(files=named, rest=rest) if rest > 0 else named
        found[language] = texts["scope"][language].format(
            count=len(facts.documents), files=listed, how=texts[kind]["how"][language]
        )
    return found


def name_of(iri: str, language: str, facts: Facts) -> str:
    """The node's name in the language, else in Russian, Kyrgyz, Kazakh, English or whichever there is; its IRI at worst."""
    shown = language_of(iri, language, facts)
    return iri if shown is None else facts.names[iri][shown]


def language_of(iri: str, language: str, facts: Facts) -> str | None:
    """The language of the name that `name_of` gives; None where the node has none."""
    names = facts.names.get(iri, {})
    return next((code for code in (language, *_FALLBACK, *sorted(names)) if code in names), None)


def _say(part: Part, language: str, facts: Facts) -> str:
    match part:
        case Node(iri):
            return name_of(iri, language, facts)
        case Nodes(iris):
            return "; ".join(name_of(iri, language, facts) for iri in iris)
        case Decimal():
            return _number(part, language)
        case _:
            return str(part)


def _number(number: Decimal, language: str) -> str:
    """The number with the decimal mark of the language, and no digits that say nothing."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if language == "en" else text.replace(".", ",")
