"""Tasks, functions, measures and indicators → triples: all that can be someone's duty."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph.mapping_money import map_allocations, map_values
from graph.scope import Scope
from graph.terms import JK, boolean, date, tagged
from ontology.records import Function, Indicator, Measure, Task


def map_task(scope: Scope, task: Task) -> None:
    """A goal or task."""
    node = _start(scope, task, JK.Task)
    scope.triples.add_text(node, JK.number, task.number)


def map_function(scope: Scope, function: Function) -> None:
    """A duty stated in running text."""
    _start(scope, function, JK.Function)


def map_measure(scope: Scope, measure: Measure) -> None:
    """A line of an action plan, with its money."""
    node = _start(scope, measure, JK.Measure)
    triples = scope.triples
    triples.add_text(node, JK.number, measure.number)
    triples.add_text(node, JK.inferredNumber, measure.inferred_number)
    triples.add_text(node, JK.unit, measure.unit)
    triples.add_text(node, JK.completionForm, measure.completion_form)
    triples.add_text(node, JK.deadline, measure.deadline)
    triples.add(node, JK.dueBy, *(date(day) for day in measure.due_by))
    triples.add(node, JK.secret, boolean(True) if measure.secret else None)
    triples.add_text(node, JK.fundingNote, measure.funding_note)
    triples.add(node, JK.budgetCode, *(Literal(code) for code in measure.budget_codes))
    map_allocations(scope, node, measure.funding)
    map_values(scope, node, measure.values)


def map_indicator(scope: Scope, indicator: Indicator) -> None:
    """A target or result indicator, with its values."""
    node = _start(scope, indicator, JK.Indicator)
    triples = scope.triples
    triples.add_text(node, JK.number, indicator.number)
    triples.add_text(node, JK.level, indicator.level)
    triples.add_text(node, JK.unit, indicator.unit)
    triples.add_text(node, JK.dataSource, indicator.data_source)
    map_values(scope, node, indicator.values)


def _start(scope: Scope, fact: Task | Function | Measure | Indicator, of_class: NamedNode) -> NamedNode:
    node = scope.start_fact(fact.key, of_class)
    scope.triples.add(node, JK.text, tagged(fact.text.text, fact.text.language))
    scope.triples.add(node, JK.partOf, scope.optional_node(fact.part_of))
    scope.evidence.attach(node, JK.evidence, fact.evidence)
    return node
