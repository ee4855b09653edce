"""A fingerprint of code and tables: facts that an older program read are read again by a newer one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

_ENDINGS = (".py", ".toml", ".ttl", ".rq")


def package_fingerprint(*packages: str) -> str:
    """The hash of all code and tables of these packages, whatever folder they are installed in."""
    content = hashlib.sha256()
    for package in packages:
        for name, file in sorted(_files(files(package), package), key=lambda item: item[0]):
            content.update(f"{name}\0".encode())
            content.update(hashlib.sha256(file.read_bytes()).digest())
    return content.hexdigest()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, path)
        elif entry.name.endswith(_ENDINGS):
            yield path, entry
