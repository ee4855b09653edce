"""A node that breaks a shape, with the rule, the place and the value: what a SHACL validation result says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.shapes import Term
from graph.shapes_compiler import Check


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, with the characters of its text (`start` to `end`, from 0) or a line (from 1)."""

    file: str
    start: int | None = None
    end: int | None = None
    line: int | None = None

    @property
    def fragment(self) -> str:
        """The place as RFC 5147 writes it: lines and characters are counted from 0 there."""
        if self.line is not None:
            return f"{self.file}#line={self.line - 1},{self.line}"
        return self.file if self.start is None else f"{self.file}#char={self.start},{self.end}"

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.file}, line {self.line}"
        return self.file if self.start is None else f"{self.file}, characters {self.start} to {self.end}"


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a check. `place` is where the node was read from, where that is known."""

    focus: Term
    check: Check
    value: Term | None = None
    place: Place | None = None

    @property
    def node(self) -> str:
        """The IRI of the node; a node without one as it is written."""
        return self.focus.value if isinstance(self.focus, NamedNode) else str(self.focus)

    @property
    def shape(self) -> str:
        """The end of the shape's IRI."""
        return self.check.shape

    @property
    def path(self) -> str:
        """The property, as a SPARQL path; nothing where the node itself is at fault."""
        return self.check.path

    @property
    def messages(self) -> Mapping[str, str]:
        """What is wrong, by language."""
        return dict(self.check.messages)

    def message(self, language: str = "en") -> str:
        """What is wrong, in one language; in English where the shape has no message in it."""
        return self.messages.get(language) or self.messages.get("en") or f"breaks sh:{self.check.constraint}"

    def told(self, language: str = "en") -> str:
        """The violation in one line."""
        about = f"{self.node} ({self.place})" if self.place else self.node
        value = f", {self.value}" if self.value is not None and self.value != self.focus else ""
        path = f", {self.path}" if self.path else ""
        return f"{about}: {self.message(language)} [{self.shape} {self.check.constraint}{path}{value}]"

    def __str__(self) -> str:
        return self.told()

    @property
    def order(self) -> tuple[str, ...]:
        """What the results of a report are sorted by."""
        return (str(self.place or ""), self.node, self.shape, self.path, self.check.constraint, str(self.value or ""))
