"""The officers of collegial bodies: found by their examples, left alone in their near misses, one who is said to be it is meant."""

from __future__ import annotations

import pytest

from extractors.names.tables import Officer, load_name_words
from extractors.pipeline import Extractor
from ontology.registered import load_registry

ROWS = [(words.language, row) for words in load_name_words() for row in words.officers]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def officers(extractor: Extractor, text: str, row: Officer) -> list[str]:
    return [m.match.name for m in extractor.find_names(text) if row.name in m.match.name.lower()]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{language}-{row.name}" for language, row in ROWS])
def test_an_officer_is_met_by_its_examples_and_not_by_its_near_misses(extractor: Extractor, language: str, row: Officer) -> None:
    assert row.examples and row.near_misses, language
    for example in row.examples:
        assert officers(extractor, example, row), example
    for text in row.near_misses:
        assert not officers(extractor, text, row), text


@pytest.mark.parametrize(
    ("text", "said", "meant"),
    [
        (
            "Совет по спорту (далее - Совет) работает. Рабочим органом Совета является Министерство юстиции Кыргызской Республики. "
            "Рабочий орган ведет записи.",
            "Рабочий орган",
            "Министерство юстиции Кыргызской Республики",
        ),
        (
            "Спорт жөніндегі кеңес (бұдан әрі – Кеңес) жұмыс істейді. Кеңестің жұмыс органы Қазақстан Республикасының Әділет министрлігі "
            "болып табылады. Кеңестің жұмыс органы хаттама жүргізеді.",
            "Кеңестің жұмыс органы",
            "Қазақстан Республикасының Әділет министрлігі",
        ),
        (
            "The Sports Council (hereinafter - the Council) works. The working body of the Council is the Ministry of Justice of the "
            "Kyrgyz Republic. The working body keeps records.",
            "working body",
            "Ministry of Justice of the Kyrgyz Republic",
        ),
    ],
)
def test_the_body_that_is_said_to_be_it_is_meant_from_there_on(extractor: Extractor, text: str, said: str, meant: str) -> None:
    keys = {text[m.start : m.end]: m.key for m in extractor.find_names(text)}

    assert keys[said] == keys[meant]


def test_an_officer_alone_is_of_nobody_where_two_bodies_are_defined(extractor: Extractor) -> None:
    text = "Совет по спорту (далее - Совет) и Комиссия по делам детей (далее - Комиссия) работают. Председатель утверждает план."

    assert "Председатель" not in {text[m.start : m.end] for m in extractor.find_names(text)}


def test_the_head_of_another_body_is_no_officer(extractor: Extractor) -> None:
    text = "Совет по спорту (далее - Совет) работает. В него входят министр, председатель Верховного суда Кыргызской Республики."

    assert "председатель" not in {text[m.start : m.end] for m in extractor.find_names(text)}
