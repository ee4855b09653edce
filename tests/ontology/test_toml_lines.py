"""Rows and keys are found by their lines."""

from __future__ import annotations

import tomllib

import pytest

from ontology.registered import registry_files
from ontology.toml_lines import parse_line, row_line, word_line

TEXT = '''jurisdiction = "KG"
ambiguous = [
  "x = 1",
]

[[body]]
identifier = "one"
names.ky = "Бир"
source = """
[[body]]
names.ru = "no"
"""
  [[ body ]]
  names . ru = "Эки"
[[act]]
identifier = "three"
'''


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (("body", 1, ""), 6),
        (("body", 1, "names.ky"), 8),
        (("body", 1, "names"), 8),
        (("body", 1, "names.ru"), 8),
        (("body", 1, "kind"), 6),
        (("body", 2, "names.ru"), 14),
        (("act", 1, "identifier"), 16),
        (("act", 2, ""), None),
        (("file", 0, "ambiguous"), 2),
        (("file", 0, "none"), 1),
    ],
)
def test_a_row_or_key_is_found(row: tuple[str, int, str], line: int | None) -> None:
    table, place, key = row
    assert row_line(TEXT, ((table, place),) if place else (), key) == line


NESTED = """[[body]]
identifier = "one"
[[body.former]]
names.ru = "Раз"
[[body]]
identifier = "two"
[[body.former]]
names = {ru = "Два"}
[[body.former]]
source = "made up"
"""


@pytest.mark.parametrize(
    ("body", "former", "key", "line"),
    [(1, 1, "names.ru", 4), (2, 1, "names.ru", 8), (2, 2, "source", 10), (2, 2, "names", 9), (2, 3, "names", 5)],
)
def test_a_table_within_a_row_is_counted_from_that_row(body: int, former: int, key: str, line: int) -> None:
    assert row_line(NESTED, (("body", body), ("body.former", former)), key) == line


def test_every_row_of_the_registry_is_found() -> None:
    for path in registry_files():
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for table, rows in tomllib.loads(text).items():
            for place, row in enumerate(rows if isinstance(rows, list) else [], start=1):
                if isinstance(row, dict):
                    line = row_line(text, ((table, place),), "identifier")
                    assert line is not None
                    assert f'"{row["identifier"]}"' in lines[line - 1]


def test_other_places() -> None:
    assert word_line(TEXT, "Эки") == 14
    assert word_line(TEXT, "nowhere") is None
    assert parse_line("Expected '=' after a key (at line 7, column 3)") == 7
    assert parse_line("no line") is None
