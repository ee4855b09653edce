"""A generation: a read-only snapshot of the graph, with the texts of its documents and its manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from graph.errors import StoreError, store_errors
from graph.layout import Layout
from graph.manifest import Manifest, read_manifest
from ontology.faults import fault

_TRIES = 3  # a builder may prune a generation between the reading of its number and the opening of its folder


@dataclass(frozen=True, slots=True)
class Generation:
    """What readers see. Nobody ever writes under it; a newer build makes a newer generation."""

    number: int
    path: Path
    texts_path: Path
    manifest: Manifest

    @property
    def store_path(self) -> Path:
        """The folder of the store, for `pyoxigraph.Store.read_only`."""
        return self.path / "store"

    @property
    def search_path(self) -> Path:
        """The folder of the text index."""
        return self.path / "search"

    def open_store(self) -> Store:
        """Opens the snapshot, read-only.

        Raises:
            StoreError: the snapshot is damaged or gone.
        """
        with store_errors(self.store_path):
            return Store.read_only(str(self.store_path))

    def text(self, document: str) -> str | None:
        """The text of a document by its IRI, as the reader made it: offsets count its code points. None: it is not held."""
        entry = self.manifest.document(document)
        if entry is None:
            return None
        with store_errors(self.texts_path):
            return text_path(self.texts_path, entry.text).read_bytes().decode("utf-8")


def text_path(folder: Path, sha256: str) -> Path:
    """Where a text lies, by its hash."""
    return folder / f"{sha256}.txt"


def current_number(store_dir: Path) -> int | None:
    """The number of the published generation; cheap enough to ask before each request."""
    with store_errors(store_dir):
        return Layout(store_dir).published()


def open_current(store_dir: Path) -> Generation:
    """The generation that serves now.

    Raises:
        StoreError: there is none yet, or it is damaged.
    """
    layout = Layout(store_dir)
    for _ in range(_TRIES):
        number = current_number(store_dir)
        if number is None:
            raise StoreError(fault("no-graph", store=store_dir), store_dir)
        folder = layout.generation(number)
        if (folder / "manifest.json").is_file():
            return Generation(number, folder, layout.texts, read_manifest(folder / "manifest.json"))
    raise StoreError(fault("generation-gone", number=number), store_dir)
