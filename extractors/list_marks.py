"""The mark of a list item: '1.', '1)', 'a)', '(ii)' or a dash. Items of one list bear one kind of mark."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"(?P<dash>[-–—•*])|\(?\d{1,3}(?:\.\d{1,3})*(?:-\d{1,2})?\s*(?P<after>[.)])|\(?(?:[^\W\d_]|[ivx]{2,5})(?P<letter>\))"
)


def mark_of(text: str, start: int, end: int) -> str | None:
    """The kind of mark at the beginning of `text[start:end]`; None where there is none."""
    match = _MARK.match(text, start, end)
    if match is None:
        return None
    return "-" if match["dash"] else f"1{match['after']}" if match["after"] else "a)"
