from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts

Read = Callable[..., TableFacts]
Write = Callable[..., str]

KK = (
    "Р/с №",
    "Нәтижелер көрсеткіштері",
    "Өл-шем бірлігі",
    "Ақпарат көзі",
    "Жауап-ты орындау-шылар",
    "2020\n\nжыл\n\n(факт)",
    "2021\n\nжыл",
)
PLAN = ("Р/с №", "Атауы", "Өлшем бірлігі", "Аяқталу нысаны", "Орындау мерзімі", "Жауапты орындаушылар", "2021 жыл", "2022 жыл")


def test_an_indicator_table_gives_values_source_and_executors(read_facts: Read, marked_table: Write):
    row = ["1.", "Жаңартылған белгілердің үлесі", "%", "АБМ дерек-тері", "АБМ,\n\nВГД (келісім бойынша)", "-", "45,5"]
    text = "Осы деректері бар құжат.\n\n   1) жол белгілерін жаңарту жұмысын жақсарту: \n" + marked_table(KK, row) + "\n\nСоңы"
    facts = read_facts(text, "kk", ("АБМ", "ВГД"))
    (indicator,), (task,) = facts.indicators, facts.tasks
    assert (indicator.level, indicator.number, indicator.unit, indicator.part_of) == ("result", "1", "%", task.key)
    assert indicator.data_source == "АБМ деректері"  # the document has the word without the hyphen
    assert [(v.year, v.as_printed, str(v.amount)) for v in indicator.values] == [(2021, "45,5", "45.5")]
    assert (task.number, task.text.text) == ("1", "жол белгілерін жаңарту жұмысын жақсарту")
    assert {(m.holder, m.role) for m in facts.mandates} == {("АБМ", "executor"), ("ВГД", "by_agreement")}


def test_a_bare_source_beside_an_indicator_tells_whence_the_data_come(read_facts: Read, marked_table: Write):
    header = ("No.", "Indicator", "Unit", "Baseline 2024", "2025", "Source")
    text = (
        "Text.\n\nIndicators\n\n"
        + marked_table(header, ["1", "Share of renewed signs", "%", "41", "45", "Road survey"])
        + "\n\nEnd"
    )
    (indicator,) = read_facts(text, "en", ()).indicators
    assert (indicator.data_source, [(v.year, v.as_printed) for v in indicator.values]) == (
        "Road survey",
        [(2024, "41"), (2025, "45")],
    )


def test_figures_by_year_alone_are_no_indicators(read_facts: Read, marked_table: Write):
    text = (
        "Text.\n\n"
        + marked_table(("No.", "Indicator", "Unit", "2024", "2025"), ["1", "Share of renewed signs", "%", "41", "45"])
        + "\n\nEnd"
    )
    assert read_facts(text, "en", ()).indicators == ()


@pytest.mark.parametrize(
    ("second", "values", "count"),
    [
        ("Белгілердің үлесі, жаңартылған", ("45,5", "60"), 1),  # the words in another order
        ("Жаңартылған белгілер үлесі", ("45,5", "60"), 1),  # other endings
        ("Қайғылы оқиғалар саны мен салдарының деңгейі", ("7", "6"), 2),  # another indicator
    ],
)
def test_the_same_indicator_in_a_table_and_a_plan_is_one(
    read_facts: Read, marked_table: Write, second: str, values: tuple[str, str], count: int
):
    first = marked_table(KK, ["1.", "Жаңартылған белгілердің үлесі", "%", "деректер", "АБМ", "40", "45,5"])
    plan = marked_table(
        PLAN,
        ["", "Міндет: жол белгілерін жаңарту жұмысын жақсарту"],
        ["", "Нәтижелер көрсеткіштері:"],
        ["1", second, "%", "*", "*", "АБМ", *values],
    )
    heading = "1) жол белгілерін жаңарту жұмысын жақсарту:\n"
    facts = read_facts(f"{heading}{first}\n\nСөз.\n\n{plan}\n\nСоңы", "kk", ("АБМ",))
    assert len(facts.indicators) == count
    assert len(facts.tasks) == 1
    if count == 1:
        (indicator,) = facts.indicators
        assert [v.year for v in indicator.values] == [2020, 2021, 2022]
        assert len(indicator.evidence) == 2
        (mandate,) = facts.mandates
        assert len(mandate.evidence) == 2


def test_values_that_differ_between_two_places_are_both_kept(read_facts: Read, marked_table: Write):
    row = ["1.", "Жаңартылған белгілердің үлесі", "%", "деректер", "АБМ", "40", "45"]
    again = [*row[:-1], "46"]
    facts = read_facts(f"{marked_table(KK, row)}\n\nСөз.\n\n{marked_table(KK, again)}\n\nСоңы", "kk", ("АБМ",))
    (indicator,) = facts.indicators
    assert [(v.year, v.as_printed) for v in indicator.values] == [(2020, "40"), (2021, "45"), (2021, "46")]


@pytest.mark.parametrize(
    ("language", "header", "row"),
    [
        (
            "ru",
            ("№", "Целевые индикаторы", "Единица измерения", "Источник информации", "2023 год", "2024 год"),
            ("1", "Доля новых знаков", "%", "отчёт", "10", "20"),
        ),
        (
            "ky",
            ("№", "Максаттуу индикаторлор", "Өлчөм бирдиги", "Маалымат булагы", "2023-ж.", "2024-ж."),
            ("1", "Жаңы белгилердин үлүшү", "%", "отчет", "10", "20"),
        ),
        (
            "en",
            ("No.", "Target indicators", "Unit", "Data source", "2023", "2024"),
            ("1", "Share of new signs", "%", "report", "10", "20"),
        ),
    ],
)
def test_indicators_are_read_in_other_languages(
    read_facts: Read, marked_table: Write, language: str, header: tuple[str, ...], row: tuple[str, ...]
):
    (indicator,) = read_facts(marked_table(header, row) + "\n\nEnd", language).indicators
    assert (indicator.level, indicator.number, indicator.text.language) == ("target", "1", language)
    assert [(v.year, v.as_printed) for v in indicator.values] == [(2023, "10"), (2024, "20")]


def test_a_row_with_a_deadline_under_a_heading_of_indicators_is_a_measure(read_facts: Read, marked_table: Write):
    text = marked_table(
        PLAN,
        ["", "Нәтиже көрсеткіші:"],
        ["1.", "Жаңа белгілердің үлесі", "%", "*", "*", "АБМ", "40", "45"],
        ["1", "Белгілерді орнату", "", "акт", "тұрақты", "АБМ", "", ""],
    )
    facts = read_facts(f"{text}\n\nСоңы", "kk", ("АБМ",))
    assert [i.text.text for i in facts.indicators] == ["Жаңа белгілердің үлесі"]
    assert [m.text.text for m in facts.measures] == ["Белгілерді орнату"]
