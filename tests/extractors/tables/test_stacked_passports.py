"""Passports that lost the marks of their table, and labelled lines that are broken, in papers of our own."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.records import Extraction
from ontology.registered import load_registry

STACKED = {
    "ru": (
        "КОНЦЕПЦИЯ\nохраны лесов Республики Казахстан на 2025–2027 годы\n\n",
        ["Наименование", "Концепция охраны лесов", "Разработчик", "Министерство финансов Республики Казахстан"],
        ["Ответственные исполнители", "Министерство юстиции Республики Казахстан", "Сроки реализации", "2025–2027 годы"],
        ["Цель", "Сохранить леса", "Задачи", "1) посадить деревья;", "2) беречь реки"],
    ),
    "kk": (
        "Қазақстан Республикасында орманды қорғаудың 2025–2027 жылдарға арналған\nТҰЖЫРЫМДАМАСЫ\n\n",
        ["Атауы", "Орманды қорғау тұжырымдамасы", "Әзірлеуші", "Қазақстан Республикасының Қаржы министрлігі"],
        ["Іске асыруға жауаптылар", "Қазақстан Республикасының Әділет министрлігі", "Іске асыру мерзімі", "2025–2027 жылдар"],
        ["Мақсаты", "Орманды сақтау", "Міндеттері", "1) ағаш отырғызу;", "2) өзендерді қорғау"],
    ),
    "ky": (
        "Кыргыз Республикасында токойду коргоонун 2025–2027-жылдарга\nКОНЦЕПЦИЯСЫ\n\n",
        ["Аталышы", "Токойду коргоо концепциясы", "Иштеп чыгуучулар", "Кыргыз Республикасынын Финансы министрлиги"],
        ["Аткаруучулар", "Кыргыз Республикасынын Юстиция министрлиги", "Ишке ашыруу мөөнөтү", "2025–2027-жылдар"],
        ["Максаты", "Токойду сактоо", "Милдеттери", "1) бак тигүү;", "2) сууну коргоо"],
    ),
    "en": (
        "CONCEPT\nfor the Forests of the Republic of Kazakhstan for 2025-2027\n\n",
        ["Title", "Concept for the Forests", "Developer", "Ministry of Finance of the Republic of Kazakhstan"],
        ["Responsible bodies", "Ministry of Justice of the Republic of Kazakhstan", "Period", "2025-2027"],
        ["Objective", "To keep the forests", "Tasks", "1) to plant trees;", "2) to guard rivers"],
    ),
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def roles(read: Extraction) -> set[tuple[str, str]]:
    return {(mandate.holder.rpartition("/")[2], mandate.role) for mandate in read.mandates if mandate.concerns in read.own}


@pytest.mark.parametrize("language", STACKED)
def test_labels_above_what_they_say(language: str, extractor: Extractor) -> None:
    title, *rows = STACKED[language]
    read = extractor.extract("a.txt", "0" * 64, title + "\n".join(line for row in rows for line in row) + "\n\n")
    assert {("finance-ministry", "developer"), ("justice-ministry", "executor")} <= roles(read)
    assert [task.number for task in read.tasks if task.number] == ["1", "2"]


def test_headings_of_text_are_no_passport(extractor: Extractor) -> None:
    title, _, executors, goals = STACKED["ru"]
    read = extractor.extract("a.txt", "0" * 64, title + "\n".join([*executors, *goals]) + "\n\n")
    assert roles(read) == set()


def test_a_labelled_line_goes_on_over_its_broken_lines(extractor: Extractor) -> None:
    text = (
        "Water for All Project\n\nProject title: Water for All\n\n"
        "Partners: Ministry of Finance of the Kyrgyz Republic, Ministry of Justice\nof the Kyrgyz Republic, "
        "Ministry of Health of the Kyrgyz Republic\n\nBudget: 3 million USD\n"
    )
    read = extractor.extract("a.txt", "0" * 64, text)
    named = {mandate.holder.rpartition("/")[2] for mandate in read.mandates if mandate.role == "partner"}
    assert named == {"finance-ministry", "justice-ministry", "health-ministry"}
