"""Writes into `docs/registry.md` which rows of the registry still rest on general knowledge, and in which of their keys.

Usage: `python scripts/registry_open.py` writes the list, `--check` only says whether it is fresh (exit code 1 when it is not).
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "registry.md"
START, END = "<!-- written by scripts/registry_open.py -->\n", "<!-- end -->\n"
UNVERIFIED = "general reference knowledge, unverified"
WIDTH = 130


def unverified(source: str) -> str:
    """What a row's source leaves unverified: its keys as the source names them, 'everything', or nothing."""
    parts = [part.strip() for part in source.split(";") if UNVERIFIED in part]
    return ", ".join(part.removesuffix(UNVERIFIED).rstrip(": ") or "everything" for part in parts)


def open_rows(path: Path) -> tuple[dict[str, list[str]], int]:
    """What is open in a registry file: from the keys to the identifiers of the rows; and how many rows there are."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = [row for kind in ("body", "act", "event") for row in table.get(kind, [])]
    for row in rows:
        if keys := unverified(row["source"]):
            found[keys].append(row["identifier"])
    return dict(sorted(found.items(), key=lambda item: (item[0] != "everything", item[0]))), len(rows)


def filled(words: list[str]) -> Iterator[str]:
    """The words as the lines of one list item."""
    line = "-"
    for word in words:
        if len(line) + len(word) + 1 > WIDTH:
            yield line
            line = " "
        line += f" {word}"
    yield line


def section() -> str:
    """The whole list."""
    lines: list[str] = []
    for path in sorted((ROOT / "ontology" / "registry").glob("*.toml")):
        rows, of = open_rows(path)
        lines += ["", f"`{path.name}`: {sum(map(len, rows.values()))} of {of} rows", ""]
        for keys, identifiers in rows.items():
            lines += filled([f"{keys}:", *(f"`{i}`," for i in identifiers[:-1]), f"`{identifiers[-1]}`"])
    return "\n".join(lines).lstrip("\n") + "\n"


def page() -> str:
    """The page with the list of today."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    return before + START + section() + END + rest.split(END)[1]


def main(arguments: list[str]) -> int:
    """Writes or checks the page."""
    text = page()
    if "--check" in arguments:
        fresh = PAGE.read_text(encoding="utf-8") == text
        print("docs/registry.md is fresh" if fresh else "docs/registry.md is stale: run python scripts/registry_open.py")
        return 0 if fresh else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
