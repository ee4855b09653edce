"""How one process of a service tells the others that what is published is to be read anew: by a file that all of them look at."""

from __future__ import annotations

import secrets
from pathlib import Path

from graph.layout import write_lasting

_FILE_NAME = "reloaded"


class Reloads:
    """The file in the folder that the processes share; without such a folder there is one process, and nobody to tell."""

    def __init__(self, run_folder: str) -> None:
        self._file = Path(run_folder) / _FILE_NAME if run_folder else None
        self._seen = self._look()

    def tell(self) -> None:
        """Tells the others."""
        if self._file is not None:
            write_lasting(self._file, secrets.token_bytes(8))
            self._seen = self._look()

    def came(self) -> bool:
        """Whether another process told since this was asked last."""
        if self._file is None:
            return False
        seen, self._seen = self._seen, self._look()
        return seen != self._seen

    def _look(self) -> tuple[int, int] | None:
        if self._file is None:
            return None
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns
