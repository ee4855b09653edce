"""Rows as JSON, CSV or an aligned table in plain text, for the command line and for programs."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from graph.findings.catalogue import ListedFinding

_WIDEST = 60  # columns of a cell in a table


def finding_json(finding: ListedFinding) -> dict[str, Any]:
    """A finding as JSON-ready values."""
    return asdict(finding)


def render_json(value: object) -> str:
    """JSON for people and programs: letters of any script as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def render_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with a line of column names."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return stream.getvalue()


def render_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with aligned columns; long cells are cut, so that a row stays a line."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(_width(line[n]) for line in [list(columns), *cells]) for n in range(len(columns))]
    lines = [list(columns), ["-" * width for width in widths], *cells]
    return "".join(
        "  ".join(_padded(text, width) for text, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _cell(value: object) -> str:
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
