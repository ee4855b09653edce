"""A body of a state whose bodies are not registered is never taken for the one of the same name at home."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(
    "text",
    [
        "Долбоор Япониянын Өкмөтү тарабынан каржыланат.",
        "Долбоорду Германиянын Федералдык Өкмөтү колдойт.",
        "Түркиянын Ички иштер министрлиги менен биргеликте машыгуу өткөрүлөт.",
        "Жоба Жапония Үкіметінің қаражаты есебінен қаржыландырылады.",
        "Түркияның Ішкі істер министрлігімен бірлесіп жаттығу өткізіледі.",
        "Совместно с Министерством внутренних дел Турции проводятся учения.",
        "Проект финансируется Правительством Королевства Саудовская Аравия.",
        "Exercises are held jointly with the Ministry of Internal Affairs of Turkey.",
        "The Uzbek Ministry of Internal Affairs takes part.",
    ],
)
def test_a_body_of_another_state_is_not_ours(extractor: Extractor, text: str) -> None:
    assert not [m.key for m in extractor.find_names(text) if m.key.startswith(("body/kg/", "body/kz/"))]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ички иштер министрлиги машыгуу өткөрөт.", "body/kg/interior-ministry"),
        ("Япониянын элчилиги Ички иштер министрлигине жардам берет.", "body/kg/interior-ministry"),
        ("Министерство внутренних дел Кыргызской Республики проводит учения.", "body/kg/interior-ministry"),
        ("Қазақстан Республикасының Ішкі істер министрлігі жаттығу өткізеді.", "body/kz/interior-ministry"),
        ("The Ministry of Internal Affairs of the Kyrgyz Republic holds exercises.", "body/kg/interior-ministry"),
    ],
)
def test_a_body_at_home_is_found_beside_other_states(extractor: Extractor, text: str, key: str) -> None:
    assert key in {mention.key for mention in extractor.find_names(text)}
