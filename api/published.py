"""What is published at the moment: the current generation of the graph, looked up anew before each request."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from api.kept import Kept
from graph.errors import StoreError
from graph.generation import Generation, current_number, open_current
from graph.layout import Layout
from graph.search_index import SearchIndex

_TEXTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Published:
    """What is published: the number of the generation, words that stand for all of it, and the folder of its store."""

    number: int
    state: str
    store: Path


class Publication:
    """The folder of a graph, and the generation that serves now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._current = Layout(folder).current
        self._generation: Generation | None = None
        self._published: Published | None = None
        self._seen: tuple[int, int, int] | None = None
        self._index: tuple[int, SearchIndex] | None = None
        self._texts: Kept[str] = Kept(_TEXTS_KEPT)

    def generation(self) -> Generation:
        """The current generation; its manifest is read once.

        Raises:
            StoreError: nothing is published yet, or the folder is damaged.
        """
        seen = self._look()
        if self._generation is None or seen is None or seen != self._seen:
            number = current_number(self._folder)
            if self._generation is None or self._generation.number != number:
                self._generation = opened = open_current(self._folder)
                state = f"{opened.number}-{hashlib.sha256(opened.manifest.to_json()).hexdigest()}"
                self._published = Published(opened.number, state, opened.store_path)
            self._seen = seen  # as it was before it was read: what came since is seen next time
        return self._generation

    def published(self) -> Published:
        """The number, state and store of the current generation; the state holds the hash of its manifest.

        Raises:
            StoreError: as above.
        """
        generation = self.generation()
        if self._published is None:
            raise StoreError(f"{generation.path}: is being replaced; try again")
        return self._published

    def state(self) -> str:
        """Words that stand for what is published now.

        Raises:
            StoreError: as above.
        """
        return self.published().state

    def _look(self) -> tuple[int, int, int] | None:
        """What tells one file from the file that replaces it, at a tenth of the cost of reading it."""
        try:
            found = self._current.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def search_index(self) -> SearchIndex:
        """The text index of the current generation, opened once.

        Raises:
            StoreError: as above, or the index is damaged.
        """
        generation = self.generation()
        if self._index is None or self._index[0] != generation.number:
            self._index = (generation.number, SearchIndex(generation.search_path))
        return self._index[1]

    def forget(self) -> None:
        """Forgets all that was read, so that the next request reads it anew."""
        self._generation, self._index, self._seen = None, None, None
        self._texts = Kept(_TEXTS_KEPT)

    def text(self, document: str) -> str | None:
        """The text of a document by its IRI; the last few are kept in memory. None: it is not held.

        Raises:
            StoreError: as above.
        """
        generation = self.generation()
        key = generation.number, document
        kept = self._texts.get(key)
        if kept is not None:
            return kept
        text = generation.text(document)
        return None if text is None else self._texts.put(key, text)
