"""Duties without a holder: the forms meet their examples and miss their near misses, and whole documents give functions alone."""

from __future__ import annotations

import pytest

from extractors.duties.unheld import load_unheld_words, read_sentence
from extractors.pipeline import Extractor
from extractors.word_tables import LANGUAGES
from ontology.registered import load_registry

HEADS = {
    "ky": "Өкмөттүн 2024-жылдын 5-мартындагы № 100 токтому\n\n",
    "kk": "Орман туралы\nҚазақстан Республикасы Үкіметінің 2024 жылғы 5 наурыздағы № 100 қаулысы\n\n",
    "ru": "Постановление Правительства Кыргызской Республики от 5 марта 2024 года № 100\n\n",
    "en": "Resolution of the Government of the Kyrgyz Republic No. 100 of 5 March 2024\n\n",
}
STATED = {
    "ky": "Кайрылуулардын реестри жыл сайын жаңыртылууга тийиш.",
    "kk": "Өтініштердің тізілімі жыл сайын жаңартылуға тиіс.",
    "ru": "Реестр обращений должен быть опубликован до конца года.",
    "en": "The register of complaints shall be published every year.",
}
HELD = {
    "ky": "Юстиция министрлиги тарабынан кайрылуулардын реестри жыл сайын жаңыртылууга тийиш.",
    "kk": "Әділет министрлігі өтініштердің тізілімін жыл сайын жаңартуға тиіс.",
    "ru": "Реестр обращений должен быть опубликован Министерством юстиции до конца года.",
    "en": "The register of complaints shall be published by the Ministry of Justice every year.",
}
BELOW_A_BODY = "The Ministry of Justice shall see to the following:\n\n1) the register shall be published every year;\n\n2) complaints shall be handled.\n"

EXAMPLES = [
    (language, form, text) for language in LANGUAGES for form in load_unheld_words(language).forms for text in form.examples
]
MISSES = [(language, text) for language in LANGUAGES for form in load_unheld_words(language).forms for text in form.near_misses]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def unheld(extractor: Extractor, text: str) -> list[str]:
    functions = extractor.extract("x.txt", "0", text).functions
    return [f.text.text for f in functions if f.evidence[0].method.startswith("unheld:")]


@pytest.mark.parametrize(("language", "form", "text"), EXAMPLES)
def test_a_form_meets_its_examples(language: str, form, text: str) -> None:
    sentence, _, duty = text.partition(" => ")
    found = read_sentence(sentence, load_unheld_words(language))
    assert found is not None
    assert (found[0].identifier, sentence[slice(*found[1])]) == (form.identifier, duty)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_duty_of_any_words_is_not_tried_from_each_character_on(language: str) -> None:
    assert not [
        form for form in load_unheld_words(language).forms if form.pattern.pattern.startswith(("(?P<what>[", "(?P<what>."))
    ]


@pytest.mark.parametrize(("language", "text"), MISSES)
def test_no_form_meets_a_near_miss(language: str, text: str) -> None:
    assert read_sentence(text, load_unheld_words(language)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_duty_without_a_holder_is_a_function_that_nobody_has(language: str, extractor: Extractor) -> None:
    extraction = extractor.extract("x.txt", "0", HEADS[language] + STATED[language])
    (function,) = (f for f in extraction.functions if f.evidence[0].method.startswith("unheld:"))
    place = function.evidence[0]
    assert extraction.document.text[place.start : place.end].lower() in STATED[language].lower()
    assert function.key not in {mandate.concerns for mandate in extraction.mandates}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_names_a_body_states_none(language: str, extractor: Extractor) -> None:
    assert unheld(extractor, HEADS[language] + HELD[language]) == []


def test_the_items_below_a_body_are_its_own(extractor: Extractor) -> None:
    assert unheld(extractor, HEADS["en"] + BELOW_A_BODY) == []


def test_a_document_that_is_no_instrument_states_none(extractor: Extractor) -> None:
    assert unheld(extractor, "News of the day\n\n" + STATED["en"]) == []
