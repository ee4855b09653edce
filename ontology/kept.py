"""What is made from data that ships with the program, kept beside it, as Python keeps compiled modules.

It is kept under the hash of all that it is made from, so it cannot be older than that. Where the folder may not be written to, or
Python is told to write no compiled modules, nothing is kept and all works the same, only later.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER = "__pycache__"


def kept(folder: Path, stem: str, basis: bytes, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `make` makes, or what is kept of it in the folder's `__pycache__` under the hash of its `basis`; it fits into JSON."""
    path = folder / FOLDER / f"{stem}.{hashlib.sha256(basis).hexdigest()[:24]}.json"
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        if isinstance(found, dict):
            return found
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError, TypeError):  # a table with dates is not kept
            _keep(path, stem, json.dumps(made, ensure_ascii=False, separators=(",", ":")))
    return made


def _keep(path: Path, stem: str, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
    for older in path.parent.glob(f"{stem}.*.json"):
        if older != path:
            older.unlink()
