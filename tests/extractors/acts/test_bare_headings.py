"""Papers whose heading is the word of their type and little else: the title stands in the block beside it."""

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
