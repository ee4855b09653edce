"""The tables that ship with the program, parsed once: what was parsed is kept beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ontology.kept import kept


def parsed_toml(path: Path) -> dict[str, Any]:
    """The table of a file of the program. Raises OSError, UnicodeDecodeError or TOMLDecodeError where it cannot be read."""
    data = path.read_bytes()
    return kept(path.parent, path.stem, data, lambda: tomllib.loads(data.decode("utf-8")))
