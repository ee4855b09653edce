from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tables.cells import read_tables


def texts(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read_tables(text)]


def test_marked_cells_are_parted_by_lone_tabs_and_rows_by_a_blank_line():
    text = "Кіріспе\n\n\t\n1\n\t\nШара\n\t\nІІМ,\n\nҰҚК\n\n\t\n2\n\t\nБасқа шара\n\t\nБП\n\n\n\n     Соңы."
    assert texts(text) == [[["1", "Шара", "ІІМ,\n\nҰҚК"], ["2", "Басқа шара", "БП"]]]


def test_empty_cells_are_printed_as_no_line_or_as_two():
    text = "\t\n\t\nОблыс\n\t\n\n\n\t\n5\n\t\n\n\n\n\t\n2\n\t\nШара\n\t\n\n\n\t\n6\n\t\nІІМ\n\n\n\nСоңы"
    assert texts(text) == [[["", "Облыс", "", "5", ""], ["2", "Шара", "", "6", "ІІМ"]]]


def test_one_empty_line_is_a_row_end_where_the_header_is_as_wide():
    header = "\t\nA\n\t\nB\n\t\nC\n\n"
    assert texts(f"{header}\t\n1\n\t\n\n\t\nx\n\n\t\n2\n\t\ny\n\t\n\n\t\n3\n\t\nz\n\t\nw\n\n\n\nend")[0][1:] == [
        ["1", "", "x"],
        ["2", "y", ""],
        ["3", "z", "w"],
    ]


def test_a_row_whose_number_is_lost_is_glued_and_gets_an_empty_cell():
    text = "\t\n1\n\t\nШара\n\t\n*\n Екінші шара\n\t\nІІМ\n\t\n*\n\n\t\n3\n\t\nҮшінші\n\t\n*\n\n\n\nсоңы"
    (table,) = read_tables(text)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "Шара", "*"],
        ["", "Екінші шара", "ІІМ", "*"],
        ["3", "Үшінші", "*"],
    ]
    assert [row.glued for row in table.rows] == [False, True, False]


def test_an_indented_paragraph_after_the_last_cell_is_no_row():
    text = "\t\n1\n\t\nШара\n \u00a0\u00a0\u00a0\u00a0\u00a0 Бағдарлама туралы сөйлем.\n\n\n\n* белгі"
    assert texts(text) == [[["1", "Шара"]]]


def test_two_tables_with_prose_between_are_two():
    text = "\t\na\n\t\nb\n\n\n\n   ;\n\n   2) екінші:\n\t\nc\n\t\nd\n\n\n\nсоңы"
    assert texts(text) == [[["a", "b"]], [["c", "d"]]]


def test_prefixed_cells_begin_with_a_tab_and_may_go_on_in_the_next_line():
    text = "Таблица\n\n\t№\n\tТобокелдик\n\n\t1\n\tКаржы \nжетишпейт\n\n\tанын ичинде:\n\t\n\n\nСөз."
    assert texts(text) == [[["№", "Тобокелдик"], ["1", "Каржы \nжетишпейт"], ["анын ичинде:", ""]]]


def test_a_line_without_tabs_between_two_rows_is_a_heading_that_spans_them():
    text = "No.\tMeasure\tBody\nTask 1. Skills\n1\tTrain staff\tMIA\n2\tSecret\nTask 2. Roads\n3\tPaint\tMoT\nText"
    assert texts(text) == [
        [
            ["No.", "Measure", "Body"],
            ["Task 1. Skills"],
            ["1", "Train staff", "MIA"],
            ["2", "Secret"],
            ["Task 2. Roads"],
            ["3", "Paint", "MoT"],
        ]
    ]


def test_a_line_without_tabs_goes_on_with_the_cell_above_in_a_table_of_two_columns():
    text = "Goal\tSafe roads\nTasks\t1. Paint.\n2. Teach.\nPeriod\t2031\n\nText"
    assert texts(text) == [[["Goal", "Safe roads"], ["Tasks", "1. Paint.\n2. Teach."], ["Period", "2031"]]]


def test_what_stands_between_two_signatures_is_no_part_of_a_table():
    assert texts("Minister\tA. Asanov\nText of the annex.\nDeputy\tB. Bolot") == [
        [["Minister", "A. Asanov"]],
        [["Deputy", "B. Bolot"]],
    ]


