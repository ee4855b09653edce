"""Findings as pages show them: one explanation in the language of the page, and the nodes that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from api.asking import Name, Row
from api.translation import Words


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding. `key` is the notation of its type, `weight` that of its severity."""

    iri: str
    type: str
    key: str
    severity: str | None
    weight: str | None
    explanation: Name
    about: tuple[str, ...] = ()


def read_findings(rows: Iterable[Row], words: Words) -> list[FindingShown]:
    """The findings of the query `findings`, which gives a row for each node and each language of the explanation."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        if row["finding"] is not None:
            grouped.setdefault(row["finding"].value, []).append(row)
    return [_finding(iri, group, words) for iri, group in grouped.items()]


def choose_explanation(texts: Sequence[Literal], words: Words) -> Literal:
    """The text in the language of the page, or the nearest."""
    return min(texts, key=lambda text: (words.rank(text.language or ""), text.value))


def _finding(iri: str, rows: Sequence[Row], words: Words) -> FindingShown:
    texts = [row["explanation"] for row in rows if isinstance(row["explanation"], Literal)]
    chosen = choose_explanation(texts, words) if texts else None
    nodes = dict.fromkeys(node.value for row in rows if (node := row.get("node")) is not None)
    first = {name: (None if term is None else term.value) for name, term in rows[0].items()}
    return FindingShown(
        iri,
        first["type"] or "",
        first["key"] or "",
        first["severity"],
        first["weight"],
        Name(chosen.value, chosen.language) if chosen else Name("", None),
        tuple(nodes),
    )
