"""The lines of rows and keys in a TOML file of tables: tomllib does not tell them, and people need them to mend a file."""

from __future__ import annotations

import re
from collections import Counter

_ROW = re.compile(r"\s*\[\[\s*(?P<name>[\w.-]+)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*(?P<name>[\w.-]+)\s*\]")
_KEY = re.compile(r"\s*(?P<name>[\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_LONG = re.compile(r'"""|\'\'\'')
_FAULT = re.compile(r"at line (\d+)")


def row_line(text: str, table: str, place: int, key: str = "") -> int | None:
    """The line, from 1, of the key in the `place`-th row (from 1) of an array of tables; of the row where the key is not there.

    Place 0 stands for the head of the file, before its first table. A key may be dotted, `names.ru`.
    """
    seen: Counter[str] = Counter()
    inside = place == 0
    first = 1 if inside else None
    long = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if long:
            long = "" if long in line else long
            continue
        opened = _ROW.match(line) or _TABLE.match(line)
        if opened:
            seen[opened["name"]] += 1
            inside = opened["name"] == table and seen[table] == place
            first = number if inside else first
        elif inside and key and (found := _KEY.match(line)) and _names(found["name"], key):
            return number
        marks = _LONG.findall(line)
        long = marks[0] if len(marks) % 2 else ""
    return first


def parse_line(message: str) -> int | None:
    """The line in a message of tomllib."""
    found = _FAULT.search(message)
    return int(found[1]) if found else None


def word_line(text: str, word: str) -> int | None:
    """The first line that holds a word in quotation marks, or at all."""
    lines = text.splitlines()
    for sought in (f'"{word}"', f"'{word}'", word):
        for number, line in enumerate(lines, start=1):
            if sought in line:
                return number
    return None


def _names(written: str, key: str) -> bool:
    name = "".join(written.split())
    return name == key or name.startswith(f"{key}.")
