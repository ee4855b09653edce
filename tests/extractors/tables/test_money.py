from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tables.money import MoneyUnit, find_numbers, is_nothing, money_unit, parse_number
from extractors.tables.parts import read_parts
from extractors.tables.words import TableWords
from extractors.text import normalise


@pytest.mark.parametrize(
    ("cell", "as_printed", "amount"),
    [
        ("31\n\n250,7\n\n**", "31250,7", "31250.7"),
        ("80,\n\n0\n\n**", "80,0", "80.0"),
        ("5\u00a0120,\n\n0", "5 120,0", "5120.0"),
        ("5\u00a0\n\n120,0", "5120,0", "5120.0"),
        ("125,0**", "125,0", "125.0"),
        ("10 %", "10", "10"),
        ("12.5", "12.5", "12.5"),
        ("9\n\n9018,2", "99018,2", "99018.2"),  # a misprint stays as it is printed
    ],
)
def test_a_cell_keeps_the_number_as_printed_without_line_breaks_and_marks(cell: str, as_printed: str, amount: str):
    number = parse_number(cell)
    assert number is not None
    assert (number.as_printed, str(number.amount)) == (as_printed, amount)
    assert cell[number.start : number.end].strip("*") == cell[number.start : number.end]


@pytest.mark.parametrize("cell", ["", "-", "–", "*", "** ", "х", "каралган каражаттын чегинде", "5 адам", "1.2.3.x"])
def test_what_is_no_number_gives_none(cell: str):
    assert parse_number(cell) is None


@pytest.mark.parametrize(("cell", "expected"), [("*", True), ("–", True), ("\n\u00a0", True), ("0", False), ("жок", False)])
def test_marks_and_dashes_say_nothing(cell: str, expected: bool):
    assert is_nothing(cell) is expected


@pytest.mark.parametrize(
    ("text", "decimal", "amount"), [("1,000", ".", "1000"), ("1,000", ",", "1.000"), ("2,345.5", ".", "2345.5")]
)
def test_the_language_settles_what_a_comma_is(text: str, decimal: str, amount: str):
    number = parse_number(text, decimal)
    assert number is not None
    assert str(number.amount) == amount


@given(
    st.decimals(min_value=0, max_value=10**9, places=1),
    st.sampled_from([" ", "\u00a0", "\n\n", "\u00a0\n\n", "\u202f"]),
    st.sampled_from(["", "**", "\n\n**", "*"]),
)
def test_a_printed_number_is_read_back(amount: Decimal, blank: str, mark: str):
    cell = f"{amount:,.1f}".replace(",", blank).replace(".", ",") + mark
    number = parse_number(cell)
    assert number is not None
    assert number.amount == amount
    assert "\n" not in number.as_printed


def test_running_numbers_join_their_thousands_only():
    text = "барлығы 1 270 148,8 млн (2018 жылы – 76 291,3; 2022 ж. 5)"
    assert [str(n.amount) for n in find_numbers(text)] == ["1270148.8", "2018", "76291.3", "2022", "5"]


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("kk", "млн.теңге", MoneyUnit(10**6, "KZT")),
        ("ky", "миң сом", MoneyUnit(10**3, "KGS")),
        ("ky", "АКШ доллары", MoneyUnit(1, "USD")),
        ("ru", "тыс. тенге", MoneyUnit(10**3, "KZT")),
        ("ru", "млрд рублей", MoneyUnit(10**9, "RUB")),
        ("en", "million US dollars", MoneyUnit(10**6, "USD")),
        ("kk", "адам", None),
        ("ru", "процент", None),
    ],
)
def test_units_of_money_are_known_in_four_languages(
    table_words: dict[str, TableWords], language: str, text: str, unit: MoneyUnit | None
):
    assert money_unit(normalise(text).lower, [table_words[language]]) == unit


def test_a_cell_may_split_its_sum(table_words: dict[str, TableWords]):
    cell = "9,7\n\nоның ішінде:\n\n1) \n\n4,3\n\n2) \n\n5,4\n\n**"
    assert [(label, str(n.amount), cell[n.start : n.end]) for label, n in read_parts(cell, table_words["kk"])] == [
        (None, "9.7", "9,7"),
        ("1)", "4.3", "4,3"),
        ("2)", "5.4", "5,4"),
    ]


def test_a_split_with_a_part_that_is_no_number_gives_nothing(table_words: dict[str, TableWords]):
    assert list(read_parts("9,7 в том числе: 1) 4,3 2) по смете", table_words["ru"])) == []


def test_a_sum_may_announce_parts_and_print_none(table_words: dict[str, TableWords]):
    assert [(label, n.as_printed) for label, n in read_parts("9,7 в том числе:", table_words["ru"])] == [(None, "9,7")]
