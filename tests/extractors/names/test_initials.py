"""An abbreviation of which the document says nothing is the one body that it names and whose initials it is."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

PLAN = """План мероприятий по охране лесов Кыргызской Республики на 2025-2027 годы

{names} учет лесов.

№\tМероприятие\tСрок\tОтветственные исполнители
1\tПосадить лес\t2025 год\tНЦЛ
"""
CENTRE = "Национальный центр лесов при Правительстве Кыргызской Республики"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def executors(extractor: Extractor, names: str) -> list[str]:
    found = extractor.extract("x.txt", "0", PLAN.format(names=names))
    called = {body.key: body.names[0].text for body in found.bodies}
    measures = {measure.key for measure in found.measures}
    return [called[mandate.holder] for mandate in found.mandates if mandate.concerns in measures]


def test_initials_of_one_body_are_that_body_in_a_cell_too(extractor: Extractor) -> None:
    assert executors(extractor, f"{CENTRE} ведет") == ["Национальный центр лесов"]


def test_initials_of_two_bodies_stand_for_neither(extractor: Extractor) -> None:
    other = "Национальный центр литературы при Правительстве Кыргызской Республики"
    assert executors(extractor, f"Доклад готовит {other}. {CENTRE} ведет") == ["НЦЛ"]
