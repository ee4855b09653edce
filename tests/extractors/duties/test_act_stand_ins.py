"""Pronouns and bare nouns for an act named before, in made-up sentences of acts and of the page of a project."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

HEAD = {
    "ky": "Кыргыз Республикасынын Министрлер Кабинетинин 2024-жылдын 5-мартындагы № 100 токтому\n\n",
    "kk": "Қазақстан Республикасы Үкіметінің 2024 жылғы 5 наурыздағы № 100 қаулысы\n\n",
}
# language, sentence, role, what the key of the act holds; '' where the words stand for none
CASES = [
    ("ky", "«Таза суу» долбоорун Дүйнөлүк банк каржылайт, аны Юстиция министрлиги ишке ашырат.", "executor", "таза-суу"),
    (
        "ky",
        "«Таза суу» программасы 2030-жылга чейин эсептелген. Анын аткарылышын Юстиция министрлиги көзөмөлдөйт.",
        "monitor",
        "таза-суу",
    ),
    ("ky", "«Таза суу» долбоору башталды. Ал Дүйнөлүк банк тарабынан каржыланат.", "funder", "таза-суу"),
    ("ky", "«Таза суу» программасына ылайык отчет даярдалат, аны Юстиция министрлиги бекитет.", "approver", ""),
    ("ky", "«Таза суу» программасын ишке ашыруу кечикти. Аны Юстиция министрлиги көзөмөлдөйт.", "monitor", ""),
    ("kk", "«Таза су» жобасын Дүниежүзілік банк қаржыландырады, оны Әділет министрлігі іске асырады.", "executor", "таза-су"),
    (
        "kk",
        "«Таза су» бағдарламасы 2030 жылға дейін есептелген. Оның орындалуын Әділет министрлігі бақылайды.",
        "monitor",
        "таза-су",
    ),
    ("kk", "«Таза су» бағдарламасына сәйкес есеп дайындалады, оны Әділет министрлігі бекітеді.", "approver", ""),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(("language", "sentence", "role", "act"), CASES)
def test_pronoun_stands_for_the_act_of_the_words_before(
    extractor: Extractor, language: str, sentence: str, role: str, act: str
) -> None:
    facts = extractor.extract("x.txt", "0", HEAD[language] + sentence)
    acts = {instrument.key for instrument in facts.instruments}
    concerned = [mandate.concerns for mandate in facts.mandates if mandate.role == role]
    assert [key for key in concerned if key in acts and act and act in key] if act else not acts & set(concerned)
