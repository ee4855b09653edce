"""Amounts of money and other quantities → triples. The printed form is kept as a string, since stores keep numbers by value."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from graph.scope import Scope
from graph.terms import JK, concept, decimal, integer, year
from ontology.records import Allocation, IndicatorValue


def map_allocations(scope: Scope, owner: NamedNode, allocations: Iterable[Allocation]) -> None:
    """The money of an instrument or a measure."""
    for allocation in allocations:
        node = scope.start_fact(allocation.key, JK.Allocation)
        scope.triples.add(owner, JK.funding, node)
        _map_number(scope, node, allocation)
        scope.triples.add(node, JK.scale, integer(allocation.scale))
        scope.triples.add_text(node, JK.currency, allocation.currency)
        if allocation.source:
            scope.triples.add(node, JK.budgetSource, concept("budget-source", allocation.source))
        scope.triples.add_text(node, JK.part, allocation.part)
        scope.triples.add(node, JK.forBody, scope.optional_node(allocation.for_body))
        scope.evidence.attach(node, JK.evidence, allocation.evidence)


def map_values(scope: Scope, owner: NamedNode, values: Iterable[IndicatorValue]) -> None:
    """The values of an indicator, or the quantities of a measure that are not money: they lean on their owner's evidence."""
    for value in values:
        node = scope.node(value.key)
        scope.triples.add_types(node, [JK.IndicatorValue])
        scope.triples.add(owner, JK.value, node)
        _map_number(scope, node, value)
        scope.triples.add_text(node, JK.unit, value.unit)


def _map_number(scope: Scope, node: NamedNode, record: Allocation | IndicatorValue) -> None:
    scope.triples.add(node, JK.amount, decimal(record.amount))
    scope.triples.add(node, JK.asPrinted, Literal(record.as_printed))
    scope.triples.add(node, JK.year, year(record.year) if record.year else None)
    scope.triples.add_text(node, JK.place, record.place)
