"""Headings that a page marks below a heading of components are tasks, in four languages."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(
    ("facts", "section", "titles", "text"),
    [
        (
            "| Donor | Japan |\n| Duration | 2025 |",
            "Components",
            ["Safe water for schools", "Training of teachers"],
            "It goes on for years.",
        ),
        (
            "| Донор | Япония |\n| Период | 2025 |",
            "Компоненты",
            ["Чистая вода для школ", "Обучение учителей"],
            "Работа идет годами.",
        ),
        (
            "| Донорлор | Япония |\n| Мезгили | 2025 |",
            "Компоненттер",
            ["Мектептерге таза суу", "Мугалимдерди окутуу"],
            "Иш жылдар бою жүрөт.",
        ),
        (
            "| Донорлар | Жапония |\n| Кезеңі | 2025 |",
            "Компоненттер",
            ["Мектептерге таза су", "Мұғалімдерді оқыту"],
            "Жұмыс жылдар бойы жүреді.",
        ),
    ],
)
def test_headings_deeper_than_that_of_the_section(
    facts: str, section: str, titles: list[str], text: str, extractor: Extractor
) -> None:
    one, two = titles
    page = f"# {one} {two}\n\n{facts}\n\n## {section}\n\n### 1. {one}\n\n{text}\n\n### 2. {two}\n\n{text}\n\n## {text[:-1]}\n\n{text}\n"
    assert [task.text.text for task in extractor.extract("a.txt", "0" * 64, page).tasks] == titles
