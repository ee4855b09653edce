"""A finding as a record, and its permanent IRI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ontology.iri import absolute, digest

LOW, MEDIUM, HIGH = "low", "medium", "high"
SEVERITIES = (HIGH, MEDIUM, LOW)


@dataclass(frozen=True, slots=True)
class Node:
    """A node to be named, in each language by its own name, within an explanation."""

    iri: str


@dataclass(frozen=True, slots=True)
class Nodes:
    """Several nodes to be listed within an explanation."""

    iris: tuple[str, ...]


Part = str | int | Decimal | Node | Nodes


@dataclass(frozen=True, slots=True)
class Finding:
    """What an analysis found.

    Attributes:
        type: notation of the scheme 'finding-type'.
        about: the nodes that it is about.
        severity: notation of the scheme 'severity'; weighs how much there is to look at, not how wrong it is.
        evidence: IRIs of the evidence of the facts concerned.
        wording: which of the type's explanations in `texts.toml` fits.
        parts: what to put into the explanation.
        mark: tells apart findings of one type about the same nodes (of two rows of sums, say).
    """

    type: str
    about: tuple[str, ...]
    severity: str
    evidence: tuple[str, ...]
    wording: str = "explanation"
    parts: Mapping[str, Part] = field(default_factory=dict)
    mark: str = ""

    def iri(self, base: str) -> str:
        """Made of the type and of what it is about, so that a reviewer's verdict stays with it across rebuilds."""
        keys = sorted(iri.removeprefix(base) for iri in self.about)
        return absolute(base, f"finding/{self.type}/{digest(*keys, self.mark)}")
