"""The article, point or paragraph that is cited is kept as printed, with the mention whose span holds it."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from graph.mapping import to_quads
from graph.terms import JK
from ontology.registered import load_registry


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        (
            "Кыргыз Республикасынын 2020-жылдын 11-мартындагы № 39 Мыйзамынын 6-беренесинин 2-пунктуна ылайык.",
            "6-беренесинин 2-пунктуна",
        ),
        (
            "Қазақстан Республикасының 2015 жылғы 5 мамырдағы № 31 Заңының 66-бабының 1) тармақшасына сәйкес.",
            "66-бабының 1) тармақшасына",
        ),
        (
            "В соответствии с подпунктом 1) пункта 2 статьи 66 Закона Кыргызской Республики от 11 марта 2020 года № 39.",
            "подпунктом 1) пункта 2 статьи 66",
        ),
        (
            "Pursuant to paragraph 3 of article 6 of the Law of the Kyrgyz Republic No. 39 of 11 March 2020.",
            "paragraph 3 of article 6",
        ),
        ("Pursuant to the Law of the Kyrgyz Republic No. 39 of 11 March 2020.", None),
    ],
)
def test_the_provision_is_kept_as_printed(extractor: Extractor, text: str, provision: str | None) -> None:
    extraction = extractor.extract("x.txt", "0" * 64, text)
    (act,) = extraction.instruments
    (mention,) = act.mentions
    assert mention.provision == provision
    assert provision is None or provision in text[mention.start : mention.end]
    published = [quad.object.value for quad in to_quads(extraction) if quad.predicate == JK.provision]
    assert published == ([provision] if provision else [])
