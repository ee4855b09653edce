"""`sum-mismatch`: the amounts of the years do not add up to the total that is printed beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.facts import Facts
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding
from graph.naming import Row, Selects
from graph.terms import JK, PREFIXES

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_LARGE = Decimal("0.1")  # a difference above this share of the total is a high one
_OWNERS = "SELECT ?owner ?iri WHERE { { ?owner jk:funding ?iri } UNION { ?owner a jk:Measure ; jk:value ?iri } }"
_VALUES = "SELECT ?iri ?key ?value WHERE { ?iri a CLASS ; ?key ?value }"  # plain rows: a chain of OPTIONALs takes far longer
# What of one row belongs together: years and total of the same money, for the same place, part and body.
_ROW = ("budgetSource", "currency", "unit", "place", "part", "forBody")


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
    values = _values(engine)
    for row in engine.select(_PREFIXES + _OWNERS):
        iri = _text(row, "iri")
        said = values.get(iri, {})
        if "amount" in said:
            rows[_text(row, "owner"), *(said.get(key, "") for key in _ROW)].add(_amount(iri, said))
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
    owner, source, _, _, place, part, body = key
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


def _values(engine: Selects) -> dict[str, dict[str, str]]:
    """What is said of each amount, by the last part of the property's name."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind in (JK.Allocation, JK.IndicatorValue):
        for row in engine.select(_PREFIXES + _VALUES.replace("CLASS", str(kind))):
            key = _text(row, "key").rpartition("#")[2]
            known = found[_text(row, "iri")]
            known[key] = min(known.get(key, _text(row, "value")), _text(row, "value"))
    return found


def _amount(iri: str, said: Mapping[str, str]) -> Amount:
    amount = Decimal(said["amount"])
    return Amount(said.get("year", ""), iri, amount, int(said.get("scale") or 1), _step(amount, said.get("asPrinted", "")))


def _step(amount: Decimal, printed: str) -> Decimal:
    """The unit of the last printed digit: 0.1 for `10,0`, but 1 for `1,000` where the comma parts thousands."""
    digits, decimals = "".join(filter(str.isdigit, printed)), len(printed.replace(",", ".").rpartition(".")[2])
    whole = not digits or Decimal(digits).scaleb(-decimals) != amount
    return Decimal(1) if whole else Decimal(1).scaleb(-decimals)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
