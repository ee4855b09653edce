from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.layout import Grid, paragraphs_of, write
from extractors.readers.spans import GridMaker
from extractors.tables.cells import read_tables

WORDS = st.text(alphabet="абә12 .:*-", max_size=8) | st.sampled_from(
    ["Баары:", "* белги", "x" * 100, "3.", "бир\nэки", "бир\n\nэки", "\tтаб", "   чегинген"]
)
CELLS = st.lists(WORDS, max_size=3).map(tuple)
GRIDS = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=4)
)


def plain(cell: tuple[str, ...]) -> list[str]:
    return " ".join(cell).split()


@given(st.lists(GRIDS, min_size=1, max_size=3), st.sampled_from(["", "Сөз.", "1. Бөлүм:"]))
def test_tables_are_read_back_as_they_were_written(rows: list[list[tuple[tuple[str, ...], ...]]], between: str) -> None:
    flow = [item for each in rows for item in (Grid(tuple(each)), between)]
    expected = [[[plain(cell) for cell in row] for row in each if any(map(plain, row))] for each in rows]
    found = [[[cell.text.split() for cell in row.cells] for row in table.rows] for table in read_tables(write(flow))]
    assert found == [each for each in expected if each]


def test_paragraphs_and_their_lines() -> None:
    assert paragraphs_of("  Бир \r\n\u00a0эки\t\n\n \nүч\x00\ud800") == ["Бир\nэки", "үч \ufffd"]
    assert write(["Бир", "", "эки"]) == "Бир\n\nэки\n"
    assert write([]) == ""


def test_a_table_of_one_cell_is_a_paragraph() -> None:
    assert write(["Бир", Grid(((("эки",),),)), "үч"]) == "Бир\n\nэки\n\nүч\n"


def test_covered_places_are_empty_cells() -> None:
    maker = GridMaker("a")
    maker.row()
    maker.cell(("№",), rows=2)
    maker.cell(("Суммалар",), columns=2)
    maker.row()
    maker.cell(("2024",))
    maker.cell(("2025",))
    maker.row()
    maker.cell(("1",))
    assert maker.grid().rows == ((("№",), ("Суммалар",), ()), ((), ("2024",), ("2025",)), (("1",),))
