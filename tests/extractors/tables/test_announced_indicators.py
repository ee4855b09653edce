"""Indicators that one sentence lists with the values of one year, each with its earlier value in brackets."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

RU = "Концепция развития горного туризма в Кыргызской Республике на 2025–2030 годы\n\nV. Мониторинг\n\n"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def indicators(extractor: Extractor, text: str) -> list[tuple[str, str | None, list[str]]]:
    found = extractor.extract("x.txt", "ab" * 32, text).indicators
    return [(i.text.text, i.unit, [f"{v.year} {v.as_printed}" for v in i.values]) for i in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RU
            + "Успешность Концепции будет оцениваться по следующим ориентирам к 2030 году: доля групп, не прошедших регистрацию, – не более "
            "6 процентов (в 2024 году – 11 процентов); число несчастных случаев – не более 50 в год (в 2024 году – 97).",
            [
                ("доля групп, не прошедших регистрацию", "процентов", ["2024 11", "2030 6"]),
                ("число несчастных случаев", None, ["2024 97", "2030 50"]),
            ],
        ),
        (
            "National Strategy of the Kyrgyz Republic on Safe Roads for 2025–2029\n\nVI. Monitoring\n\nSuccess will be measured by the following "
            "indicators by 2029: the share of drivers without a belt – no more than 15 % (2024 – 40 %); deaths in accidents – at most 500.",
            [("the share of drivers without a belt", "%", ["2024 40", "2029 15"]), ("deaths in accidents", None, ["2029 500"])],
        ),
        (
            "2025-2030-жылдарга суу ресурстарын сактоо концепциясы\n\n6. Мониторинг\n\nКонцепциянын ийгилиги 2030-жылга карата төмөнкү көрсөткүчтөр "
            "боюнча бааланат: эсептегичи бар чарбалардын үлүшү – кеминде 60 % (2024-жылы – 12 %); сууну жоготуу – 20 % (2024-жылы – 35 %).",
            [("эсептегичи бар чарбалардын үлүшү", "%", ["2024 12", "2030 60"]), ("сууну жоготуу", "%", ["2024 35", "2030 20"])],
        ),
        (
            "2025 – 2027 жылдарға арналған орман қорғау тұжырымдамасы\n\n5. Мониторинг\n\nТабыстылық 2027 жылға қарай мынадай көрсеткіштер бойынша "
            "бағаланады: өрт шыққан аумақ – 5 % (2024 жылы – 12 %); көшеттердің саны – кемінде 500 000 дана (2024 жылы – 200 000).",
            [("өрт шыққан аумақ", "%", ["2024 12", "2027 5"]), ("көшеттердің саны", "дана", ["2024 200 000", "2027 500 000"])],
        ),
    ],
)
def test_a_sentence_lists_indicators_for_one_year(
    extractor: Extractor, text: str, expected: list[tuple[str, str | None, list[str]]]
):
    assert indicators(extractor, text) == expected


@pytest.mark.parametrize(
    "said",
    [
        "Показатели 2023 года: доля групп без регистрации – 11 процентов; число погибших – 9 человек.",  # before the programme
        "По ориентирам к 2030 году предстоит: разметить тропы; обучить – не менее 9 гидов.",  # an item without a value
        "К 2030 году будут открыты: школы гидов – 11; приюты – 9.",  # no word for indicators
    ],
)
def test_other_lists_of_figures_are_none(extractor: Extractor, said: str):
    assert indicators(extractor, RU + said) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "PROJECT DOCUMENT\n\nProject title: Village Libraries in the Kyrgyz Republic\nImplementing agency: UNDP\n\n"
            "Indicator 1.1: Share of villagers with a card. Baseline (2024): 12 %. Target (2026): 30 %. Source: annual survey.",
            "Share of villagers with a card",
        ),
        (
            "PROJECT DOCUMENT\n\nProject title: Village Libraries in the Kyrgyz Republic\nImplementing agency: UNDP\n\n"
            "Indicator 1.1: Share of villagers with a card. Baseline: 12 % (2024). Target: 30 % (2026). Source: annual survey.",
            "Share of villagers with a card",
        ),
        (
            "ПРОЕКТНЫЙ ДОКУМЕНТ\n\nНазвание проекта: Сельские библиотеки Кыргызской Республики\nИсполняющее агентство: ЮНИСЕФ\n\n"
            "Показатель 1.1: Доля сельчан с билетом. Базовое значение (2024 г.): 12 %. Целевое значение (2026 г.): 30 %. Источник данных: опрос.",
            "Доля сельчан с билетом",
        ),
        (
            "ЖОБАНЫҢ ҚҰЖАТЫ\n\nЖобаның атауы: Қазақстан Республикасындағы ауыл кітапханалары\nОрындаушы: ЮНИСЕФ\n\n"
            "1.1-көрсеткіш: Билеті бар тұрғындардың үлесі. Базалық мәні (2024 ж.): 12 %. Нысаналы мәні (2026 ж.): 30 %. Ақпарат көзі: сауалнама.",
            "Билеті бар тұрғындардың үлесі",
        ),
        (
            "ДОЛБООРДУН ДОКУМЕНТИ\n\nДолбоордун аталышы: Кыргыз Республикасындагы айыл китепканалары\nАткаруучу: ЮНИСЕФ\n\n"
            "Көрсөткүч 1.1: Билети бар айылдыктардын үлүшү. Базалык мааниси (2024-ж.): 12 %. Максаттуу мааниси (2026-ж.): 30 %.",
            "Билети бар айылдыктардын үлүшү",
        ),
    ],
)
def test_labels_of_baseline_and_target_are_no_part_of_the_indicator(extractor: Extractor, text: str, name: str):
    assert indicators(extractor, text) == [(name, "%", ["2024 12", "2026 30"])]
