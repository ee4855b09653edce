"""Which printed sums are split by other rows: by territory, body, part or source, or by the measures of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

# owner, budget source, currency, unit, place, part, body → its amounts
Rows = Mapping[tuple[str, ...], set["Amount"]]
_SPLITS = {"place": 4, "part": 5, "forBody": 6}


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A number of a row: `year` is empty for the total; `step` is the unit of its last printed digit."""

    year: str
    iri: str
    amount: Decimal
    scale: int
    step: Decimal


@dataclass(frozen=True, slots=True)
class SplitSum:
    """A sum and the sums into which other rows split it; `split` tells by what."""

    owner: str
    whole: Amount
    parts: tuple[Amount, ...]
    split: str


def split_sums(rows: Rows) -> Iterator[SplitSum]:
    """The sums that are split by two rows or more of one kind, each of which prints one amount."""
    wholes: dict[tuple[str, str, str], list[Amount]] = defaultdict(list)
    parts: dict[tuple[str, str, str, str], list[Amount]] = defaultdict(list)
    for (owner, source, currency, unit, *split), amounts in sorted(rows.items()):
        bodies = [name for name, value in zip(_SPLITS, split, strict=True) if value]
        if not bodies and _of_all(source):
            wholes[owner, currency, unit] += sorted(amounts)
        elif not bodies:
            parts[owner, currency, unit, "source"] += sorted(amounts)
            wholes[owner, currency, unit] += sorted(amounts)
        elif len(bodies) == 1:
            parts[owner, currency, unit, bodies[0]] += sorted(amounts)
    for (owner, currency, unit, split_by), found in parts.items():
        whole = wholes[owner, currency, unit]
        own = [a for a in whole if a not in found] if split_by == "source" else whole
        for year in sorted({amount.year for amount in own}):
            of_year = [a for a in own if a.year == year]
            split_into = tuple(a for a in found if a.year == year)
            if len(of_year) == 1 and len(split_into) > 1:
                yield SplitSum(owner, of_year[0], split_into, split_by)


def plan_sums(rows: Rows, plans: Mapping[str, str], printed: Collection[str]) -> Iterator[SplitSum]:
    """The totals that plans print, each with the amounts of its year in the measures. `plans`: the plan of each measure."""
    own: dict[tuple[str, str, str], list[Amount]] = defaultdict(list)
    for (owner, source, currency, unit, *split), amounts in sorted(rows.items()):
        if owner in plans and not unit and not any(split):
            own[plans[owner], currency, source] += sorted(amounts)
    for (owner, source, currency, _, *split), amounts in sorted(rows.items()):
        for total in sorted(amounts):
            if total.iri not in printed or any(split):
                continue
            wanted = [key for key in own if key[:2] == (owner, currency) and (_of_all(source) or source == key[2])]
            parts = tuple(a for key in wanted for a in own[key] if a.year == total.year)
            if parts:
                yield SplitSum(owner, total, parts, f"measures of {source.rpartition('/')[2]}")


def _of_all(source: str) -> bool:
    """Whether a budget source, the IRI of a concept, is none or the total of all."""
    return source.rpartition("/")[2] in ("", "total")
