"""Reviews that people send to the service: kept beside the store in a file of lines, and taken into the graph by the next build.

The file only grows, and is read whole at each build, so that a review outlives a store that is built anew.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from graph.errors import store_errors
from graph.terms import JK, PROV, RDF, XSD
from ontology.iri import absolute, digest

VERDICTS = ("accepted", "rejected", "corrected")
_END = b"#\n"  # closes a review: what stands after the last one is half of one


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict on a node. `time` is an `xsd:dateTime`; `reason` is empty where none is given."""

    about: str
    verdict: str
    reviewer: str
    reason: str
    time: str

    def iri(self, base: str) -> str:
        """The IRI, from what the review says."""
        return absolute(base, f"review/{digest(self.about, self.verdict, self.reviewer, self.reason, self.time)}")

    def triples(self, base: str) -> Iterator[Triple]:
        """The review in the terms of the model."""
        node = NamedNode(self.iri(base))
        yield Triple(node, RDF.type, JK.Review)
        yield Triple(node, RDF.type, PROV.Activity)
        yield Triple(node, JK.reviews, NamedNode(self.about))
        yield Triple(node, JK.verdict, Literal(self.verdict))
        yield Triple(node, JK.reviewer, Literal(self.reviewer))
        yield Triple(node, PROV.endedAtTime, Literal(self.time, datatype=XSD.dateTime))
        if self.reason:
            yield Triple(node, JK.reason, Literal(self.reason))


def write_review(path: Path, review: Review, base: str) -> str:
    """Adds a review to the file so that it lasts; returns its IRI. One that a crash left half written is dropped first.

    Raises:
        StoreError: the file cannot be written.
    """
    lines = (serialize(review.triples(base), format=RdfFormat.N_TRIPLES) or b"") + _END
    with store_errors(path), _locked(path) as stream:
        whole = _whole(stream.read())
        stream.truncate(len(whole))
        stream.seek(len(whole))
        stream.write(lines)
        stream.flush()
        os.fsync(stream.fileno())
    return review.iri(base)


def read_reviews(path: Path) -> list[Triple]:
    """The triples of all reviews, in the order in which they came in; none where there is no file.

    Raises:
        StoreError: the file cannot be read.
    """
    if not path.exists():
        return []
    with store_errors(path):
        return [quad.triple for quad in parse(_whole(path.read_bytes()), RdfFormat.N_TRIPLES)]


def whole_reviews(path: Path) -> bytes:
    """The lines of all reviews that are whole; empty where there is no file.

    Raises:
        StoreError: the file cannot be read.
    """
    with store_errors(path):
        return _whole(path.read_bytes()) if path.exists() else b""


def add_reviews(path: Path, content: bytes) -> int:
    """Adds such lines to the file, but for reviews that it holds already; returns how many were new.

    Raises:
        StoreError: the file cannot be written.
    """
    with store_errors(path), _locked(path) as stream:
        whole = _whole(stream.read())
        held = frozenset(_blocks(whole))
        new = [block for block in dict.fromkeys(_blocks(_whole(content))) if block not in held]
        stream.truncate(len(whole))
        stream.seek(len(whole))
        stream.write(b"".join(new))
        stream.flush()
        os.fsync(stream.fileno())
    return len(new)


def _blocks(whole: bytes) -> Iterator[bytes]:
    for block in whole.removesuffix(b"\n" + _END).split(b"\n" + _END):
        if block:
            yield block + b"\n" + _END


def _whole(content: bytes) -> bytes:
    end = content.rfind(b"\n" + _END)
    return content[: end + 1 + len(_END)] if end >= 0 else b""


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    with path.open("a+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        stream.seek(0)
        yield stream
