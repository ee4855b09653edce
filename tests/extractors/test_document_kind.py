"""The kind of a document is that of the instrument which it sets out, whatever else its title names."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "ПОСТАНОВЛЕНИЕ\nКабинета Министров Кыргызской Республики\nот 3 июня 2024 года № 311\n\n"
            "О мерах по исполнению законов и программ в сфере охраны лесов\n\n1. Министерству чрезвычайных ситуаций проверить посты.\n",
            "resolution",
        ),
        (
            "Қазақстан Республикасының Заңы 2024 жылғы 5 мамырдағы № 93-VIII\n\nОрмандарды қорғау бағдарламалары туралы\n\n"
            "1-бап. Осы Заң ормандарды қорғау бағдарламаларын реттейді.\n",
            "law",
        ),
        (
            "2025-2028-жылдарга токойлорду коргоо программасы\n\nПрограмманын максаты - мыйзамдарга ылайык токойлорду коргоо.\n",
            "programme",
        ),
        ("News of the week\n\nThe ministry held a meeting on forests.\n", "other"),
    ],
)
def test_the_kind_is_that_of_the_document_own_instrument(extractor: Extractor, text: str, kind: str) -> None:
    assert extractor.extract("x.txt", "0" * 64, text).document.kind == kind
