"""Every constraint of the shapes is broken on purpose: the gate and pySHACL must both see it, and see the same.

The breaks are made from the constraints as they stand in ontology/shapes.ttl, so that a new one is broken too. Where that cannot be
done, the test says what sound.ttl lacks.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from graph.validation import run_checks, shipped_checks

EX = Namespace("https://example.org/")
SHAPES = Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
SOUND = Path(__file__).parents[1] / "ontology" / "sound.ttl"
_TARGETS = (SH.targetClass, SH.targetSubjectsOf)
_SAID = {SH.path, SH.property, SH.message, SH.severity, *_TARGETS, RDF.type}

Result = tuple[str, str, str, str]  # focus node, shape, component, value


@dataclass(frozen=True)
class Constraint:
    """One constraint of a shape, with the node shape whose targets it is checked on."""

    owner: Node
    shape: Node
    name: str
    value: Node

    def __str__(self) -> str:
        tail = re.split("[#/]", str(self.value))[-1] if self.name in ("hasValue", "class") else ""
        return "-".join(re.split("[#/]", str(part))[-1] for part in (self.owner, self.shape, self.name, tail) if part)

    @property
    def component(self) -> str:
        """The IRI of the component that its results name."""
        return f"{SH}{self.name[0].upper()}{self.name[1:]}ConstraintComponent"

    def steps(self) -> list[tuple[URIRef, bool]]:
        """The properties of its path, and whether each runs backwards."""
        path = SHAPES.value(self.shape, SH.path)
        alternatives = None if path is None else SHAPES.value(path, SH.alternativePath)
        parts = [] if path is None else [path] if alternatives is None else list(Collection(SHAPES, alternatives))
        return [self._step(part) for part in parts]

    def _step(self, part: Node) -> tuple[URIRef, bool]:
        inverse = SHAPES.value(part, SH.inversePath)
        step = part if inverse is None else inverse
        assert isinstance(step, URIRef), f"{self}: teach this test its path"
        return step, inverse is not None

    def targets(self, data: Graph) -> list[Node]:
        """The nodes of the data that it is checked on."""
        of_class = (node for target in SHAPES.objects(self.owner, SH.targetClass) for node in data.subjects(RDF.type, target))
        subjects = (node for p in SHAPES.objects(self.owner, SH.targetSubjectsOf) for node in data.subjects(p, None))
        return sorted({*of_class, *subjects}, key=str)


def _constraints() -> Iterator[Constraint]:
    for owner in sorted({node for target in _TARGETS for node in SHAPES.subjects(target, None)}):
        for shape in (owner, *sorted(SHAPES.objects(owner, SH.property))):
            for predicate, value in sorted(SHAPES.predicate_objects(shape)):
                if predicate not in _SAID:
                    yield Constraint(owner, shape, str(predicate).removeprefix(str(SH)), value)


CONSTRAINTS = list(_constraints())


class Breaker:
    """Breaks one constraint of one node; each method is named after the constraint. It changes the graph in place."""

    def __init__(self, data: Graph, constraint: Constraint, chance: random.Random) -> None:
        self.data, self.constraint, self.chance = data, constraint, chance
        targets = constraint.targets(data)
        assert targets, f"{constraint}: sound.ttl has no node that this shape targets; add one"
        self.focus = chance.choice(targets)

    def break_it(self) -> None:
        """Makes one break."""
        known: Callable[[], None] | None = getattr(self, f"break_{self.constraint.name}", None)
        assert known is not None, f"{self.constraint}: this test cannot break sh:{self.constraint.name} yet; teach it"
        known()

    def _triples(self) -> list[tuple[Node, URIRef, Node]]:
        forward = [
            (self.focus, p, o) for p, back in self.constraint.steps() if not back for o in self.data.objects(self.focus, p)
        ]
        backward = [(s, p, self.focus) for p, back in self.constraint.steps() if back for s in self.data.subjects(p, self.focus)]
        return sorted(forward + backward)

    def _add(self, *values: Node) -> None:
        predicate, backwards = self.constraint.steps()[0]
        assert not backwards, f"{self.constraint}: teach this test to add values backwards"
        for value in values:
            self.data.add((self.focus, predicate, value))

    def _add_one_of(self, *values: Node) -> None:
        self._add(self.chance.choice(values))

    def break_minCount(self) -> None:  # noqa: N802 - named after the constraint
        for triple in self._triples()[int(str(self.constraint.value)) - 1 :]:
            self.data.remove(triple)

    def break_maxCount(self) -> None:  # noqa: N802
        kept = [triple[2] for triple in self._triples()]
        for number in range(int(str(self.constraint.value)) + 1 - len(kept) + 1):
            datatype = next((value.datatype for value in kept if isinstance(value, Literal)), None)
            lexical = {
                "date": f"20{number + 31}-01-01",
                "gYearMonth": f"20{number + 31}-01",
                "boolean": "true",
                "decimal": f"{number + 71}.5",
            }
            kind = str(datatype or "").rpartition("#")[2]
            literal = Literal(lexical.get(kind, str(number + 2031)), datatype=datatype)
            self._add(EX[f"extra{number}"] if kept and isinstance(kept[0], URIRef) else literal)
        self._add(Literal("one more"))  # a boolean has only two values

    def break_class(self) -> None:
        self._add_one_of(
            EX.stranger, Literal("words"), EX.evidence if "Evidence" not in str(self.constraint.value) else EX.document
        )

    def break_or(self) -> None:
        self._add_one_of(EX.stranger, Literal("words"), Literal("x", lang="ky"), Literal("2020-13", datatype=EX.odd))

    def break_not(self) -> None:
        self.data.add((self.focus, RDF.type, next(SHAPES.objects(self.constraint.value, SH["class"]))))

    def break_hasValue(self) -> None:  # noqa: N802
        self.data.remove((self.focus, self.constraint.steps()[0][0], self.constraint.value))

    def break_datatype(self) -> None:
        ill = Literal("no such value", datatype=URIRef(str(self.constraint.value)))
        text = str(self.constraint.value).endswith(("#string", "#langString"))
        limited = any((self.constraint.shape, limit, None) in SHAPES for limit in (SH.minInclusive, SH.maxInclusive))
        # pySHACL lets a value of an unknown datatype pass a limit; the standard (4.3) does not, and nor does the gate
        odd = (EX.stranger,) if limited else (EX.stranger, Literal("x", datatype=EX.odd))
        self._add_one_of(*odd, *(() if text else (ill, Literal("x", lang="ky"), Literal("words"))))

    def break_nodeKind(self) -> None:  # noqa: N802
        kind = str(self.constraint.value).removeprefix(str(SH))
        if self.constraint.steps():
            self._add({"IRI": Literal("words"), "Literal": EX.stranger, "IRIOrLiteral": BNode()}[kind])
            return
        nameless = BNode()
        for subject, predicate, value in [
            *self.data.triples((self.focus, None, None)),
            *self.data.triples((None, None, self.focus)),
        ]:
            self.data.remove((subject, predicate, value))
            swapped = [nameless if node == self.focus else node for node in (subject, value)]
            self.data.add((swapped[0], predicate, swapped[1]))

    def break_in(self) -> None:
        self._add_one_of(Literal("no such"), EX.stranger)

    def break_pattern(self) -> None:
        pattern = str(self.constraint.value)
        self._add_one_of(*(Literal(text) for text in (" ", "", "?!", "zz ZZ") if not re.search(pattern, text)))

    def break_minInclusive(self) -> None:  # noqa: N802
        limit = self.constraint.value
        assert isinstance(limit, Literal)
        self._add_one_of(Literal(limit.toPython() - 1, datatype=limit.datatype), Literal("words"), EX.stranger)

    def break_maxInclusive(self) -> None:  # noqa: N802
        limit = self.constraint.value
        assert isinstance(limit, Literal)
        self._add_one_of(Literal(limit.toPython() + 1, datatype=limit.datatype), Literal("words"))

    def break_uniqueLang(self) -> None:  # noqa: N802
        language = self.chance.choice(("ky", "kk", "ru", "en"))
        self._add(Literal("биринчи", lang=language), Literal("экинчи", lang=language))

    def break_languageIn(self) -> None:  # noqa: N802
        self._add_one_of(Literal("Wort", lang="de"), Literal("words"), EX.stranger)

    def break_lessThan(self) -> None:  # noqa: N802
        targets = [node for node in self.constraint.targets(self.data) if (node, self.constraint.value, None) in self.data]
        assert targets, f"{self.constraint}: sound.ttl has no target with {self.constraint.value}; add one"
        self.focus = self.chance.choice(targets)
        least = min(self.data.objects(self.focus, self.constraint.value))
        assert isinstance(least, Literal)
        self._add(Literal(str(int(str(least)[:4]) + 1), datatype=least.datatype))

    break_lessThanOrEquals = break_lessThan  # noqa: N815


_SOUND = sorted(Graph().parse(SOUND, format="turtle"))


def _sound() -> Graph:
    data = Graph()
    for triple in _SOUND:
        data.add(triple)
    return data


def _told(term: Node | None) -> str:
    """A term with numbers by value: the two libraries write some in other ways."""
    if not isinstance(term, Literal):
        return "" if term is None else term.n3()
    if str(term.datatype).endswith(("#decimal", "#integer")) and re.fullmatch(r"[+-]?[0-9.]+", str(term)):
        return str(float(term))
    return f'"{term}"^^{term.datatype}@{term.language}'


def _to_store(term: Node) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(str(term))
    assert isinstance(term, Literal)
    datatype = None if term.language or term.datatype is None else pyoxigraph.NamedNode(str(term.datatype))
    return pyoxigraph.Literal(str(term), datatype=datatype, language=term.language)


def _from_store(term: object) -> Node:
    if isinstance(term, pyoxigraph.Literal):
        plain = term.language or term.datatype.value.endswith("#string")  # RDFLib tells plain strings from xsd:string
        return Literal(term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value))
    return BNode(term.value) if isinstance(term, pyoxigraph.BlankNode) else URIRef(term.value)  # type: ignore[attr-defined]


def _ours(store: pyoxigraph.Store) -> set[Result]:
    found = set()
    for v in run_checks(store, shipped_checks()):
        value = "" if v.value is None else _told(_from_store(v.value))
        found.add((_told(_from_store(v.focus)), str(_from_store(v.check.source)), v.check.component, value))
    return found


def _theirs(data: Graph) -> set[Result]:
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    names = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.value)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, shape, component, value = (report.value(result, name) for name in names)
        found.add((_told(focus), str(shape), str(component), _told(value)))
    return found


def _both(data: Graph) -> tuple[set[Result], set[Result]]:
    """What the gate finds, and what pySHACL finds in what the store holds: a store keeps numbers by value."""
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*(_to_store(term) for term in triple)) for triple in data)  # type: ignore[arg-type]
    held = Graph()
    for quad in store:
        held.add((_from_store(quad.subject), URIRef(quad.predicate.value), _from_store(quad.object)))
    return _compared(_ours(store), held), _compared(_theirs(held), held)


def _compared(found: set[Result], data: Graph) -> set[Result]:
    """Without the order of what has no order: pySHACL lets values that cannot be compared pass, the standard (4.5.3) does not."""
    pairs = [(SHAPES.value(shape, SH.path), other) for shape, other in SHAPES.subject_objects(SH.lessThan)]
    odd = {
        _told(subject)
        for pair in pairs
        for predicate in pair
        for subject, value in data.subject_objects(predicate)
        if not isinstance(value, Literal) or not isinstance(value.value, int)
    }
    return {result for result in found if not (result[2] == f"{SH}LessThanConstraintComponent" and result[0] in odd)}


def test_each_constraint_is_compiled_to_checks() -> None:
    compiled = {(str(_from_store(check.source)), check.component) for check in shipped_checks()}
    assert {(str(constraint.shape), constraint.component) for constraint in CONSTRAINTS} == compiled


def test_both_pass_the_sound_graph() -> None:
    assert _both(_sound()) == (set(), set())


@pytest.fixture(scope="module")
def broken() -> tuple[set[Result], set[Result], dict[Constraint, str]]:
    """One graph of copies of the sound one, and the constraints that could not be broken.

    Each copy has one break of each node shape: the first constraint of all in the first copy, the second of all in the second.
    """
    every, unbroken = Graph(), {}
    for number, constraints in enumerate(_spread()):
        copy = _sound()
        for constraint in constraints:
            try:
                Breaker(copy, constraint, random.Random(str(constraint))).break_it()
            except AssertionError as error:
                unbroken[constraint] = str(error).partition("\n")[0]
        own = {*copy.subjects(), *(node for node in copy.objects() if str(node).startswith(str(EX)))}
        for triple in copy:
            every.add(tuple(_renamed(term, number) if term in own else term for term in triple))  # type: ignore[arg-type]
    return *_both(every), unbroken


def _spread() -> Iterator[tuple[Constraint, ...]]:
    by_owner: dict[Node, list[Constraint]] = defaultdict(list)
    for constraint in CONSTRAINTS:
        by_owner[constraint.owner].append(constraint)
    for together in zip_longest(*by_owner.values()):
        yield tuple(constraint for constraint in together if constraint is not None)


def _renamed(term: Node, number: int) -> Node:
    return BNode(f"{term}n{number}") if isinstance(term, BNode) else URIRef(f"{term}/{number}")


def test_all_breaks_are_found_alike(broken: tuple[set[Result], set[Result], dict[Constraint, str]]) -> None:
    ours, theirs, _ = broken
    assert (ours - theirs, theirs - ours) == (set(), set())


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=str)
def test_a_break_of_each_constraint_is_found(
    constraint: Constraint, broken: tuple[set[Result], set[Result], dict[Constraint, str]]
) -> None:
    found, _, unbroken = broken
    sought = (str(constraint.shape), constraint.component)
    if constraint in unbroken or sought not in {(shape, component) for _, shape, component, _ in found}:
        data = _sound()  # another break may have taken its node away: broken alone, it must be found
        Breaker(data, constraint, random.Random(str(constraint))).break_it()
        found, theirs = _both(data)
        assert found == theirs
    assert sought in {(shape, component) for _, shape, component, _ in found}, f"{constraint}: nothing found the break"


@settings(derandomize=True, max_examples=15, deadline=None, database=None)
@given(st.lists(st.tuples(st.sampled_from(CONSTRAINTS), st.integers(0, 999)), min_size=1, max_size=6))
def test_several_breaks_at_once_are_found_alike(breaks: list[tuple[Constraint, int]]) -> None:
    data = _sound()
    for constraint, seed in breaks:
        if constraint.targets(data):  # an earlier break may have taken the last one
            Breaker(data, constraint, random.Random(seed)).break_it()
    ours, theirs = _both(data)
    assert (ours - theirs, theirs - ours) == (set(), set())
    assert ours


@settings(derandomize=True, max_examples=15, deadline=None, database=None)
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(("take", "turn", "add"))), max_size=8))
def test_random_changes_are_judged_alike(changes: list[tuple[int, int, str]]) -> None:
    """Statements are taken away, or their values are swapped for others of the graph, whatever any shape says of them."""
    data = _sound()
    for one, other, change in changes:
        subject, predicate, value = _SOUND[one % len(_SOUND)]
        if change != "add":
            data.remove((subject, predicate, value))
        if change != "take":
            data.add((subject, predicate, _SOUND[other % len(_SOUND)][2]))
    ours, theirs = _both(data)
    assert (ours - theirs, theirs - ours) == (set(), set())
