"""Tables that lost all their marks: what types and sums bring back, and what they leave unresolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from extractors.tables.facts import TableFacts
from extractors.tables.flat_lines import FlatLine, read_lines
from extractors.tables.flat_money import read_figures
from extractors.tables.flat_shares import settle_years
from extractors.tables.grid import cell_between
from extractors.tables.words import TableWords

Read = Callable[..., TableFacts]
HEADER = "План на 2024–2026 годы\n№\nМероприятия\nФорма завершения\nСрок исполнения\nОтветственные исполнители\n"
YEARS = "2024 год\n2025 год\n2026 год\nВсего\nИсточник финансирования\n"
BODIES = ("АБМ", "ВГД")


def figures(lines: str, years: list[int | None], given: tuple[int, ...] = ()) -> dict[int | None, str] | None:
    text = lines.replace(" | ", "\n")
    place, cells = 0, []
    for line in text.split("\n"):
        cells.append(cell_between(text, place, place + len(line)))
        place += len(line) + 1
    placed = read_figures(text, cells, years, ",", given).placed
    return None if placed is None else {year: cell.text.replace("\n", " ") for year, (cell, _) in placed.items()}


@pytest.mark.parametrize(
    ("lines", "given", "expected"),
    [
        ("1,5 | 2,5 | 4,0", (), {2024: "1,5", 2025: "2,5", None: "4,0"}),
        ("62 | 921,4 | 1 | 000,0 | 63 | 921,4", (), {2024: "62 921,4", 2025: "1 000,0", None: "63 921,4"}),  # groups of thousands
        ("100, | 0 | 1,0 | 101,0", (), {2024: "100, 0", 2025: "1,0", None: "101,0"}),  # decimals on the next line
        ("1,5 | ** | 2,5 | ** | 4,0 | **", (), {2024: "1,5", 2025: "2,5", None: "4,0"}),  # marks of footnotes
        ("- | 2,5 | 2,5", (), {2025: "2,5", None: "2,5"}),
        ("2,5 | 2,5", (2025,), {2025: "2,5", None: "2,5"}),  # the deadline names the year
        (
            "9,7 | в том числе: | 1) | 4,3 | 2) 5,4 | 1,0 | 10,7",
            (),
            {2024: "9,7 в том числе: 1) 4,3 2) 5,4", 2025: "1,0", None: "10,7"},
        ),
        ("1,5 | 2,4 | 4,0", (), {2024: "1,5", 2025: "2,4", None: "4,0"}),  # off by one unit of the last digit: rounding
        ("1,5 | 2,5 | 9,0", (), {2024: "1,5", 2025: "2,5", None: "9,0"}),  # one figure for each column, whatever their sum
        ("2,5 | 2,5", (), None),  # which year?
        ("7 | 7018,2 | 4 | 078,7 | 11 | 096,9", (), None),  # a misprint: nothing adds up
        ("1 | 200 | 3 | 400 | 1 | 600", (), None),  # three figures or six, and nothing adds up
    ],
)
def test_sums_put_figures_under_their_years(lines: str, given: tuple[int, ...], expected: dict[int | None, str] | None):
    assert figures(lines, [2024, 2025, None], given) == expected


def test_figures_without_a_total_are_read_only_one_a_column():
    assert figures("10 | 200 | 30", [2024, 2025, 2026]) == {2024: "10", 2025: "200", 2026: "30"}
    assert figures("10 | 200", [2024, 2025, 2026]) is None


def test_the_sums_of_a_measure_tell_which_years_its_rows_fill():
    whole = {2024: Decimal(5), 2025: Decimal(7), 2026: Decimal(1), None: Decimal(13)}
    placed = [{2024: Decimal(1), 2025: Decimal(1), 2026: Decimal(1), None: Decimal(3)}]
    assert settle_years(whole, placed, [[Decimal(4), Decimal(6)]], [2024, 2025, 2026]) == [(2024, 2025)]
    assert settle_years(whole, placed, [[Decimal(4), Decimal(5)]], [2024, 2025, 2026]) is None
    even = {2024: Decimal(2), 2025: Decimal(2), None: Decimal(4)}
    assert settle_years(even, [], [[Decimal(2)], [Decimal(2)]], [2024, 2025]) is None  # rows of one figure fill one year


def test_rows_of_territories_are_settled_by_their_measure(read_facts: Read):
    rows = (
        "1\nОтремонтировать мосты\nакт\nпостоянно\nАБМ\n9,0\n6,0\n1,0\n16,0\nРБ\n"
        "Акмолинская область\n4,0\n3,0\n1,0\n8,0\nг. Алматы\n5,0\n3,0\n8,0\n2\nПровести форум\nотчет\n2025 год\nВГД\n-\n"
    )
    facts = read_facts(HEADER + YEARS + rows, "ru", BODIES, flat=True)
    first, second = facts.measures
    assert [(a.year, a.as_printed) for a in first.funding + first.values if a.place == "г. Алматы"] == [
        (2024, "5,0"),
        (2025, "3,0"),
        (None, "8,0"),
    ]
    assert (second.text.text, second.deadline) == ("Провести форум", "2025 год")
    assert {(e.method, e.confidence < 1) for measure in facts.measures for e in measure.evidence} == {("table:flat-plan", True)}
    assert facts.unresolved == ()


def test_figures_that_nothing_settles_are_unresolved_and_their_row_is_kept(read_facts: Read):
    rows = (
        "1\nКупить краску\nакт\nпостоянно\nАБМ\n5,0\n5,0\nРБ\n2\nПровести форум\nотчет\nпостоянно\nВГД\n1,0\n2,0\n3,0\n6,0\nРБ\n"
    )
    facts = read_facts(HEADER + YEARS + rows, "ru", BODIES, flat=True)
    assert [(m.text.text, len(m.funding)) for m in facts.measures] == [("Купить краску", 0), ("Провести форум", 4)]
    assert [(u.text, u.evidence.method) for u in facts.unresolved] == [("5,0 5,0", "table:flat")]


def test_lines_that_may_belong_to_either_of_two_cells_are_listed(read_facts: Read):
    rows = "1\nКупить краску\nНанять маляров\nАкт\nпостоянно\nАБМ\n1,0\n2,0\n3,0\n6,0\nРБ\n"
    facts = read_facts(HEADER + YEARS + rows, "ru", BODIES, flat=True)
    assert [u.text for u in facts.unresolved] == ["Купить краску Нанять маляров Акт"]


@pytest.mark.parametrize(
    "text",
    [
        "Ответственные исполнители\nМероприятия обсуждались на совещании, срок исполнения не назван.\n1\nАБМ\n",
        "Меры\nСрок\nРезультат\nПримечание\n1\nАБМ\n2024 год\n",  # nobody carries anything out
        HEADER + "Программа принята. " * 40,  # a paragraph follows, no rows
    ],
)
def test_what_is_no_table(read_facts: Read, text: str):
    facts = read_facts(text, "ru", BODIES, flat=True)
    assert (facts.measures, facts.indicators, facts.mandates) == ((), (), ())


def test_a_table_ends_at_a_footnote_and_at_a_paragraph(read_facts: Read):
    rows = "1\nКупить краску\nакт\nпостоянно\nАБМ\n1,0\n2,0\n3,0\n6,0\nРБ\n"
    after = "* ячейки не заполняются.\n2\nНанять маляров\nакт\nпостоянно\nАБМ\n"
    assert [m.number for m in read_facts(HEADER + YEARS + rows + after, "ru", BODIES, flat=True).measures] == ["1"]


def test_a_line_knows_its_looks(table_words: Mapping[str, TableWords]):
    def look(text: str) -> FlatLine:
        (line,) = read_lines(text, 0, len(text), table_words["ru"], lambda start, end: (), 10)
        return line

    assert look("12.").item == (12,)
    assert look("1.2").item == (1, 2)
    assert look("100,").figures
    assert look("1 250,5**").figures
    assert not look("12.").figures
    assert look("005, 006").code
    assert look("II квартал 2024 года").dated
    assert look("2024–2026").dated
    assert look("млн. тенге").unit
    assert look("Республиканский бюджет").source
    assert look("г. Алматы").place
    assert look("Задача 1. Обновить знаки").label
    assert look("Секретно").alone
    assert not look("мероприятия").alone
    assert look("Купить краску").words
