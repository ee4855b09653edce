"""Pages that tell the facts of a project in rows are pages of that project, in four languages."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

PAGES = [
    (
        "[Home](#) > [Where we work](#) > Projects\n\n# Clean Stoves for Mountain Villages\n\n**Ongoing**\n\n"
        "| Duration | 2024–2027 |\n| Donor | Government of Japan |\n| Implemented by | UNDP |\n\n## Background\n\nSmoke harms families.\n",
        "Clean Stoves for Mountain Villages",
    ),
    (
        "Clean Stoves for Mountain Villages\n\nDonors: Government of Japan\nImplementing partner: UNDP\nDuration: 2024-2027\n\nSmoke harms us.\n",
        "Clean Stoves for Mountain Villages",
    ),
    (
        "[Главная](#) / [Проекты](#)\n\n# Чистые печи для горных сел\n\n| Срок реализации | 2024–2027 годы |\n| Доноры | Правительство Японии |\n"
        "| Исполнители проекта | ПРООН |\n\n## Предыстория\n\nДым вредит здоровью семей.\n",
        "Чистые печи для горных сел",
    ),
    (
        "# Тоо айылдары үчүн таза мештер\n\n| Долбоордун мөөнөтү | 2024–2027-жылдар |\n| Донорлор | Япониянын Өкмөтү |\n"
        "| Долбоордун өнөктөштөрү | БУУӨП |\n\n## Негиздеме\n\nТүтүн үй-бүлөлөргө зыян.\n",
        "Тоо айылдары үчүн таза мештер",
    ),
    (
        "# Тау ауылдарына арналған таза пештер\n\n| Жобаның мерзімі | 2024–2027 жылдар |\n| Донорлар | Жапония Үкіметі |\n"
        "| Жобаның серіктестері | БҰҰДБ |\n\n## Негіздеме\n\nТүтін отбасыларға зиян.\n",
        "Тау ауылдарына арналған таза пештер",
    ),
]
OTHERS = [
    "A day at the market of Karakol\n\nTraders open at six.\n\nDuration: one day\nPlace: Karakol\n",
    "День на рынке Каракола\n\nТорговцы начинают в шесть.\n\nПродолжительность: один день\nМесто: Каракол\n",
    "# Notes of a traveller from Osh\n\nDonors: none\n\nThe road is long.\n",
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(("text", "title"), PAGES)
def test_rows_of_facts_tell_a_project_and_the_line_above_them_its_title(text: str, title: str, extractor: Extractor) -> None:
    extraction = extractor.extract("x.txt", "0", text)
    project = next(act for act in extraction.instruments if act.type == "project")
    assert [label.text for label in project.titles] == [title]
    assert {mandate.concerns for mandate in extraction.mandates} == {project.key}


@pytest.mark.parametrize("text", OTHERS)
def test_other_pages_with_a_label_or_two_are_no_projects(text: str, extractor: Extractor) -> None:
    assert not extractor.extract("x.txt", "0", text).instruments


@pytest.mark.parametrize(
    ("title", "country", "state", "period", "funders", "funder", "text"),
    [
        ("Water for the Valley", "Country", "Kyrgyz Republic", "Period", "Funders", "European Union", "Canals are built."),
        ("Чистая вода для долины", "Страна", "Кыргызстан", "Период", "Финансирующие организации", "Евросоюз", "Строят каналы."),
        ("Өрөөнгө таза суу", "Өлкө", "Кыргызстан", "Мезгили", "Каржылоочулар", "Европа Биримдиги", "Каналдар курулат."),
        ("Алқапқа таза су", "Ел", "Қазақстан", "Кезеңі", "Қаржыландырушылар", "Еуропалық Одақ", "Арналар салынады."),
    ],
)
def test_rows_with_bars_right_below_the_title(
    title: str, country: str, state: str, period: str, funders: str, funder: str, text: str, extractor: Extractor
) -> None:
    page = f"# {title}\n| **{country}** | {state} |\n| **{period}** | 2025–2028 |\n| **{funders}** | {funder} |\n\n{text}\n"
    (project,) = (act for act in extractor.extract("x.txt", "0", page).instruments if act.type == "project")
    assert [label.text for label in project.titles] == [title]
