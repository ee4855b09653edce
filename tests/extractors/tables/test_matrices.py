"""Sums by years whose table lost all its marks, in papers of our own."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from extractors.tables.matrices import read_matrices

TITLES = {
    "ru": "ПРОГРАММА\nразвития лесов Кыргызской Республики на 2025–2026 годы\n\nФинансирование Программы, млн сомов\n\n",
    "ky": "Кыргыз Республикасынын токой чарбасын 2025–2026-жылдарга өнүктүрүү\nПРОГРАММАСЫ\n\nПрограмманы каржылоо, млн сом\n\n",
    "kk": "Қазақстан Республикасында орман шаруашылығын дамытудың 2025–2026 жылдарға арналған\nБАҒДАРЛАМАСЫ\n\n"
    "Бағдарламаны қаржыландыру, млн теңге\n\n",
    "en": "PROGRAMME\nfor the Forests of the Kyrgyz Republic for 2025-2026\n\nFunding of the Programme, million KGS\n\n",
}
ACROSS = {
    "ru": [
        "Источник",
        "2025 г.",
        "2026 г.",
        "Всего",
        "Республиканский бюджет",
        "10,5",
        "20",
        "30,5",
        "Местный бюджет",
        "-",
        "4",
        "4",
    ],
    "ky": [
        "Булагы",
        "2025-ж.",
        "2026-ж.",
        "Бардыгы",
        "Республикалык бюджет",
        "10,5",
        "20",
        "30,5",
        "Жергиликтүү бюджет",
        "-",
        "4",
        "4",
    ],
    "kk": ["Көзі", "2025", "2026", "Барлығы", "Республикалық бюджет", "10,5", "20", "30,5", "Жергілікті бюджет", "-", "4", "4"],
    "en": ["Source", "2025", "2026", "Total", "Republican budget", "10.5", "20", "30.5", "Local budget", "-", "4", "4"],
}
SUMS = {
    ("10.5", 2025, "republican"),
    ("20", 2026, "republican"),
    ("30.5", None, "republican"),
    ("4", 2026, "local"),
    ("4", None, "local"),
}


@pytest.mark.parametrize("language", ACROSS)
def test_years_across_and_sources_down(language: str, extractor: Extractor) -> None:
    text = TITLES[language] + "\n".join(ACROSS[language]) + "\n\n"
    read = extractor.extract("a.txt", "0" * 64, text)
    (own,) = (act for act in read.instruments if act.key in read.own)
    assert {(sum_.as_printed.replace(",", "."), sum_.year, sum_.source) for sum_ in own.funding} == SUMS


def test_years_down_and_sources_across() -> None:
    cells = [
        "Год",
        "РБ",
        "МБ",
        "Всего",
        "2025",
        "1,5",
        "2",
        "3,5",
        "2026",
        "4",
        "-",
        "4",
        "Итого",
        "5,5",
        "2",
        "7,5",
        "Дальше текст.",
    ]
    (table,) = read_matrices("Суммы\n\n" + "\n".join(cells), ())
    assert [[cell.text for cell in row.cells] for row in table.rows] == [cells[:4], cells[4:8], cells[8:12], cells[12:16]]


@pytest.mark.parametrize(
    "lines",
    [
        ["Показатель", "2025", "2026", "Доля леса", "5", "6"],  # one row is no table
        ["Показатель", "2025", "2026", "Доля леса", "%", "5", "6", "Доля рек", "%", "5", "6"],  # cells of words too
        ["Отчет", "2025", "Доля леса", "5", "Доля рек", "6"],  # one year
        ["Год", "2025", "5", "2027", "6", "2029", "7"],  # years that do not follow
        ["В 2025 году", "2025", "было 5"],
    ],
)
def test_what_is_no_matrix(lines: list[str]) -> None:
    assert read_matrices("\n".join(lines), ()) == ()
