"""Where things lie in the folder of a store, and how a change is made to last.

current             the number of the published generation; replaced by one atomic rename
generations/000007/ store/ (read-only snapshot), search/ (text index), manifest.json
texts/<sha256>.txt  the text of each document, named by its own hash
work/               the build in progress; of no use after a crash
reviews.nt          what people sent to the service as reviews; it only grows
lock                held by the one builder
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

KEPT_GENERATIONS = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one store."""

    root: Path

    @property
    def current(self) -> Path:
        """The file that names the published generation."""
        return self.root / "current"

    @property
    def work(self) -> Path:
        """The folder of the build in progress."""
        return self.root / "work"

    @property
    def texts(self) -> Path:
        """The folder of the documents' texts."""
        return self.root / "texts"

    @property
    def reviews(self) -> Path:
        """The file of the reviews that people sent to the service (`graph.written_reviews`)."""
        return self.root / "reviews.nt"

    @property
    def lock(self) -> Path:
        """The file that the builder holds."""
        return self.root / "lock"

    @property
    def generations(self) -> Path:
        """The folder of the generations."""
        return self.root / "generations"

    def generation(self, number: int) -> Path:
        """The folder of one generation."""
        return self.generations / f"{number:06d}"

    def published(self) -> int | None:
        """The number of the generation that serves now; None before the first build."""
        try:
            return int(self.current.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None

    def numbers(self) -> list[int]:
        """The numbers of all generations on disk, published or not, in rising order."""
        if not self.generations.is_dir():
            return []
        return sorted(int(path.name) for path in self.generations.iterdir() if path.name.isdigit())


def write_lasting(path: Path, data: bytes, mode: int | None = None) -> None:
    """Writes a file so that after a crash it is there whole, or not at all. `mode` says who may read it, where it is given."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as stream:
        if mode is not None:
            os.fchmod(stream.fileno(), mode)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Makes the renames inside a folder last."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_folder(path: Path) -> None:
    """Removes a folder and all in it. What cannot be removed stays for the next build to try: nothing depends on it."""
    shutil.rmtree(path, ignore_errors=True)
