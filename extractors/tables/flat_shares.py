"""Which years the rows of territories fill, where fewer figures are left than there are years: the sums of their measure tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product

from extractors.tables.flat_money import rounding_of

Amounts = Mapping[int | None, Decimal]
_MAX_WAYS = 10_000


def settle_years(
    whole: Amounts, placed: Sequence[Amounts], left: Sequence[Sequence[Decimal]], years: Sequence[int]
) -> list[tuple[int, ...]] | None:
    """The years of each row whose figures are left without columns; None where not exactly one way adds up.

    Args:
        whole: The amounts of the measure.
        placed: Those of its rows that are settled.
        left: The figures of the other rows, without their totals. Rows with as many figures fill the same years.
        years: The years of the columns, in order.
    """
    counts = sorted({len(amounts) for amounts in left})
    choices = [list(combinations(years, count)) for count in counts]
    ways = 1
    for choice in choices:
        ways *= len(choice)
    if not left or not ways or ways > _MAX_WAYS:
        return None
    rest = {year: whole.get(year, Decimal(0)) - sum((row.get(year, Decimal(0)) for row in placed), Decimal(0)) for year in years}
    allowed = max(map(rounding_of, whole.values()), default=Decimal(0))
    found = [way for way in product(*choices) if _fits(dict(zip(counts, way, strict=True)), left, rest, allowed)]
    if len(found) != 1:
        return None
    of_count = dict(zip(counts, found[0], strict=True))
    return [of_count[len(amounts)] for amounts in left]


def _fits(
    of_count: Mapping[int, Sequence[int]], left: Sequence[Sequence[Decimal]], rest: Mapping[int, Decimal], allowed: Decimal
) -> bool:
    sums = dict.fromkeys(rest, Decimal(0))
    for amounts in left:
        for year, amount in zip(of_count[len(amounts)], amounts, strict=True):
            sums[year] += amount
    return all(abs(sums[year] - rest[year]) <= allowed for year in rest)
