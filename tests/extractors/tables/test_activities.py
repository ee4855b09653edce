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


BRACKETED = {
    "en": (
        "PROJECT DOCUMENT\n\nProject title: Safe Wells in the Kyrgyz Republic\nImplementing agency: UNICEF\n\n"
        "Outcome 1. Villagers in all districts drink clean water\n\nOutput 1.1. Wells are tested by district laboratories\n\n"
        "Activity 1.1.1: Train laboratory staff (Ministry of Health, UNICEF; by May 2025)\n\n"
        "Activity 1.1.2: Buy test kits for laboratories (UNICEF; Q2 2025)",
        ("Train laboratory staff", "by May 2025", "Buy test kits for laboratories", "Q2 2025"),
    ),
    "ru": (
        "ПРОЕКТНЫЙ ДОКУМЕНТ\n\nНазвание проекта: Чистая вода в Кыргызской Республике\nИсполняющее агентство: ЮНИСЕФ\n\n"
        "Итог 1. Жители сел пьют чистую воду\n\nРезультат 1.1. Районные лаборатории проверяют колодцы\n\n"
        "Мероприятие 1.1.1: Обучить лаборантов (Министерство здравоохранения Кыргызской Республики, ЮНИСЕФ; до мая 2025 года)\n\n"
        "Мероприятие 1.1.2: Закупить наборы для анализа (ЮНИСЕФ; II квартал 2025 года)",
        ("Обучить лаборантов", "до мая 2025 года", "Закупить наборы для анализа", "II квартал 2025 года"),
    ),
    "ky": (
        "ДОЛБООРДУН ДОКУМЕНТИ\n\nДолбоордун аталышы: Кыргыз Республикасындагы таза суу\nАткаруучу: ЮНИСЕФ\n\n"
        "1-натыйжа. Айылдыктар таза суу ичишет\n\n"
        "Иш-чара 1.1: Лаборанттарды окутуу (Кыргыз Республикасынын Саламаттык сактоо министрлиги, ЮНИСЕФ; 2025-жылдын май айына чейин)\n\n"
        "Иш-чара 1.2: Топтомдорду сатып алуу (ЮНИСЕФ; 2025-жылдын II кварталы)",
        ("Лаборанттарды окутуу", "2025-жылдын май айына чейин", "Топтомдорду сатып алуу", "2025-жылдын II кварталы"),
    ),
    "kk": (
        "ЖОБАНЫҢ ҚҰЖАТЫ\n\nЖобаның атауы: Қазақстан Республикасындағы таза су\nОрындаушы: ЮНИСЕФ\n\n"
        "1-нәтиже. Ауыл тұрғындары таза су ішеді\n\n"
        "1.1-іс-шара. Зертханашыларды оқыту (Қазақстан Республикасының Денсаулық сақтау министрлігі, ЮНИСЕФ; 2025 жылғы мамырға дейін)\n\n"
        "1.2-іс-шара. Жинақтарды сатып алу (ЮНИСЕФ; 2025 жылғы II тоқсан)",
        ("Зертханашыларды оқыту", "2025 жылғы мамырға дейін", "Жинақтарды сатып алу", "2025 жылғы II тоқсан"),
    ),
}


@pytest.mark.parametrize("language", BRACKETED)
def test_brackets_behind_activities_tell_who_carries_them_out_and_when(extractor: Extractor, language: str):
    text, (first, due, second, then) = BRACKETED[language]
    found = read(extractor, text)
    assert [(m.text.text, m.deadline) for m in found.measures] == [(first, due), (second, then)]
    assert all(m.evidence[0].end <= text.index("(", m.evidence[0].start) for m in found.measures)
    held = [sorted(x.holder.rsplit("/", 1)[-1] for x in found.mandates if x.concerns == m.key) for m in found.measures]
    assert [len(names) for names in held] == [2, 1] and held[1] == ["unicef"]
    assert {x.role for x in found.mandates if x.concerns == found.measures[0].key} == {"executor"}


def test_brackets_that_explain_the_words_stay_with_them(extractor: Extractor):
    text = (
        "PROJECT DOCUMENT\n\nProject title: Safe Wells in the Kyrgyz Republic\nImplementing agency: UNICEF\n\n"
        "Activity 1.1: Train laboratory staff in seven districts (Chui, Osh and five others)\n\n"
        "Activity 1.2: Buy kits that meet the standards (World Health Organization guidelines of 2017)\n\n"
        "Activity 1.3: Renew the register of the population census (2022)"
    )
    found = read(extractor, text)
    assert [m.text.text[-1] for m in found.measures] == [")", ")", ")"]
    assert {m.deadline for m in found.measures} == {None}
