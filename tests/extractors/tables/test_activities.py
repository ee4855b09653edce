"""Paragraphs of a project that state its measures under numbered labels."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.records import Extraction
from ontology.registered import load_registry

CASES = {
    "en": (
        "Action Plan on Road Safety in the Kyrgyz Republic for 2024–2026\n\nOutput 1. Roads are safe for all who walk.\n\n"
        "Activity 1.1. The Ministry of Finance, in cooperation with UNICEF, will train 240 teachers. It goes on for years.\n\n"
        "Activity 1.2. The Ministry of Justice will print the signs in two languages.",
        ("The Ministry of Finance, in cooperation with UNICEF, will train 240 teachers", "finance-ministry"),
    ),
    "ru": (
        "План мероприятий по безопасности дорог в Республике Казахстан на 2024–2026 годы\n\nЗадача 1. Безопасные дороги для всех.\n\n"
        "Мероприятие 1.1. Министерство финансов совместно с ЮНИСЕФ обучит 240 учителей.\n\n"
        "Мероприятие 1.2. Министерство юстиции напечатает знаки на двух языках.",
        ("Министерство финансов совместно с ЮНИСЕФ обучит 240 учителей", "finance-ministry"),
    ),
    "kk": (
        "Жол қауіпсіздігі жөніндегі 2024–2026 жылдарға арналған іс-шаралар жоспары\n\n1-міндет. Жолдарды қауіпсіз ету жұмыстары.\n\n"
        "1.1-іс-шара. Қаржы министрлігі ЮНИСЕФ-пен бірлесіп 240 мұғалімді оқытады.\n\n"
        "1.2-іс-шара. Әділет министрлігі белгілерді екі тілде басып шығарады.",
        ("Қаржы министрлігі ЮНИСЕФ-пен бірлесіп 240 мұғалімді оқытады", "finance-ministry"),
    ),
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def read(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract("x.txt", "0" * 64, text)


@pytest.mark.parametrize("language", CASES)
def test_labelled_paragraphs_are_measures_of_the_task_of_their_number(extractor: Extractor, language: str):
    text, (words, body) = CASES[language]
    found = read(extractor, text)
    first, second = found.measures
    assert (first.number, first.text.text, second.number) == ("1.1", words, "1.2")
    (task,) = found.tasks
    assert {measure.part_of for measure in found.measures} == {task.key}
    roles = {(m.holder.rpartition("/")[2], m.role) for m in found.mandates if m.concerns == first.key}
    assert roles == {(body, "executor"), ("unicef", "partner")}
    assert not any(words.startswith(function.text.text[:30]) or function.text.text in words for function in found.functions)


@pytest.mark.parametrize(
    "line",
    [
        "Activity 1.1. The Ministry of Finance will train 240 teachers.",  # one alone is a sentence
        "Section 1.1. The Ministry of Finance will train 240 teachers.\n\nSection 1.2. The Ministry of Justice will print the signs.",
        "Activity 1.1. Training.\n\nActivity 1.2. Printing.",
    ],
)
def test_other_paragraphs_are_none(extractor: Extractor, line: str):
    assert not read(extractor, f"{CASES['en'][0].splitlines()[0]}\n\n{line}").measures
