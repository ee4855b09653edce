"""A regulation that the document sets out is named again by the words of its title, in any case."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

STAMPS = {
    "ky": "Кыргыз Республикасынын Министрлер Кабинетинин 2024-жылдын 3-майындагы № 12 токтомуна тиркеме\n\n",
    "kk": "Қазақстан Республикасы Үкіметінің 2024 жылғы 3 мамырдағы № 12 қаулысына қосымша\n\n",
    "ru": "Приложение к постановлению Кабинета Министров Кыргызской Республики от 3 мая 2024 года № 12\n\n",
    "en": "Annex to Resolution of the Cabinet of Ministers of the Kyrgyz Republic No. 12 of 3 May 2024\n\n",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(
    ("language", "title", "sentence", "again"),
    [
        (
            "ky",
            "Сугат суусун эсепке алуу эрежелери",
            "Ушул Сугат суусун эсепке алуу эрежелерин министрлик колдонот.",
            "Сугат суусун эсепке алуу эрежелерин",
        ),
        (
            "kk",
            "Суару суын есепке алу қағидалары",
            "Осы Суару суын есепке алу қағидаларын министрлік қолданады.",
            "Суару суын есепке алу қағидаларын",
        ),
        (
            "ru",
            "Правила учета оросительной воды",
            "Настоящими Правилами учета оросительной воды пользуется министерство.",
            "Правилами учета оросительной воды",
        ),
    ],
)
def test_a_title_is_found_again(extractor: Extractor, language: str, title: str, sentence: str, again: str) -> None:
    found = extractor.extract("x.txt", "0", f"{STAMPS[language]}{title}\n\n1. {sentence}\n")
    (rules,) = [act for act in found.instruments if act.type == "regulation"]
    said = [found.document.text[place.start : place.end] for place in rules.mentions]
    assert any(words.endswith(again) for words in said[1:]), said


def test_a_title_of_two_words_is_not_looked_for(extractor: Extractor) -> None:
    found = extractor.extract("x.txt", "0", f"{STAMPS['ru']}Правила торговли\n\n1. По правилам торговли товар проверяют.\n")
    assert all(len(act.mentions) < 2 for act in found.instruments if act.type == "regulation")
