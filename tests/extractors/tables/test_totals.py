"""Rows of totals in tables of our own."""

from __future__ import annotations

from extractors.pipeline import Extractor

PLAN = """ПРОГРАММА
развития лесов Кыргызской Республики на 2025–2026 годы

№
Мероприятие
Исполнители
Срок
2025, тыс. сомов
2026, тыс. сомов
Источник
1
Посадка саженцев в питомниках
Министерство природных ресурсов
2025 год
100
200
РБ
2
Ремонт лесных дорог
Министерство природных ресурсов
2026 год
300
400
РБ

ВСЕГО



400
600

ВСЕГО



50
60

в том числе МБ



100
200
"""


def test_each_total_left_open_has_its_place_in_a_table_without_marks(extractor: Extractor) -> None:
    read = extractor.extract("plan.txt", "0" * 64, PLAN)
    assert len(read.measures) == 2
    assert [entry for entry in read.unresolved if entry.reason == "the total of a part"]
    assert all(entry.evidence.start < entry.evidence.end for entry in read.unresolved)
