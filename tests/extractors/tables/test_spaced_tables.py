"""Tables of a text that has a blank line behind each of its lines."""

from __future__ import annotations

import pytest

from extractors.tables.cells import read_tables

ABOVE, BELOW = ["Программа охраны лесов", "Паспорт"], ["Леса занимают шестую часть страны.", "Реки берут начало в горах."]


@pytest.mark.parametrize(
    "rows",
    [
        ["| Цель | Беречь леса |", "| Срок | 2025 год |", "| Исполнитель | Министерство |"],
        ["№\tМера\tСрок", "Задача первая", "1\tПосадка\t2025", "2\tПолив\t2026"],
    ],
)
def test_blank_lines_behind_all_lines_part_no_rows(rows: list[str]) -> None:
    close, apart = ("\n".join(rows), "\n\n".join([*ABOVE, *rows, *BELOW]))
    (table,), (expected,) = read_tables(apart), read_tables(f"{ABOVE[0]}\n\n{close}\n\n{BELOW[0]}")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [cell.text for cell in row.cells] for row in expected.rows
    ]
    assert len(table.rows) == len(rows)


def test_in_other_texts_a_blank_line_ends_a_table() -> None:
    text = "Одна строка\nи другая\n\n№\tМера\tСрок\n\n1\tПосадка\t2025\n"
    assert [len(table.rows) for table in read_tables(text)] == [1, 1]
