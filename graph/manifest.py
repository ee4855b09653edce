"""The manifest of a generation: what was read, from which bytes, with which program, and what failed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from ontology.faults import fault

FORMAT = 1


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document that was read. `text` is the sha256 of its text, under which the text is kept."""

    iri: str
    sha256: str
    file_names: tuple[str, ...]
    language: str
    kind: str
    text: str
    quads: int
    counts: Mapping[str, int] = field(default_factory=dict)  # records by kind, as 'measures': 73


@dataclass(frozen=True, slots=True)
class RdfEntry:
    """One RDF file that was loaded as it is, and the graphs that it wrote to."""

    sha256: str
    file_name: str
    graphs: tuple[str, ...]
    quads: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a generation says of itself. `fingerprint` stands for the code and tables that made the facts."""

    base: str
    program: str
    fingerprint: str
    documents: tuple[DocumentEntry, ...] = ()
    rdf: tuple[RdfEntry, ...] = ()
    failures: tuple[Failure, ...] = ()
    quads: int = 0  # in the named graphs

    def document(self, iri: str) -> DocumentEntry | None:
        """The entry of a document, by its IRI."""
        return next((entry for entry in self.documents if entry.iri == iri), None)

    def to_json(self) -> bytes:
        """The manifest as it is stored."""
        return (json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(path: Path) -> Manifest:
    """Reads a manifest.

    Raises:
        StoreError: the file is damaged, or another version of the program wrote it.
    """
    try:
        return _from_json(json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(fault("manifest-unreadable", reason=error), path) from error


def _from_json(table: dict[str, Any]) -> Manifest:
    if table.pop("format") != FORMAT:
        message = f"its format is not {FORMAT}"
        raise ValueError(message)
    documents = (DocumentEntry(**{**entry, "file_names": tuple(entry["file_names"])}) for entry in table.pop("documents"))
    rdf = (RdfEntry(**{**entry, "graphs": tuple(entry["graphs"])}) for entry in table.pop("rdf"))
    failures = (Failure(**entry) for entry in table.pop("failures"))
    return Manifest(documents=tuple(documents), rdf=tuple(rdf), failures=tuple(failures), **table)
