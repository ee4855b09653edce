"""Reading of SHACL shapes: the graph of `shapes.ttl` → shapes as the compiler takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse

from ontology.errors import DataError

SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
Term = NamedNode | BlankNode | Literal | Triple
Node = NamedNode | BlankNode

# What a shape may say beside its constraints.
_PATH_MARKS = {"inversePath": "^{}", "zeroOrMorePath": "({})*", "oneOrMorePath": "({})+", "zeroOrOnePath": "({})?"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with a `path` a property shape. `node` names it in the shapes graph."""

    node: Node
    path: str | None  # as a SPARQL property path
    steps: tuple[str, ...]  # the paths of which any reaches a value; one for a path without alternatives
    messages: tuple[tuple[str, str], ...]  # by language; '' where none is given
    severity: str  # 'Violation', 'Warning' or 'Info'

    @property
    def name(self) -> str:
        """The end of its IRI; nothing for a shape without one."""
        return self.node.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1] if isinstance(self.node, NamedNode) else ""


class ShapesGraph:
    """The shapes and the classes of the ontology, to be asked for."""

    def __init__(self, *turtle: bytes) -> None:
        """Parses Turtle files: the shapes, and the ontology for its subclasses."""
        self._store = Store()
        for text in turtle:
            self._store.extend(parse(text, RdfFormat.TURTLE))

    def objects(self, node: Node, name: str) -> list[Term]:
        """The values of a SHACL property; name 'property' for `sh:property`."""
        return sorted((q.object for q in self._store.quads_for_pattern(node, NamedNode(SH + name), None)), key=str)

    def objects_of(self, node: Node, predicate: str) -> list[Term]:
        """The values of any property, by its IRI."""
        return [q.object for q in self._store.quads_for_pattern(node, NamedNode(predicate), None)]

    def statements(self, node: Node) -> list[tuple[NamedNode, Term]]:
        """All that is said of a node."""
        return sorted(((q.predicate, q.object) for q in self._store.quads_for_pattern(node, None, None)), key=str)

    def nodes(self, node: Node, name: str) -> list[Node]:
        """The values that are nodes."""
        return [value for value in self.objects(node, name) if isinstance(value, NamedNode | BlankNode)]

    def one(self, node: Node, name: str) -> Term | None:
        """The only value, if there is one."""
        values = self.objects(node, name)
        return values[0] if values else None

    def members(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        found: list[Term] = []
        while isinstance(head, BlankNode):
            found += self.objects_of(head, _RDF + "first")
            head = self.objects_of(head, _RDF + "rest")[0]
        return found

    def constraints(self, node: Node) -> Iterator[tuple[str, Term]]:
        """All SHACL statements of a shape, by the end of their property."""
        for quad in sorted(self._store.quads_for_pattern(node, None, None), key=str):
            if quad.predicate.value.startswith(SH):
                yield quad.predicate.value[len(SH) :], quad.object

    def shape(self, node: Node) -> Shape:
        """One shape."""
        path = self.one(node, "path")
        severity = self.one(node, "severity")
        name = severity.value[len(SH) :] if isinstance(severity, NamedNode) else "Violation"
        if path is None:
            return Shape(node, None, (), self._messages(node), name)
        return Shape(node, self.path(path), self._steps(path), self._messages(node), name)

    def targets(self) -> Iterator[tuple[Shape, str]]:
        """Each shape that has targets, with the pattern that binds `?this` to a target."""
        for node in self._shape_nodes():
            patterns = list(self._target_patterns(node))
            if patterns and not self._deactivated(node):
                yield self.shape(node), " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)

    def _shape_nodes(self) -> list[Node]:
        predicates = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
        found = {q.subject for name in predicates for q in self._store.quads_for_pattern(None, NamedNode(SH + name), None)}
        for kind in ("NodeShape", "PropertyShape"):
            found |= {q.subject for q in self._store.quads_for_pattern(None, NamedNode(_RDF + "type"), NamedNode(SH + kind))}
        return sorted((node for node in found if isinstance(node, NamedNode | BlankNode)), key=str)

    def _target_patterns(self, node: Node) -> Iterator[str]:
        for target in self.objects(node, "targetClass"):
            yield self.is_a("?this", target)
        if NamedNode(_RDFS + "Class") in self.objects_of(node, _RDF + "type"):
            yield self.is_a("?this", node)
        for target in self.objects(node, "targetNode"):
            yield f"VALUES ?this {{ {target} }}"
        for target in self.objects(node, "targetSubjectsOf"):
            yield f"?this {target} ?any"
        for target in self.objects(node, "targetObjectsOf"):
            yield f"?any {target} ?this"

    def is_a(self, variable: str, of_class: Term) -> str:
        """The pattern for an instance of a class or of one below it."""
        classes = self._with_subclasses(of_class)
        if len(classes) == 1:
            return f"{variable} a {of_class} ."
        name = f"?class_{variable[1:]}"
        return f"{variable} a {name} . FILTER({name} IN ({', '.join(sorted(map(str, classes)))}))"

    def _with_subclasses(self, of_class: Term) -> set[Term]:
        found, waiting = {of_class}, [of_class]
        while waiting:
            for quad in self._store.quads_for_pattern(None, NamedNode(_RDFS + "subClassOf"), waiting.pop()):
                if isinstance(quad.subject, NamedNode) and quad.subject not in found:
                    found.add(quad.subject)
                    waiting.append(quad.subject)
        return found

    def path(self, node: Term) -> str:
        """A SHACL path as a SPARQL property path."""
        if isinstance(node, NamedNode):
            return str(node)
        if not isinstance(node, BlankNode):
            raise DataError(f"shapes: {node} is no path; give a property or a path of SHACL")
        for name, form in _PATH_MARKS.items():
            inner = self.one(node, name)
            if inner is not None:
                return "(" + form.format(self.path(inner)) + ")"
        alternatives = self.one(node, "alternativePath")
        if alternatives is not None:
            return "(" + "|".join(self.path(part) for part in self.members(alternatives)) + ")"
        return "(" + "/".join(self.path(part) for part in self.members(node)) + ")"

    def _steps(self, path: Term) -> tuple[str, ...]:
        alternatives = self.one(path, "alternativePath") if isinstance(path, BlankNode) else None
        return (self.path(path),) if alternatives is None else tuple(self.path(part) for part in self.members(alternatives))

    def prefixes(self, node: Node) -> str:
        """The PREFIX lines that a SPARQL constraint asks for."""
        lines = []
        for owner in self.nodes(node, "prefixes"):
            for declared in self.nodes(owner, "declare"):
                prefix, namespace = self.one(declared, "prefix"), self.one(declared, "namespace")
                if isinstance(prefix, Literal) and isinstance(namespace, Literal):
                    lines.append(f"PREFIX {prefix.value}: <{namespace.value}>\n")
        return "".join(sorted(lines))

    def _deactivated(self, node: Node) -> bool:
        value = self.one(node, "deactivated")
        return isinstance(value, Literal) and value.value in ("true", "1")

    def _messages(self, node: Node) -> tuple[tuple[str, str], ...]:
        messages = (value for value in self.objects(node, "message") if isinstance(value, Literal))
        return tuple(sorted((message.language or "", message.value) for message in messages))
