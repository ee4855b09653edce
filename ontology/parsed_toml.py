"""The tables that ship with the program, parsed once: what was parsed is kept beside them, as Python keeps compiled modules.

It is kept under the hash of the file's bytes, so it cannot be older than the file. Where the folder may not be written to, or
Python is told to write no compiled modules, nothing is kept and all works the same, only later.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER = "__pycache__"


def parsed_toml(path: Path) -> dict[str, Any]:
    """The table of a file of the program. Raises OSError, UnicodeDecodeError or TOMLDecodeError where it cannot be read."""
    data = path.read_bytes()
    kept = path.parent / FOLDER / f"{path.stem}.{hashlib.sha256(data).hexdigest()[:24]}.json"
    with suppress(OSError, ValueError):
        found = json.loads(kept.read_bytes())
        if isinstance(found, dict):
            return found
    table = tomllib.loads(data.decode("utf-8"))
    if not sys.dont_write_bytecode:
        with suppress(OSError, TypeError):  # a table with dates is not kept
            _keep(kept, path.stem, json.dumps(table, ensure_ascii=False))
    return table


def _keep(kept: Path, stem: str, text: str) -> None:
    kept.parent.mkdir(exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(kept)
    for older in kept.parent.glob(f"{stem}.*.json"):
        if older != kept:
            older.unlink()
