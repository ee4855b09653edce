"""What a statute lists below words that name no body is what its title's body has to do."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

STATUTES = {
    "ru": (
        "ПОЛОЖЕНИЕ\nо Министерстве юстиции Кыргызской Республики\n\n1. Общие положения\n\n"
        "1. Министерство юстиции Кыргызской Республики находится в городе Бишкеке.\n\n"
        "7. Функции:\n\n1) функции отраслевой политики:\n\n- ведет реестр нотариусов;\n\n- хранит старые книги;\n\n"
        "2) функции контроля:\n\n- проверяет жалобы на нотариусов.\n"
    ),
    "en": (
        "Regulations on the Ministry of Justice of the Kyrgyz Republic\n\n1. General provisions\n\n"
        "1. The Ministry of Justice of the Kyrgyz Republic sits in Bishkek.\n\n"
        "7. Functions:\n\n1) industry policy functions:\n\n- keeps the register of notaries;\n\n- stores the old books;\n\n"
        "2) control functions:\n\n- checks complaints about notaries.\n"
    ),
    "ky": (
        "Кыргыз Республикасынын Юстиция министрлиги жөнүндө жобо\n\n1. Жалпы жоболор\n\n"
        "1. Кыргыз Республикасынын Юстиция министрлиги Бишкек шаарында жайгашкан.\n\n"
        "7. Функциялары:\n\n1) нотариустардын реестрин жүргүзөт;\n\n2) эски китептерди сактайт;\n\n3) арыздарды текшерет.\n"
    ),
    "kk": (
        "Қазақстан Республикасының Әділет министрлігі туралы ереже\n\n1. Жалпы ережелер\n\n"
        "1. Қазақстан Республикасының Әділет министрлігі Астана қаласында орналасқан.\n\n"
        "7. Функциялары:\n\n1) нотариустардың тізілімін жүргізеді;\n\n2) ескі кітаптарды сақтайды;\n\n3) шағымдарды тексереді.\n"
    ),
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize("language", STATUTES)
def test_functions_without_a_body_are_those_of_the_body_in_the_title(extractor: Extractor, language: str) -> None:
    found = extractor.extract("x.txt", "0", STATUTES[language])

    duties = [mandate for mandate in found.mandates if mandate.concerns in {function.key for function in found.functions}]
    assert len(duties) == 3
    assert len({mandate.holder for mandate in duties}) == 1


def test_the_same_list_outside_of_a_statute_is_nobodys(extractor: Extractor) -> None:
    found = extractor.extract("x.txt", "0", STATUTES["ru"].replace("ПОЛОЖЕНИЕ\nо Министерстве", "Книга о Министерстве"))

    assert not found.mandates
