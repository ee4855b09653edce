"""A programme's own budget as a table: sources down or years down, its unit in a heading, its whole told by words or by sums."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts

Read = Callable[..., TableFacts]

DONORS = {"ПРООН": "international", "Европейский союз": "international", "UNICEF": "international"}


def table(*rows: str) -> str:
    return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)


def sums(facts: TableFacts) -> list[str]:
    names = {"republican": "rb", "local": "lb"}
    return [
        " ".join(filter(None, (a.part, names.get(str(a.source), a.source), str(a.year or "all"), a.as_printed)))
        for a in facts.budget
    ]


def test_givers_stand_down_and_the_unit_behind_a_comma_of_the_title(read_facts: Read):
    text = "Программа на 2024–2025 годы\n\nБюджет программы по источникам, тыс. долларов США\n\n" + table(
        "Источник | 2024 год | 2025 год | Итого",
        "Европейский союз | 120,0 | 130,0 | 250,0",
        "ПРООН | 20,0 | 20,0 | 40,0",
        "Республиканский бюджет | 10,0 | - | 10,0",
        "Итого | 150,0 | 150,0 | 300,0",
    )
    facts = read_facts(text + "\n\nКонец", "ru", tuple(DONORS), kinds=DONORS)
    assert sums(facts) == [
        *("Европейский союз donor 2024 120,0", "Европейский союз donor 2025 130,0", "Европейский союз donor all 250,0"),
        *("ПРООН donor 2024 20,0", "ПРООН donor 2025 20,0", "ПРООН donor all 40,0", "rb 2024 10,0", "rb all 10,0"),
        *("total 2024 150,0", "total 2025 150,0", "total all 300,0"),
    ]
    assert {(a.scale, a.currency) for a in facts.budget} == {(1000, "USD")}


@pytest.mark.parametrize(
    ("language", "heading", "head", "years", "whole"),
    [
        (
            "kk",
            "Бағдарламаны қаржыландыру (млн. теңге)",
            "Жыл | Республикалық бюджет | Жергілікті бюджет | Жиыны",
            "2025 жыл",
            "Барлығы",
        ),
        ("ky", "Каржылоо, млн сом", "Жылдар | РБ | ЖБ | Бардыгы", "2025-ж.", "Бардыгы"),
        ("ru", "Финансирование\nмлн сомов", "Годы | Республиканский бюджет | Местный бюджет | Всего", "2025", "Итого"),
        ("en", "Table 2. Funding, million soms", "Year | State budget | Local budgets | Total", "2025", "Total"),
    ],
)
def test_years_stand_down(read_facts: Read, language: str, heading: str, head: str, years: str, whole: str):
    rows = (f"{years} | 10 | 2 | 12", f"{years.replace('5', '6')} | 11 | 3 | 14", f"{whole} | 21 | 5 | 26")
    facts = read_facts(f"2025-2026\n\n{heading}\n\n" + table(head, *rows) + "\n\nend", language)
    assert sums(facts) == [
        *("rb 2025 10", "lb 2025 2", "total 2025 12", "rb 2026 11", "lb 2026 3", "total 2026 14"),
        *("rb all 21", "lb all 5", "total all 26"),
    ]
    assert {a.scale for a in facts.budget} == {10**6}


def test_the_whole_may_come_first_and_stand_in_the_first_column(read_facts: Read):
    text = "2025-2026-жылдарга программа\n\n" + table(
        "Булактар | Баары, млн сом | 2025-жыл | 2026-жыл",
        "Баары | 90,0 | 40,0 | 50,0",
        "анын ичинде: | | |",
        "республикалык бюджет | 60,0 | 30,0 | 30,0",
        "донорлордун каражаттары | 30,0 | 10,0 | 20,0",
    )
    assert sums(read_facts(text + "\n\nСоңу", "ky")) == [
        *("total all 90,0", "total 2025 40,0", "total 2026 50,0", "rb all 60,0", "rb 2025 30,0", "rb 2026 30,0"),
        *("donor all 30,0", "donor 2025 10,0", "donor 2026 20,0"),
    ]


def test_under_a_head_of_donors_each_row_is_one_but_for_the_sum_of_all(read_facts: Read):
    text = "Project\n\nContributions, USD\n\n" + table(
        "Donor | 2024 | 2025 | Total",
        "Government of Utopia | 200,000 | 250,000 | 450,000",
        "UNICEF | 50,000 | 50,000 | 100,000",
        "All together | 250,000 | 300,000 | 550,000",
    )
    facts = read_facts(text + "\n\nEnd", "en", ("UNICEF",), kinds=DONORS)
    assert sums(facts)[2:4] == ["Government of Utopia donor all 450,000", "UNICEF donor 2024 50,000"]
    assert sums(facts)[-3:] == ["total 2024 250,000", "total 2025 300,000", "total all 550,000"]


def test_of_components_the_sum_alone_is_read(read_facts: Read):
    rows = (
        "Component | 2024 | 2025 | Total",
        "Training | 50 | 60 | 110",
        "Equipment | 150 | 50 | 200",
        "Total | 200 | 110 | 310",
    )
    text = "Project\n\nBudget of the project by component (EUR)\n\n{}\n\nEnd"
    assert sums(read_facts(text.format(table(*rows)), "en")) == ["total 2024 200", "total 2025 110", "total all 310"]
    wrong = text.format(table(*rows[:-1], "Total | 200 | 110 | 320"))
    assert sums(read_facts(wrong, "en")) == []  # nothing proves what the row is the sum of
    unheaded = text.replace("Budget of the project by component", "Loans by bank").format(table(*rows))
    assert sums(read_facts(unheaded, "en")) == []
    staff = text.replace("of the project by component", "of the staff").format(table(*rows))
    assert sums(read_facts(staff, "en")) == []  # of what it is the budget, nothing says
    told = "Total cost of the works: EUR 310\n\n" + staff
    assert sums(read_facts(told, "en"))[-3:] == ["total 2024 200", "total 2025 110", "total all 310"]


def test_what_was_spent_before_the_programme_is_no_budget_of_it(read_facts: Read):
    rows = ("Год | Республиканский бюджет | Местный бюджет | Всего", "2020 | 10 | 2 | 12", "2021 | 12 | 3 | 15")
    text = "Программа на {} годы\n\nФинансирование, млн сомов\n\n" + table(*rows) + "\n\nКонец"
    assert read_facts(text.format("2024–2026"), "ru").budget == ()
    assert len(read_facts(text.format("2020–2022"), "ru").budget) == 6


def test_a_sum_of_a_named_giver_is_the_one_that_the_text_tells(read_facts: Read):
    text = "Total budget: USD 550,000, of which the Fund: USD 450,000 from donors\n\nContributions, USD\n\n" + table(
        "Donor | Total", "Government of Utopia | 450,000", "Other | 100,000", "Total | 550,000"
    )
    assert sums(read_facts(text + "\n\nEnd", "en")).count("Government of Utopia donor all 450,000") == 1
    assert "donor all 450,000" not in sums(read_facts(text + "\n\nEnd", "en"))


def test_the_state_budget_is_the_republican_one_beside_local_ones_alone(read_facts: Read):
    head, row = "Source | 2025 | Total", "State budget | 10 | 10"
    beside = read_facts("Funding, million soms\n\n" + table(head, row, "Local budgets | 2 | 2") + "\n\nEnd", "en")
    assert sums(beside) == ["rb 2025 10", "rb all 10", "lb 2025 2", "lb all 2"]
    alone = read_facts("Funding, million soms\n\n" + table(head, row, "Donors | 2 | 2") + "\n\nEnd", "en")
    assert sums(alone) == ["donor 2025 2", "donor all 2"]
    assert [u.text for u in alone.unresolved] == ["State budget"]
