"""What is published at the moment: the current generation of the graph, looked up anew before each request."""

from __future__ import annotations

import hashlib
from pathlib import Path

from api.kept import Kept
from graph.generation import Generation, current_number, open_current
from graph.search_index import SearchIndex

_TEXTS_KEPT = 8


class Publication:
    """The folder of a graph, and the generation that serves now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generation: Generation | None = None
        self._state = ""
        self._index: tuple[int, SearchIndex] | None = None
        self._texts: Kept[str] = Kept(_TEXTS_KEPT)

    def generation(self) -> Generation:
        """The current generation; its manifest is read once.

        Raises:
            StoreError: nothing is published yet, or the folder is damaged.
        """
        number = current_number(self._folder)
        if self._generation is None or self._generation.number != number:
            self._generation = open_current(self._folder)
            content = self._generation.manifest.to_json()
            self._state = f"{self._generation.number}-{hashlib.sha256(content).hexdigest()}"
        return self._generation

    def state(self) -> str:
        """Words that stand for what is published now: the number of the generation and the hash of its manifest.

        Raises:
            StoreError: as above.
        """
        self.generation()
        return self._state

    def store_path(self) -> Path:
        """The store of the current generation.

        Raises:
            StoreError: as above.
        """
        return self.generation().store_path

    def search_index(self) -> SearchIndex:
        """The text index of the current generation, opened once.

        Raises:
            StoreError: as above, or the index is damaged.
        """
        generation = self.generation()
        if self._index is None or self._index[0] != generation.number:
            self._index = (generation.number, SearchIndex(generation.search_path))
        return self._index[1]

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
