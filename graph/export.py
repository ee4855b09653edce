"""Quads → files. N-Quads are sorted line by line, so two exports of the same graph are equal byte by byte."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize


def nquads_lines(quads: Iterable[Quad]) -> list[str]:
    """The quads as sorted lines of N-Quads, each once."""
    data = serialize(set(quads), format=RdfFormat.N_QUADS) or b""
    return sorted(line + "\n" for line in data.decode().split("\n") if line)


def write_nquads(quads: Iterable[Quad], path: Path) -> int:
    """Writes sorted N-Quads; returns the number of lines."""
    lines = nquads_lines(quads)
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)
