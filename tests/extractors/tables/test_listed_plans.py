"""Plans that are printed as lists of labelled items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.pipeline import Extractor
from ontology import iri
from ontology.records import Extraction

TITLES = {
    "ru": "План мероприятий по безопасности дорог в Республике Казахстан на 2024–2026 годы",
    "ky": "Жол коопсуздугу боюнча 2024–2026-жылдарга карата иш-чаралар планы",
    "kk": "Жол қауіпсіздігі жөніндегі 2024–2026 жылдарға арналған іс-шаралар жоспары",
    "en": "Action Plan on Road Safety in the Kyrgyz Republic for 2024–2026",
}
ITEMS = {
    "ru": """Задача 1. Обновить дорожные знаки

1. Составить перечень старых знаков. Ответственные исполнители: Министерство внутренних дел, Комитет национальной безопасности (по согласованию). Срок исполнения: II квартал 2024 года. Форма завершения: перечень. Финансирование: не требуется.

2. Заменить знаки. Ответственные исполнители: Министерство внутренних дел. Срок исполнения: 2025 год. Форма завершения: акт. Финансирование: 2024 год – 2,5 млн. тенге, 2025 год – 8,4 млн. тенге (РБ).
""",
    "en": """Task 1. Renew the road signs

1. List the old signs
Responsible: Ministry of Internal Affairs
Deadline: Q2 2024
Expected result: list
Budget: not required

2. Replace the signs
Responsible: Ministry of Internal Affairs
Deadline: 2025
Expected result: report
Budget: 8.4 million som
""",
    "kk": """1-міндет. Жол белгілерін жаңарту

1. Ескі белгілердің тізбесін жасау. Жауапты орындаушылар: Ішкі істер министрлігі. Орындау мерзімі: 2024 жылғы II тоқсан. Аяқталу нысаны: тізбе. Қаржыландыру: талап етілмейді.

2. Белгілерді ауыстыру. Жауапты орындаушылар: Ішкі істер министрлігі. Орындау мерзімі: 2025 жыл. Аяқталу нысаны: акт. Қаржыландыру: 8,4 млн. теңге (РБ).
""",
    "ky": """1-милдет. Жол белгилерин жаңыртуу

1. Эски белгилердин тизмесин түзүү. Жооптуу аткаруучулар: Ички иштер министрлиги. Аткаруу мөөнөтү: 2024-жылдын II кварталы. Күтүлгөн натыйжа: тизме. Каржылоо: талап кылынбайт.

2. Белгилерди алмаштыруу. Жооптуу аткаруучулар: Ички иштер министрлиги. Аткаруу мөөнөтү: 2025-жыл. Күтүлгөн натыйжа: отчет. Каржылоо: 8,4 млн сом.
""",
}
EXPECTED = {
    "ru": ("Составить перечень старых знаков", "II квартал 2024 года", "перечень", "Заменить знаки", "млн. тенге"),
    "en": ("List the old signs", "Q2 2024", "list", "Replace the signs", "million som"),
    "kk": ("Ескі белгілердің тізбесін жасау", "2024 жылғы II тоқсан", "тізбе", "Белгілерді ауыстыру", "млн. теңге"),
    "ky": ("Эски белгилердин тизмесин түзүү", "2024-жылдын II кварталы", "тизме", "Белгилерди алмаштыруу", "млн сом"),
}


@pytest.fixture
def read(extractor: Extractor) -> Callable[[str], Extraction]:
    return lambda text: extractor.extract("made-up.txt", iri.digest(text) * 6, text)


@pytest.mark.parametrize("language", TITLES)
def test_each_labelled_item_is_a_measure(language: str, read: Callable[[str], Extraction]):
    found = read(f"{TITLES[language]}\n\n{ITEMS[language]}\n")
    first, second = found.measures
    text, due, form, other, unit = EXPECTED[language]
    assert (first.number, first.text.text, first.deadline, first.completion_form) == ("1", text, due, form)
    assert first.funding_note is not None
    assert (second.number, second.text.text, second.unit) == ("2", other, unit)
    assert [str(a.amount * a.scale) for a in second.funding if a.year in (None, 2025)] == ["8400000.0"]
    assert {first.part_of, second.part_of} == {task.key for task in found.tasks}
    assert [task.number for task in found.tasks] == ["1"]
    for measure in found.measures:
        assert "executor" in {m.role for m in found.mandates if m.concerns == measure.key}


@pytest.mark.parametrize(
    "text",
    [
        # labels, but no item says who carries it out
        "1. Знаки. Срок: 2024 год. Форма завершения: акт.\n\n2. Краска. Срок: 2025 год. Форма завершения: акт.",
        # one item is no list
        "1. Знаки. Ответственные: Министерство внутренних дел. Срок: 2024 год.",
        # the label is a part of a longer phrase
        "1. Лица, ответственные за ведение реестра и хранение дел: список. Иные сроки хранения документов дела: год.\n\n2. То же.",
    ],
)
def test_what_is_no_list_of_measures(text: str, read: Callable[[str], Extraction]):
    assert read(f"{TITLES['ru']}\n\n{text}\n").measures == ()
