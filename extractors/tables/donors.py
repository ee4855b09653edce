"""Whose money a sum is, where the text beside it does not say: the passport that prints it names its donors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.tables.budgets import DONORS, TEXT
from extractors.tables.context import TableContext
from extractors.tables.money import money_unit
from extractors.tables.passport import PassportEntry
from extractors.text import small
from ontology.records import Allocation, Mandate, Unresolved


def settle_sources(
    context: TableContext, entries: Sequence[PassportEntry], mandates: Sequence[Mandate], budget: Sequence[Allocation]
) -> tuple[list[Allocation], list[Unresolved]]:
    """The sums with their sources, and the parts of a sum of which nothing tells whose they are (their source is empty)."""
    funders = {mandate.holder for mandate in mandates if mandate.role == "funder"}
    given = bool(funders) and all(context.kind_of(funder) in DONORS for funder in funders)
    named = any(entry.key == "funder" and entry.words.sources["donor"].search(entry.label) for entry in entries)
    parts = [sum_ for sum_ in budget if not sum_.source]
    if len(budget) == 1 and len(funders) == 1 and given:
        return [replace(budget[0], source="donor")], []
    known = [sum_ for sum_ in budget if sum_.source == "donor" and sum_.part is not None and sum_.year is None]
    if parts and (given or named) and (_are_whole(parts, budget) or _are_whole([*parts, *known], budget)):
        return [sum_ if sum_.source else replace(sum_, source="donor") for sum_ in budget], []
    places = [sum_.evidence[0] for sum_ in parts]
    reason = "a part of the budget of no known source"
    left = [context.unresolved("cell", place.start, place.end, reason, TEXT) for place in places]
    return [sum_ for sum_ in budget if sum_.source], left


def _are_whole(parts: Sequence[Allocation], budget: Sequence[Allocation]) -> bool:
    """Whether the parts add up to a total that is printed."""
    added = sum((part.amount * part.scale for part in parts), Decimal(0))
    return bool(parts) and any(s.source == "total" and s.year is None and s.amount * s.scale == added for s in budget)


def names_sums(context: TableContext, entry: PassportEntry) -> bool:
    """Whether an entry that names donors tells what each gives: 'Donors: European Union (USD 5,000), Norway (USD 3,000)'."""
    return money_unit(small(context.text[entry.start : entry.end]), [entry.words]) is not None
