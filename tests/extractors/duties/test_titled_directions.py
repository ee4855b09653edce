"""Priorities that open a paragraph under a number, with what is done behind: 'Priority 1. Safe schools. The Ministry fences ...'."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

CASES = {
    "ru": (
        "Концепция развития горного туризма в Кыргызской Республике на 2025–2030 годы\n\nIII. Цель и приоритеты\n\n"
        "Приоритет 1. Здоровье. Министерство здравоохранения Кыргызской Республики ведет учет групп.\n\n"
        "Приоритет 2. Обучение гидов. Министерство труда Кыргызской Республики проводит курсы и выдает удостоверения.",
        ("1 Здоровье", "2 Обучение гидов"),
    ),
    "kk": (
        "2025 – 2027 жылдарға арналған орман қорғау тұжырымдамасы\n\n4. Негізгі тәсілдер\n\n"
        "1-басымдық. Өрттің алдын алу. Төтенше жағдайлар министрлігі орман күзетін жабдықтайды және бақылау жүргізеді.\n\n"
        "2-басымдық. Көшет отырғызу. Экология және табиғи ресурстар министрлігі питомниктер ашады.",
        ("1 Өрттің алдын алу", "2 Көшет отырғызу"),
    ),
    "ky": (
        "2025-2030-жылдарга суу ресурстарын сактоо концепциясы\n\n3. Багыттар\n\n"
        "1-артыкчылык. Сууну эсепке алуу. Айыл чарба министрлиги эсептегичтерди орнотот жана маалымат базасын түзөт.\n\n"
        "2-артыкчылык. Каналдарды оңдоо. Өзгөчө кырдаалдар министрлиги каналдарды тазалайт.",
        ("1 Сууну эсепке алуу", "2 Каналдарды оңдоо"),
    ),
    "en": (
        "National Strategy of the Kyrgyz Republic on Safe Roads for 2025–2029\n\nIII. Priority areas\n\n"
        "Priority area 1. Safe schools. The Ministry of Education and Science shall fence off yards and shall train teachers.\n\n"
        "Priority area 2. Drivers' training. The Ministry of Internal Affairs shall hold courses in all regions.\n\n"
        "Outcome 3. Roads are safe. The Ministry of Internal Affairs counts accidents.",
        ("1 Safe schools", "2 Drivers' training", "3 Roads are safe"),
    ),
}


@pytest.mark.parametrize("language", CASES)
def test_the_title_of_a_numbered_priority_is_a_task(language: str):
    text, expected = CASES[language]
    found = Extractor.load(load_registry()).extract("x.txt", "ab" * 32, text)
    assert [f"{task.number} {task.text.text}" for task in found.tasks] == list(expected)


def test_a_priority_without_a_number_is_none():
    text = (
        CASES["en"][0].partition("\n\n")[0]
        + "\n\nPriority. Safe schools for all. The Ministry of Internal Affairs counts accidents."
    )
    assert Extractor.load(load_registry()).extract("x.txt", "ab" * 32, text).tasks == ()
