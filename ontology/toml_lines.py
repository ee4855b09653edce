"""The lines of rows and keys in a TOML file of tables: tomllib does not tell them, and people need them to mend a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

RowPath = Sequence[tuple[str, int]]  # the tables around a key, the outermost first, each with its place from 1; none: the head
_HEADING = re.compile(r"\s*\[\[?\s*(?P<name>[\w.-]+)\s*\]\]?")
_KEY = re.compile(r"\s*(?P<name>[\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_LONG = re.compile(r'"""|\'\'\'')
_FAULT = re.compile(r"at line (\d+)")


def row_line(text: str, way: RowPath, key: str = "") -> int | None:
    """The line, from 1, of a key in the row at the end of the way; of the row where the key is not there; None where no row is.

    A table within a row (`[[body.former]]`) is counted from that row on. A key may be dotted: `names.ru` is found as it is
    written, or as `names` where that is written whole.
    """
    marks = list(_marks(text))
    first = 0  # the mark behind the heading of the row
    line: int | None = None if way else 1
    for table, place in way:
        headings = [at for at in range(first, len(marks)) if marks[at][1:] == (True, table)]
        if len(headings) < place:
            return line
        first, line = headings[place - 1] + 1, marks[headings[place - 1]][0]
    return _key_line(marks[first:], key) or line


def _key_line(marks: Sequence[tuple[int, bool, str]], key: str) -> int | None:
    """The line of a key before the next heading: as it is written, or its first part."""
    keys: list[tuple[int, str]] = []
    for number, heading, name in marks:
        if heading:
            break
        keys.append((number, name))
    for wanted in dict.fromkeys((key, key.partition(".")[0])) if key else ():
        for number, name in keys:
            if name == wanted or name.startswith(f"{wanted}."):
                return number
    return None


def _marks(text: str) -> Iterator[tuple[int, bool, str]]:
    """The headings (True) and keys (False) with their lines; what stands in a text of several lines is neither."""
    long = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if long:
            long = "" if long in line else long
            continue
        heading, key = _HEADING.match(line), _KEY.match(line)
        if heading and not key:
            yield number, True, heading["name"]
        elif key:
            yield number, False, "".join(key["name"].split())
        marks = _LONG.findall(line)
        long = marks[0] if len(marks) % 2 else ""


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
