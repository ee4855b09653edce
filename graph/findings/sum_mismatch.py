"""`sum-mismatch`: the amounts of the years do not add up to the total that is printed beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.facts import Facts
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding
from graph.naming import Row, Selects
from graph.terms import PREFIXES

_LARGE = Decimal("0.1")  # a difference above this share of the total is a high one
# What of one row belongs together: years and total of the same money, for the same place, part and body.
_AMOUNTS = """SELECT ?owner ?iri ?amount ?printed ?scale ?year ?source ?currency ?place ?part ?body WHERE {
  { ?owner jk:funding ?iri } UNION { ?owner a jk:Measure ; jk:value ?iri }
  ?iri jk:amount ?amount ; jk:asPrinted ?printed .
  OPTIONAL { ?iri jk:scale ?scale } OPTIONAL { ?iri jk:year ?year } OPTIONAL { ?iri jk:budgetSource/skos:notation ?source }
  OPTIONAL { ?iri jk:currency|jk:unit ?currency } OPTIONAL { ?iri jk:place ?place } OPTIONAL { ?iri jk:part ?part }
  OPTIONAL { ?iri jk:forBody ?body } }"""
_ROW = ("owner", "source", "currency", "place", "part", "body")


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A number of a row: `year` is empty for the total; `step` is the unit of its last printed digit."""

    year: str
    iri: str
    amount: Decimal
    scale: int
    step: Decimal


def find(engine: Selects, facts: Facts) -> Iterator[Finding]:
    """A difference that rounding of the printed digits explains is a low one, never silent."""
    rows: dict[tuple[str, ...], set[Amount]] = defaultdict(set)
    for row in engine.select("".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items()) + _AMOUNTS):
        rows[tuple(_text(row, key) for key in _ROW)].add(_amount(row))
    for key, amounts in sorted(rows.items()):
        totals = sorted(a for a in amounts if not a.year)
        years = sorted(a for a in amounts if a.year)
        if len(totals) == 1 and len({a.year for a in years}) == len(years) > 1:
            yield from _compare(facts, key, totals[0], years)


def _compare(facts: Facts, key: tuple[str, ...], total: Amount, years: list[Amount]) -> Iterator[Finding]:
    added = sum((a.amount * a.scale for a in years), Decimal(0)) / total.scale
    difference = abs(added - total.amount)
    if not difference:
        return
    rounding = (sum((a.step * a.scale for a in years), Decimal(0)) / total.scale + total.step) / 2
    owner, source, _, place, part, body = key
    matter = facts.matters.get(owner)
    evidence = facts.evidence(total.iri, *(a.iri for a in years)) or facts.evidence(owner)
    parts = {
        "number": (matter.number if matter else None) or "–",
        "text": matter.text if matter else next(iter(sorted(facts.names.get(owner, {}).values())), owner),
        "row": ", ".join(filter(None, (place, part, _name(facts, body)))) or "–",
        "printed": _plain(total.amount),
        "added": _plain(added),
        "difference": _plain(difference),
    }
    wording = "rounding" if difference <= rounding else "explanation"
    severity = LOW if difference <= rounding else HIGH if difference > _LARGE * abs(total.amount) else MEDIUM
    yield Finding("sum-mismatch", (owner,), severity, evidence, wording, parts, mark="|".join((source, place, part, body)))


def _name(facts: Facts, body: str) -> str:
    return next(iter(sorted(facts.names.get(body, {}).values())), body)


def _amount(row: Row) -> Amount:
    amount = Decimal(_text(row, "amount"))
    decimals = len(_text(row, "printed").replace(",", ".").rpartition(".")[2]) if amount % 1 else 0
    return Amount(_text(row, "year"), _text(row, "iri"), amount, int(_text(row, "scale") or 1), Decimal(1).scaleb(-decimals))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
