"""SHACL Core → SPARQL: for each constraint of each shape one SELECT that finds the nodes that break it.

One source of truth: what the shapes say is what the gate checks, without a second engine. A constraint becomes one or more
*faults*, graph patterns about a variable that match where, and only where, its node breaks the constraint; so `sh:or`, `sh:not`
and nested shapes are EXISTS over the faults of their parts. Counts are patterns of pairwise different values, for which small
numbers are meant. What the compiler does not know is an error, never skipped.

At the top of a check the same fault is written so that the engine joins as little as it can: first what is wrong, which is hardly
ever anything, then whether it is a target. Many checks share a *screen*, a query that has no row where none of them can find
anything: all tests of the values of one property, or whether it has more values than nodes. `make bench` has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, count

from pyoxigraph import Literal, NamedNode

from graph.shapes import SH, Node, Shape, ShapesGraph, Term
from graph.shapes_values import value_test
from ontology.errors import DataError

# What says nothing about the data by itself: it is read together with the constraint that it belongs to.
_NO_CONSTRAINTS = frozenset(
    (
        *("path", "message", "severity", "name", "description", "order", "group", "defaultValue", "deactivated"),
        *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "flags", "ignoredProperties"),
        *("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint"),
    )
)
_MORE_THAN_NODES = "SELECT (COUNT(*) AS ?all) (COUNT(DISTINCT ?this) AS ?nodes) WHERE {{ ?this {} ?value }}"
_NUMBERED = re.compile(r"\?v\d+\b")  # the variables that the compiler makes


@dataclass(frozen=True, slots=True)
class Fault:
    """A pattern that matches where a constraint is broken: `focus` is the node's variable, `value` that of a value at fault.

    `quick` says the same of `?this` at the top of a check: a pattern to stand before the target, or a FILTER after it.
    `good`, for a constraint on single values, is the expression that is true of a good one, by the name of its variable.
    """

    shape: Shape
    focus: str
    constraint: str
    pattern: str
    value: str | None = None
    quick: str | None = None
    good: Callable[[str], str] | None = None
    screen: str = ""  # see Check

    def of_targets(self, target: str) -> str:
        """The body of the check over these targets."""
        if self.quick is None or self.focus != "?this":
            return f"{{ SELECT DISTINCT ?this WHERE {{ {target} }} }} {self.pattern}"
        return f"{target} {self.quick}" if self.quick.startswith("FILTER") else f"{{ {self.quick} }} {target}"


@dataclass(frozen=True, slots=True)
class Check:
    """One query over the default graph: its rows are `?node` (`?this` in a check spelt out) and `?value` of the violations.

    `source` names the shape in the shapes graph, `shape` is the end of its IRI; `messages` are pairs of language and text.
    """

    source: Node
    shape: str
    severity: str
    constraint: str
    path: str
    messages: tuple[tuple[str, str], ...]
    query: str
    screen: str = ""  # a cheaper query, shared with other checks: where it has no row, this check finds nothing

    @property
    def component(self) -> str:
        """The IRI of the constraint component (SHACL, section 4)."""
        name = "SPARQL" if self.constraint == "sparql" else self.constraint[0].upper() + self.constraint[1:]
        return f"{SH}{name}ConstraintComponent"


def compile_shapes(graph: ShapesGraph) -> list[Check]:
    """All checks of the shapes that have targets.

    Raises:
        DataError: a shape says something that this compiler does not know.
    """
    return [check for shape, target in graph.targets() for check in _checks(graph, shape, target)]


def _checks(graph: ShapesGraph, shape: Shape, target: str) -> Iterator[Check]:
    compiler = _Compiler(graph)
    faults = compiler.faults(shape, "?this")
    for fault in faults:
        value = "" if fault.value is None else f" ({fault.value} AS ?value)"
        yield Check(
            source=fault.shape.node,
            shape=fault.shape.name or shape.name,
            severity=fault.shape.severity,
            constraint=fault.constraint,
            path=fault.shape.path or "",
            messages=fault.shape.messages or shape.messages,
            query=f"SELECT DISTINCT ({fault.focus} AS ?node){value} WHERE {{ {fault.of_targets(target)} }}",
            screen=_screen(fault, faults),
        )
    yield from compiler.sparql_checks(shape, target)


def _screen(fault: Fault, faults: Iterable[Fault]) -> str:
    """What to ask first: most properties of a sound graph have good values, so all tests of one are asked together."""
    if fault.good is None or fault.quick is None:
        return fault.screen
    tests = [other.good("?value") for other in faults if other.shape == fault.shape and other.good is not None]
    bad = " || ".join(f"!({test})" for test in tests)
    return f"SELECT ?this WHERE {{ ?this {fault.shape.path} ?value FILTER({bad}) }} LIMIT 1"


class _Compiler:
    """Writes the faults of one shape and of all that it refers to."""

    def __init__(self, graph: ShapesGraph) -> None:
        self._graph = graph
        self._numbers = count(1)
        self._open: list[Node] = []  # shapes being written, to find a shape that refers to itself
        self._by_path: dict[str, Callable[[Shape, str, Term], Iterator[Fault]]] = {
            "minCount": self._min_count,
            "maxCount": self._max_count,
            "uniqueLang": self._unique_language,
            "hasValue": self._has_value,
            "equals": self._equals,
            "disjoint": self._disjoint,
            "lessThan": self._less_than,
            "lessThanOrEquals": self._less_than_or_equals,
            "qualifiedValueShape": self._qualified,
            "closed": self._closed,
            "property": self._property,
        }

    def faults(self, shape: Shape, focus: str) -> list[Fault]:
        """All faults of a shape about the node in the variable `focus`."""
        if shape.node in self._open:
            raise DataError(f"shapes: {shape.node} refers to itself; take the loop out")
        self._open.append(shape.node)
        found = [
            fault for name, value in self._graph.constraints(shape.node) for fault in self._faults_of(shape, focus, name, value)
        ]
        self._open.pop()
        return found

    def sparql_checks(self, shape: Shape, target: str) -> Iterator[Check]:
        """The checks that a shape spells out in SPARQL itself."""
        for node in self._graph.nodes(shape.node, "sparql"):
            select, own = self._graph.one(node, "select"), self._graph.shape(node).messages
            if not isinstance(select, Literal):
                raise DataError(f"shapes: sh:sparql of {shape.node} has no sh:select")
            text = select.value.replace("$this", "?this").replace("$PATH", shape.path or "")
            query = (
                f"{self._graph.prefixes(node)}SELECT * WHERE {{ {{ SELECT DISTINCT ?this WHERE {{ {target} }} }} {{ {text} }} }}"
            )
            path, messages = shape.path or "", own or shape.messages
            yield Check(shape.node, shape.name, shape.severity, "sparql", path, messages, query)

    def _faults_of(self, shape: Shape, focus: str, name: str, value: Term) -> Iterator[Fault]:
        if name in _NO_CONSTRAINTS or (name == "sparql" and focus == "?this"):
            return
        if name in self._by_path:
            yield from self._by_path[name](shape, focus, value)
            return
        variable, reach = self._values(shape, focus)
        good = self._good(shape, name, value)
        fault = self._value_fault(name, value, variable) if good is None else f"FILTER(!({good(variable)}))"
        classes = self._classes(name, value)
        wrong = "".join(f"MINUS {{ {self._graph.is_a(variable, one)} }} " for one in classes) if classes else fault
        quick = f"SELECT DISTINCT ?this {variable} WHERE {{ {reach} {wrong} }}" if reach else self._kind_quick(name, value)
        screen = _NUMBERED.sub("?value", f"{quick} LIMIT 1") if quick and reach and name == "class" else ""
        yield Fault(shape, focus, name, f"{reach} {fault}", variable, quick, good, screen)

    def _kind_quick(self, name: str, value: Term) -> str | None:
        """The instances of a class that the node must not have, where `sh:not` says just that: few targets have it."""
        said = list(self._graph.constraints(value)) if name == "not" and isinstance(value, Node) else []
        if [constraint for constraint, _ in said] != ["class"]:
            return None
        return f"SELECT DISTINCT ?this WHERE {{ {self._graph.is_a('?this', said[0][1])} }}"

    def _classes(self, name: str, value: Term) -> list[Term]:
        """The classes of which the value must have one, where the constraint says just that."""
        if name == "class":
            return [value]
        members = self._graph.members(value) if name == "or" else []
        said = [pair for member in members if isinstance(member, Node) for pair in self._graph.constraints(member)]
        classes = [of for constraint, of in said if constraint == "class"]
        return classes if len(classes) == len(said) == len(members) else []

    def _good(self, shape: Shape, name: str, value: Term) -> Callable[[str], str] | None:
        """The test of single values that a constraint stands for; None for one that looks at other nodes."""
        if name in ("class", "node", "not", "and", "xone"):
            return None
        if name == "or":
            members = [fault for one in self._graph.members(value) for fault in self._member_faults(one)]
            tests = [fault.good if fault.focus == fault.value == "?member" else None for fault in members]
            if len(tests) != len(self._graph.members(value)) or any(test is None for test in tests):
                return None
            return lambda variable: " || ".join(f"({test(variable)})" for test in tests if test is not None)
        if name in ("in", "languageIn"):
            operands = self._graph.members(value)
        else:
            flags = self._graph.one(shape.node, "flags")
            operands = [value, *([flags] if flags else [])]
        value_test(name, operands, "?value")  # an unknown constraint is told at once
        return lambda variable: value_test(name, operands, variable)

    def _member_faults(self, member: Term) -> list[Fault]:
        return self.faults(self._graph.shape(member), "?member") if isinstance(member, Node) else []

    def _values(self, shape: Shape, focus: str) -> tuple[str, str]:
        """The variable of the value nodes, and the pattern that reaches them."""
        if shape.path is None:
            return focus, ""
        variable = self._fresh()
        return variable, f"{focus} {shape.path} {variable} ."

    def _fresh(self) -> str:
        return f"?v{next(self._numbers)}"

    def _value_fault(self, name: str, value: Term, variable: str) -> str:
        if name == "class":
            return f"FILTER NOT EXISTS {{ {self._graph.is_a(variable, value)} }}"
        if name == "node":
            return f"FILTER({self._breaks(value, variable)})"
        if name == "not":
            return f"FILTER(!({self._breaks(value, variable)}))"
        return f"FILTER({self._combined(name, value, variable)})"

    def _breaks(self, shape: Term, variable: str) -> str:
        """An expression: does the node break the shape?"""
        if not isinstance(shape, Node):
            raise DataError(f"shapes: {shape} is no shape")
        faults = self.faults(self._graph.shape(shape), variable)
        return " || ".join(f"EXISTS {{ {fault.pattern} }}" for fault in faults) or "false"

    def _combined(self, name: str, shapes: Term, variable: str) -> str:
        broken = [f"({self._breaks(shape, variable)})" for shape in self._graph.members(shapes)]
        if name == "and":
            return " || ".join(broken)
        if name == "or":
            return " && ".join(broken)
        return f"({' + '.join(f'IF({one}, 0, 1)' for one in broken)}) != 1"

    # -- constraints on all values of a path together

    def _min_count(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        number = _number(value)
        if number > 0:
            pattern = f"FILTER NOT EXISTS {{ {self._distinct(shape, focus, number)} }}"
            yield Fault(shape, focus, "minCount", pattern, None, self._none_of(shape.steps) if number == 1 else None)

    def _none_of(self, steps: tuple[str, ...]) -> str:
        """No value by any of the steps: one filter each, of which the first that finds a value ends the search."""
        return "".join(f"FILTER NOT EXISTS {{ ?this {step} {self._fresh()} }} " for step in steps)

    def _max_count(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        number, variable = _number(value), self._fresh()
        pattern = f"FILTER EXISTS {{ {self._distinct(shape, focus, number + 1)} }}"
        once = "" if len(shape.steps) == 1 else "DISTINCT "  # one property gives each value once
        counted = f"GROUP BY ?this HAVING(COUNT({once}{variable}) > {number})"
        quick = f"SELECT ?this WHERE {{ ?this {shape.path} {variable} }} {counted}"
        screen = f"SELECT ?all WHERE {{ {{ {_MORE_THAN_NODES.format(shape.path)} }} FILTER(?all > ?nodes) }}"
        yield Fault(shape, focus, "maxCount", pattern, None, quick, screen=screen if number == 1 and not once else "")

    def _distinct(self, shape: Shape, focus: str, number: int, each: Callable[[str], str] = lambda variable: "") -> str:
        """So many different values, each under a further condition."""
        variables = [self._fresh() for _ in range(number)]
        reached = " ".join(f"{focus} {shape.path} {variable} . {each(variable)}" for variable in variables)
        different = " && ".join(f"!sameTerm({one}, {other})" for one, other in combinations(variables, 2))
        return f"{reached} FILTER({different})" if different else reached

    def _unique_language(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        if not isinstance(value, Literal) or value.value not in ("true", "1"):
            return
        one, other = self._fresh(), self._fresh()
        same = f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({other})) && !sameTerm({one}, {other})'
        pattern = f"FILTER EXISTS {{ {focus} {shape.path} {one}, {other} . FILTER({same}) }}"
        counted = f"GROUP BY ?this HAVING(COUNT(DISTINCT {one}) > COUNT(DISTINCT LCASE(LANG({one}))))"
        quick = f'SELECT ?this WHERE {{ ?this {shape.path} {one} FILTER(LANG({one}) != "") }} {counted}'
        yield Fault(shape, focus, "uniqueLang", pattern, None, quick)

    def _has_value(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        there = f"{focus} {shape.path} {value} ." if shape.path else f"FILTER(sameTerm({focus}, {value}))"
        quick = f"FILTER NOT EXISTS {{ ?this {shape.path} {value} }}" if shape.path else None
        yield Fault(shape, focus, "hasValue", f"FILTER NOT EXISTS {{ {there} }}", None, quick)

    def _equals(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        variable, reach = self._values(shape, focus)
        reach = reach or f"BIND({focus} AS {variable})"
        yield Fault(shape, focus, "equals", f"{reach} FILTER NOT EXISTS {{ {focus} {value} {variable} }}", variable)
        pattern = f"{focus} {value} {variable} . FILTER NOT EXISTS {{ {reach} }}"
        yield Fault(shape, focus, "equals", pattern, variable)

    def _disjoint(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        variable, reach = self._values(shape, focus)
        yield Fault(shape, focus, "disjoint", f"{reach} FILTER EXISTS {{ {focus} {value} {variable} }}", variable)

    def _less_than(self, shape: Shape, focus: str, value: Term, operator: str = "<", name: str = "lessThan") -> Iterator[Fault]:
        variable, reach = self._values(shape, focus)
        other = self._fresh()
        pattern = f"{reach} {focus} {value} {other} . FILTER(!COALESCE({variable} {operator} {other}, false))"
        quick = f"SELECT DISTINCT ?this {variable} WHERE {{ {pattern} }}" if reach else None
        yield Fault(shape, focus, name, pattern, variable, quick)

    def _less_than_or_equals(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        yield from self._less_than(shape, focus, value, "<=", "lessThanOrEquals")

    def _qualified(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        def meets(variable: str) -> str:
            return f"FILTER(!({self._breaks(value, variable)}))"

        least, most = self._graph.one(shape.node, "qualifiedMinCount"), self._graph.one(shape.node, "qualifiedMaxCount")
        if least is not None and _number(least):
            pattern = f"FILTER NOT EXISTS {{ {self._distinct(shape, focus, _number(least), meets)} }}"
            yield Fault(shape, focus, "qualifiedMinCount", pattern)
        if most is not None:
            pattern = f"FILTER EXISTS {{ {self._distinct(shape, focus, _number(most) + 1, meets)} }}"
            yield Fault(shape, focus, "qualifiedMaxCount", pattern)

    def _closed(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        if not isinstance(value, Literal) or value.value not in ("true", "1"):
            return
        ignored = self._graph.one(shape.node, "ignoredProperties")
        allowed = {str(member) for member in (self._graph.members(ignored) if ignored is not None else [])}
        for node in self._graph.nodes(shape.node, "property"):
            path = self._graph.one(node, "path")
            allowed |= {str(path)} if isinstance(path, NamedNode) else set()
        predicate, variable = self._fresh(), self._fresh()
        others = f"FILTER({predicate} NOT IN ({', '.join(sorted(allowed))}))" if allowed else ""
        yield Fault(shape, focus, "closed", f"{focus} {predicate} {variable} . {others}", variable)

    def _property(self, shape: Shape, focus: str, value: Term) -> Iterator[Fault]:
        if not isinstance(value, Node):
            raise DataError(f"shapes: sh:property of {shape.node} is no shape")
        variable, reach = self._values(shape, focus)
        for fault in self.faults(self._graph.shape(value), variable):
            nested = replace(fault, pattern=f"{reach} {fault.pattern}")
            yield replace(nested, quick=None, screen="") if reach else nested


def _number(value: Term) -> int:
    if not isinstance(value, Literal) or not value.value.isdigit():
        raise DataError(f"shapes: {value} is no count; give a whole number")
    return int(value.value)
