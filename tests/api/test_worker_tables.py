"""Answers are cut after a whole row, wherever the engine's pieces end and whatever the values look like."""

from __future__ import annotations

import io
import json
import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.worker_tables import TABLES, FullError, LimitedTable

_FORMATS = {name: getattr(ox.QueryResultsFormat, name.upper()) for name in ("json", "xml", "csv", "tsv")}
# What looks like the end of a row in one format or another, and what hides it.
_TRICKS = ['},{"', "},{}", '},{"x', "}},{", '"', '""', "\\", '\\"', "\n", "\r\n", "</result><result>", ",", "{}", "]}}", "ө", "a"]
_values = st.lists(st.sampled_from(_TRICKS), max_size=6).map("".join)
_rows = st.lists(st.lists(st.none() | _values, min_size=2, max_size=2), max_size=12)


def _written(rows: list[list[str | None]], name: str) -> bytes:
    values = " ".join("(" + " ".join("UNDEF" if value is None else str(ox.Literal(value)) for value in row) + ")" for row in rows)
    solutions = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    return solutions.serialize(format=_FORMATS[name]) or b""


def _limited(whole: bytes, name: str, rows: int, size: int, piece: int, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, str]:
    monkeypatch.setattr("api.worker_tables._PASSED_ON", piece)
    passed = bytearray()
    table = LimitedTable(TABLES[name], rows, size, passed.extend)
    try:
        for start in range(0, len(whole), piece):
            table.write(whole[start : start + piece])
        table.finish()
    except FullError:
        pass
    return bytes(passed), table.cut


def _read(table: bytes, name: str) -> list[list[str | None]]:
    if name == "csv":  # an empty string and no value are written alike, and line ends are not told apart
        return [[None if value in ("", None) else value for value in row] for row in _csv(table)]
    solutions = ox.parse_query_results(table, format=_FORMATS[name])
    assert isinstance(solutions, ox.QuerySolutions)
    return [[None if term is None else term.value for term in (row["a"], row["b"])] for row in solutions]  # type: ignore[union-attr]


def _csv(table: bytes) -> list[list[str]]:
    text = table.decode()
    fields = re.findall(r'("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)', text)
    assert "".join("".join(field) for field in fields) == text, "no line is broken off"
    rows, row = [], []
    for value, end in fields:
        row.append(value[1:-1].replace('""', '"') if value.startswith('"') else value)
        if end != ",":
            rows.append(row)
            row = []
    return rows[1:]


@pytest.mark.parametrize("name", _FORMATS)
@settings(max_examples=60, deadline=None)
@given(rows=_rows, limit=st.integers(1, 12), piece=st.integers(1, 40))
def test_a_table_is_cut_after_so_many_rows_and_only_then(name: str, rows: list[list[str | None]], limit: int, piece: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        whole = _written(rows, name)
        found, cut = _limited(whole, name, limit, 1 << 20, piece, monkeypatch)
    if len(rows) <= limit:
        assert (found, cut) == (whole, "")
    else:
        assert cut == "rows"
        assert _read(found, name) == _read(_written(rows[:limit], name), name)


@pytest.mark.parametrize("name", _FORMATS)
@settings(max_examples=60, deadline=None)
@given(rows=_rows, size=st.integers(0, 900), piece=st.integers(1, 40))
def test_a_table_is_cut_after_the_last_row_that_fits(name: str, rows: list[list[str | None]], size: int, piece: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        whole = _written(rows, name)
        found, cut = _limited(whole, name, 1000, size, piece, monkeypatch)
    if len(whole) <= size:
        assert (found, cut) == (whole, "")
    elif cut:
        kept = _read(found, name)
        assert kept == _read(whole, name)[: len(kept)]
        head = whole.index(TABLES[name].opening) + len(TABLES[name].opening)
        assert len(found) <= max(size, head) + len(TABLES[name].closing)


def test_a_short_answer_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LimitedTable, "_look", lambda self: pytest.fail("looked"))
    passed = io.BytesIO()
    table = LimitedTable(TABLES["json"], 10_000, 1 << 20, passed.write)
    table.write(_written([["a", "b"]], "json"))
    table.finish()
    assert len(json.loads(passed.getvalue())["results"]["bindings"]) == 1
