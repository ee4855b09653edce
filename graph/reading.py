"""The documents of a build: which are read anew, which stay as they are in the store, and which are gone."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from graph.manifest import DocumentEntry, Failure, Manifest
from graph.mapping import to_quads
from graph.sources import Source
from graph.terms import SKOS
from ontology.errors import DataError, DocumentError
from ontology.iri import absolute
from ontology.records import Extraction

_NO_FACTS = ("document", "own", "version_date")  # what an extraction says of the document itself

Read = Callable[[Path], Extraction]

_Made = TypeVar("_Made")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read, ready to be stored."""

    entry: DocumentEntry
    quads: frozenset[Quad]
    text: bytes


def unchanged(source: Source, previous: Manifest | None) -> DocumentEntry | None:
    """The entry of the previous build where it read the very same content under the same names."""
    if previous is None:
        return None
    entries = (e for e in previous.documents if e.sha256 == source.sha256 and e.file_names == source.file_names)
    return next(entries, None)


def attempt(source: Source, read: Read) -> Extraction | Failure:
    """What a document says; one that cannot be read is a Failure with its reason, not an exception."""
    return _attempted(source, lambda: read(source.path))


def mapped(source: Source, extraction: Extraction, base: str) -> ReadDocument | Failure:
    """The document as it is stored; one that cannot be mapped is a Failure."""
    return _attempted(source, lambda: _mapped(source, extraction, base))


def _attempted(source: Source, work: Callable[[], _Made]) -> _Made | Failure:
    try:
        return work()
    except (DocumentError, DataError) as error:
        return Failure(source.shown, str(error).removeprefix(f"{source.path}: "))
    except OSError as error:
        return Failure(source.shown, f"cannot be read: {error.strerror}; check that it is there and readable")
    except Exception as error:  # noqa: BLE001 - a fault of ours over one document must not lose the others
        _LOG.exception("%s", source.path)
        return Failure(
            source.shown, f"the program failed on it ({type(error).__name__}: {error}); please report this with the file"
        )


def _mapped(source: Source, extraction: Extraction, base: str) -> ReadDocument:
    quads = frozenset(_document_quads(extraction, source, base))
    text = extraction.document.text.encode("utf-8")
    entry = DocumentEntry(
        iri=absolute(base, extraction.document.key),
        sha256=source.sha256,
        file_names=source.file_names,
        language=extraction.document.language,
        kind=extraction.document.kind,
        text=hashlib.sha256(text).hexdigest(),
        quads=len(quads),
        counts=_counts(extraction),
    )
    return ReadDocument(entry, quads, text)


def _document_quads(extraction: Extraction, source: Source, base: str) -> Iterator[Quad]:
    """The quads of a document; the names of other files that hold the very same bytes are its further names."""
    node = NamedNode(absolute(base, extraction.document.key))
    yield from to_quads(extraction, base)
    yield from (Quad(node, SKOS.altLabel, Literal(name), node) for name in source.file_names[1:])


def _counts(extraction: Extraction) -> dict[str, int]:
    said = {field.name: getattr(extraction, field.name) for field in fields(extraction) if field.name not in _NO_FACTS}
    return {name: len(records) for name, records in said.items()}