def test_a_row_on_one_line_is_parted_by_tabs():
    assert texts("No.\tMeasure\tBody\n1\tTrain staff\tMIA\n\tof which\t\n\nText") == [
        [["No.", "Measure", "Body"], ["1", "Train staff", "MIA"], ["", "of which", ""]]
    ]


def test_windows_line_ends_do_not_matter():
    text = "\t\n1\n\t\nШара\n\n\t\n2\n\t\nБасқа\n\n\n\nСоңы"
    assert texts(text.replace("\n", "\r\n")) == texts(text)


@pytest.mark.parametrize("text", ["", "Сөз.\n\nДагы сөз.", "\t\n\n\t\n\n\n"])
def test_no_table_where_no_cell_says_anything(text: str):
    assert read_tables(text) == ()


@given(st.text(alphabet="\t\n\r \u00a0аб1*-", max_size=60))
def test_each_cell_quotes_its_place(text: str):
    for table in read_tables(text):
        for row in table.rows:
            assert row.cells
            for cell in row.cells:
                assert text[cell.start : cell.end] == cell.text == cell.text.strip()


def test_notes_after_one_blank_line_are_no_part_of_the_last_cell() -> None:
    text = "\t\n1\n\t\nӘрекет\n\n\t\n2\n\t\nЖБ\n\nЕскертпе: қысқартулар:\nАБ – агенттік"
    (table,) = read_tables(text)
    assert table.rows[-1].cells[-1].text == "ЖБ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| No. | Measure |\n|---|:-:|\n| 1 | Train \\| staff |\n|\n| 2 | |\n\nText",
            [["No.", "Measure"], ["1", "Train \\| staff"], ["2", ""]],
        ),
        ("No. | Measure\n--- | ---\n1 | Train\n", [["No.", "Measure"], ["1", "Train"]]),
        ("Either a | or b.\nBoth c | and d.\n", None),  # neither framed nor ruled
        ("| a sentence with bars |\n", None),
    ],
)
def test_a_table_of_bars_is_framed_or_ruled(text: str, expected: list[list[str]] | None):
    assert texts(text) == ([expected] if expected else [])


def test_a_long_blank_line_after_a_table_of_bars_takes_no_time():
    assert texts("| a | b |\n| c | d |\n" + " " * 500_000 + "x\n") == [[["a", "b"], ["c", "d"]]]


def test_headings_that_a_blank_line_more_parts_from_their_rows_belong_to_them() -> None:
    heading = "\t\n№\n\t\nИш-чара\n\t\nМөөнөтү\n\t\nАткаруучу\n\t\nБулагы\n\n\n"
    rows = "\t\n1-милдет. Көлдөрдү сактоо\n\n\t\n1.\n\t\nКөлдү тазалоо\n\t\n2025-жыл\n\t\nАгенттик\n\t\nРБ\n\n"
    (table,) = read_tables(f"План\n\n{heading}{rows}\n\nБүттү.\n")
    assert [len(row.cells) for row in table.rows] == [5, 1, 5]


def test_tables_of_other_widths_and_small_ones_stay_apart() -> None:
    one = "\t\n№\n\t\nИш-чара\n\t\nМөөнөтү\n\n\n"
    other = "\t\n1.\n\t\nКөлдү тазалоо\n\n\t\n2.\n\t\nЖээкти бекемдөө\n\n"
    same = "\t\n1.\n\t\nКөлдү тазалоо\n\t\n2025-жыл\n\n"
    assert len(read_tables(f"План\n\n{one}{other}\n\nБүттү.\n")) == 2
    assert len(read_tables(f"План\n\n{one}{same}\n\nБүттү.\n")) == 2


def test_a_label_and_what_it_says_on_the_line_below_make_a_row():
    (table,) = read_tables("Жоба\n\nМерзімі\n\t2024 – 2028\nДонор\n\tСу қоры\nБюджеті\n\t5 млн теңге\n\nМәтін басталды.\n")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Мерзімі", "2024 – 2028"],
        ["Донор", "Су қоры"],
        ["Бюджеті", "5 млн теңге"],
    ]
    assert table.dialect == "labelled"
    assert all(row.dialect != "labelled" for row in read_tables("Донор\n\tСу қоры\n\nМәтін.\n"))
