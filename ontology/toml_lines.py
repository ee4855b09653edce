"""Where in a TOML file a key of a table stands, for messages: the parser gives values without their places."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"\s*\[\[\s*([\w.-]+)\s*\]\]")


def heading_line(lines: Sequence[str], table: str, place: int, after: int = 0) -> int:
    """The line, counted from 1, of the `place`-th heading `[[table]]` behind line `after`; `after` or 1 where there is none."""
    left = place
    for number, line in enumerate(lines[after:], start=after + 1):
        heading = _HEADING.match(line)
        if heading and heading[1] == table:
            left -= 1
            if not left:
                return number
    return max(after, 1)


def key_line(lines: Sequence[str], heading: int, key: str) -> int:
    """The line of a key (`names.ky` or, where it is written whole, `names`) in the table under that heading; else the heading's.

    `heading` 0 stands for the top of the file, whose keys stand before any table.
    """
    for wanted in dict.fromkeys((key, key.partition(".")[0])):
        start = re.compile(rf"\s*{re.escape(wanted)}\s*[.=]")
        for number, line in enumerate(lines[heading:], start=heading + 1):
            if _HEADING.match(line):
                break
            if start.match(line):
                return number
    return max(heading, 1)
