"""`sum-mismatch`: printed sums that do not add up.

Those of the years to the total beside them, the rows that split a sum to the sum, the measures of a plan to its total row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.facts import Facts
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding, Node
from graph.findings.row_sums import Amount, Rows, SplitSum, plan_sums, split_sums
from graph.naming import Row, Selects
from graph.terms import JK, PREFIXES

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_LARGE = Decimal("0.1")  # a difference above this share of the total is a high one
_OWNERS = "SELECT ?owner ?iri WHERE { { ?owner jk:funding ?iri } UNION { ?owner a jk:Measure ; jk:value ?iri } }"
_PART_OF = "?measure a jk:Measure ; jk:partOf+ ?plan . ?plan a jk:Instrument"
_MEASURES = f"SELECT ?measure ?plan WHERE {{ {_PART_OF} {{ ?measure jk:number ?n }} UNION {{ ?measure jk:inferredNumber ?n }} }}"
_SECRET = f"SELECT DISTINCT ?plan WHERE {{ {_PART_OF} . ?measure jk:secret true }}"
_TOTALS = 'SELECT ?iri WHERE { ?iri jk:evidence/jk:method ?method VALUES ?method { "table:total" "table:flat-total" } }'
_VALUES = "SELECT ?iri ?key ?value WHERE { ?iri a CLASS ; ?key ?value }"  # plain rows: a chain of OPTIONALs takes far longer
# What of one row belongs together: years and total of the same money, for the same place, part and body.
_ROW = ("budgetSource", "currency", "unit", "place", "part", "forBody")


def find(engine: Selects, facts: Facts) -> Iterator[Finding]:
    """A difference that rounding of the printed digits explains is a low one, never silent."""
    rows: Rows = defaultdict(set)
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
    for sum_ in (*split_sums(rows), *plan_sums(rows, _plans(engine), _printed_totals(engine))):
        yield from _compare_rows(facts, sum_)


def _compare(facts: Facts, key: tuple[str, ...], total: Amount, years: list[Amount]) -> Iterator[Finding]:
    owner, source, _, _, place, part, body = key
    said = _Said(owner, "explanation", "rounding", ", ".join(filter(None, (place, part, _name(facts, body)))))
    yield from _finding(facts, said, total, years, "|".join((source, place, part, body)))


def _compare_rows(facts: Facts, sum_: SplitSum) -> Iterator[Finding]:
    said = _Said(sum_.owner, "rows", "rows-rounding", sum_.whole.year)
    yield from _finding(facts, said, sum_.whole, sum_.parts, "|".join(("rows", sum_.split, sum_.whole.year)))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a finding says: on what, in which wording, in which where rounding explains it, and of which row."""

    owner: str
    wording: str
    rounded: str
    row: str


def _finding(facts: Facts, said: _Said, total: Amount, summed: Sequence[Amount], mark: str) -> Iterator[Finding]:
    added = sum((a.amount * a.scale for a in summed), Decimal(0)) / total.scale
    difference = abs(added - total.amount)
    if not difference:
        return
    rounding = (sum((a.step * a.scale for a in summed), Decimal(0)) / total.scale + total.step) / 2
    matter = facts.matters.get(said.owner)
    evidence = facts.evidence(total.iri, *(a.iri for a in summed)) or facts.evidence(said.owner)
    parts = {
        "number": (matter.number if matter else None) or "",
        "text": matter.text if matter else Node(said.owner),
        "row": said.row,
        "printed": total.amount,
        "added": added,
        "difference": difference,
    }
    wording = said.rounded if difference <= rounding else said.wording
    severity = LOW if difference <= rounding else HIGH if difference > _LARGE * abs(total.amount) else MEDIUM
    yield Finding("sum-mismatch", (said.owner,), severity, evidence, wording, parts, mark=mark)


def _plans(engine: Selects) -> dict[str, str]:
    """The plan of each numbered measure; none for the measures of a plan some of which are secret: their sums are not printed."""
    found = {_text(row, "measure"): _text(row, "plan") for row in engine.select(_PREFIXES + _MEASURES)}
    hidden = {_text(row, "plan") for row in engine.select(_PREFIXES + _SECRET)}
    return {measure: plan for measure, plan in found.items() if plan not in hidden}


def _printed_totals(engine: Selects) -> set[str]:
    """The sums that stand in total rows of plans."""
    return {_text(row, "iri") for row in engine.select(_PREFIXES + _TOTALS)}


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


def _text(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
