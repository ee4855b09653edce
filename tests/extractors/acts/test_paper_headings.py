"""Papers that no number tells: the words of their kind head them, over one line or several."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        (
            "Memorandum of Understanding between the Forest Service and the Fire Academy on the watch over dry grass\n\n"
            "The Forest Service shall train guards.\n",
            "treaty",
            "Memorandum of Understanding between the Forest Service and the Fire Academy on the watch over dry grass",
        ),
        (
            "MEMORANDUM OF COOPERATION\nBETWEEN\nTHE FOREST SERVICE\nAND\nTHE FIRE ACADEMY\n\nOsh, 5 May 2022\n\n1. The Forest Service "
            "shall train guards.\n",
            "treaty",
            "MEMORANDUM OF COOPERATION BETWEEN THE FOREST SERVICE AND THE FIRE ACADEMY",
        ),
        (
            "TERMS OF REFERENCE\n\nof the Steering Committee on dry grass\n\n1. The Steering Committee approves plans.\n",
            "regulation",
            "TERMS OF REFERENCE of the Steering Committee on dry grass",
        ),
        (
            "DRY GRASS IN THE SOUTH: AN INSTITUTIONAL ASSESSMENT\n\nThe Forest Service trains guards.\n",
            "study",
            "DRY GRASS IN THE SOUTH: AN INSTITUTIONAL ASSESSMENT",
        ),
        (
            "Needs Assessment of the Watch over Dry Grass\n\nThe Forest Service trains guards.\n",
            "study",
            "Needs Assessment of the Watch over Dry Grass",
        ),
        (
            "МЕМОРАНДУМ О ВЗАИМОПОНИМАНИИ\nмежду лесной службой и пожарной академией\n\n1. Стороны обмениваются опытом.\n",
            "treaty",
            "МЕМОРАНДУМ О ВЗАИМОПОНИМАНИИ между лесной службой и пожарной академией",
        ),
        (
            "Токой кызматы менен өрт академиясынын ортосундагы өз ара түшүнүшүү жөнүндө меморандум\n\n1. Тараптар тажрыйба алмашат.\n",
            "treaty",
            "Токой кызматы менен өрт академиясынын ортосундагы өз ара түшүнүшүү жөнүндө меморандум",
        ),
        (
            "Орман қызметі мен өрт академиясы арасындағы өзара түсіністік туралы меморандум\n\n1. Тараптар тәжірибе алмасады.\n",
            "treaty",
            "Орман қызметі мен өрт академиясы арасындағы өзара түсіністік туралы меморандум",
        ),
    ],
)
def test_the_words_of_its_kind_head_a_paper(extractor: Extractor, text: str, kind: str, title: str) -> None:
    own = extractor.extract("a.txt", "0", text).instruments[0]

    assert (own.type, own.titles[0].text) == (kind, title)


@pytest.mark.parametrize(
    "text",
    [
        "Memorandum signed between the Forest Service and the Fire Academy\n\nThe Forest Service trains guards.\n",
        "Agreement\n\nWe agree that grass is dry.\n",
        "Меморандум подписан лесной службой\n\nСлужба проводит курсы.\n",
    ],
)
def test_news_of_a_paper_are_no_paper(extractor: Extractor, text: str) -> None:
    assert not extractor.extract("a.txt", "0", text).instruments


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        (
            "Memorandum of Understanding between the Ministry of Justice of the Kyrgyz Republic and UNICEF\n\nThe Ministry of Justice of "
            'the Kyrgyz Republic, hereinafter referred to as "the Ministry", and UNICEF, hereinafter jointly referred to as "the '
            'Parties", have agreed as follows:\n\n1. The Ministry will open courses for judges.\n',
            ("Ministry of Justice of the Kyrgyz Republic", "open courses for judges"),
        ),
        (
            "Memorandum of Understanding between the Ministry of Justice of the Kyrgyz Republic and UNICEF\n\nThe Ministry of Justice of "
            'the Kyrgyz Republic and UNICEF, hereinafter jointly referred to as "the Parties", have agreed as follows:\n\n'
            "1. Each Party shall pay for its own travel.\n",
            ("Parties", "pay for its own travel"),
        ),
        (
            "Меморандум о взаимопонимании между Министерством юстиции Кыргызской Республики и ЮНИСЕФ\n\nМинистерство юстиции "
            'Кыргызской Республики, именуемое в дальнейшем "Министерство", и ЮНИСЕФ, совместно именуемые "Стороны", договорились о '
            "нижеследующем:\n\n1. Министерство проводит курсы для судей.\n",
            ("Министерство юстиции Кыргызской Республики", "проводит курсы для судей"),
        ),
    ],
)
def test_its_points_bind_those_that_it_defines(extractor: Extractor, text: str, duty: tuple[str, str]) -> None:
    read = extractor.extract("a.txt", "0", text)
    names = {body.key: body.names[0].text for body in read.bodies}
    words = {function.key: function.text.text for function in read.functions}

    assert [(names[m.holder], words[m.concerns]) for m in read.mandates] == [duty]


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        (
            "MEMORANDUM OF UNDERSTANDING\n\nbetween the forest services of two valleys on the watch over fires\n\n"
            "Article 1. This Memorandum enters into force at once.\n",
            "treaty",
            "MEMORANDUM OF UNDERSTANDING between the forest services of two valleys on the watch over fires",
        ),
        (
            "СОГЛАШЕНИЕ\n\nмежду лесными службами двух долин о тушении пожаров\n\nСтатья 1. Настоящее Соглашение бессрочно.\n",
            "treaty",
            "СОГЛАШЕНИЕ между лесными службами двух долин о тушении пожаров",
        ),
        (
            "Токойлорду өрттөн биргелешип коргоо жөнүндө\n\nМАКУЛДАШУУ\n\n1-берене. Ушул Макулдашуу мөөнөтсүз.\n",
            "treaty",
            "Токойлорду өрттөн биргелешип коргоо жөнүндө МАКУЛДАШУУ",
        ),
        (
            "Ормандарды өрттен бірлесіп қорғау туралы\n\nКЕЛІСІМ\n\n1-бап. Осы Келісім мерзімсіз.\n",
            "treaty",
            "Ормандарды өрттен бірлесіп қорғау туралы КЕЛІСІМ",
        ),
    ],
)
def test_a_paper_with_a_bare_heading_is_its_own_instrument(extractor: Extractor, text: str, kind: str, title: str) -> None:
    extraction = extractor.extract("x.txt", "0" * 64, text)
    assert extraction.document.kind == kind
    assert [(i.type, i.titles[0].text) for i in extraction.instruments] == [(kind, title)]
    (found,) = extraction.instruments
    assert {text[m.start : m.end].split("\n")[0] for m in found.mentions if m.method == "instrument-short"}  # 'this Memorandum'


def test_this_agreement_is_never_one_that_was_cited_before(extractor: Extractor) -> None:
    text = (
        "News of the valley\n\nThe valley signed the Convention on the Rights of the Child of 20 November 1989 long ago.\n\n"
        "This Convention is read in schools.\n"
    )
    extraction = extractor.extract("x.txt", "0" * 64, text)
    start = text.index("This Convention")
    assert not [m for i in extraction.instruments for m in i.mentions if m.start >= start]


def test_a_heading_whose_neighbour_is_a_sentence_is_no_title(extractor: Extractor) -> None:
    text = "AGREEMENT\n\nThe shepherds met on Monday and talked about grass.\n"
    assert extractor.extract("x.txt", "0" * 64, text).instruments == ()
