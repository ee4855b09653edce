"""The copy of the graph that a build works on, and its publication.

Nothing that serves is ever changed: a build starts from a hard-linked copy of the published generation, and ends with a new
folder and one atomic rename of the file `current`. A build that dies leaves a copy that nobody reads; the next throws it away.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkdtemp

from pyoxigraph import Store

from graph.errors import StoreError
from graph.generation import Generation, text_path
from graph.layout import KEPT_GENERATIONS, Layout, remove_folder, sync_folder, write_lasting
from graph.manifest import Manifest, read_manifest


class Workspace:
    """The working copy of one build. Open it under the build's lock."""

    def __init__(self, layout: Layout, previous: Generation | None) -> None:
        """Clears what earlier builds left behind, and copies the previous generation's store, if there is one."""
        self._layout = layout
        self.clear()
        for folder in (layout.work, layout.texts, layout.generations):
            folder.mkdir(exist_ok=True)
        prune(layout)
        self._path = Path(mkdtemp(dir=layout.work))  # a new name each time: the store's library locks paths in its process
        path = str(self._path / "store")
        if previous is not None:
            Store.read_only(str(previous.store_path)).backup(path)
        self.store = Store(path)

    @property
    def search_path(self) -> Path:
        """Where the build writes the text index."""
        return self._path / "search"

    def keep_text(self, sha256: str, text: bytes) -> None:
        """Keeps the text of a document under its hash; texts of older generations are never written over."""
        path = text_path(self._layout.texts, sha256)
        if not path.exists():
            write_lasting(path, text)

    def publish(self, manifest: Manifest) -> int:
        """Makes the working copy the generation that serves; returns its number."""
        layout = self._layout
        number = max([*layout.numbers(), layout.published() or 0]) + 1
        draft = self._path / "generation"
        draft.mkdir()
        self.store.flush()
        self.store.backup(str(draft / "store"))
        if self.search_path.exists():
            self.search_path.rename(draft / "search")
        write_lasting(draft / "manifest.json", manifest.to_json())
        _sync_files(draft)
        draft.rename(layout.generation(number))
        sync_folder(layout.generations)
        write_lasting(layout.current, f"{number}\n".encode("ascii"))
        return number

    def clear(self) -> None:
        """Removes the working copy."""
        self.__dict__.pop("store", None)  # closes it
        remove_folder(self._layout.work)


def prune(layout: Layout) -> None:
    """Removes old, damaged and never published generations, and the texts that none of the kept ones needs.

    The published generation always stays; before the first one is published there is none to keep.
    """
    published = layout.published() or 0
    manifests: list[Manifest] = []
    for number in reversed(layout.numbers()):
        manifest = _manifest(layout, number)
        sound = manifest is not None and number <= published and len(manifests) < KEPT_GENERATIONS
        if sound and manifest is not None:
            manifests.append(manifest)
        elif number != published:
            remove_folder(layout.generation(number))
    needed = {entry.text for manifest in manifests for entry in manifest.documents}
    for path in layout.texts.iterdir():
        if path.name.split(".")[0] not in needed:
            path.unlink()


def _manifest(layout: Layout, number: int) -> Manifest | None:
    try:
        return read_manifest(layout.generation(number) / "manifest.json")
    except (StoreError, FileNotFoundError):
        return None


def _sync_files(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
