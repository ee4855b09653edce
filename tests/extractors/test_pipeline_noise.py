"""The whole pipeline over texts cut and littered with what real files hold: no fault, and every evidence inside the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.pipeline import Extractor
from extractors.sentences import cut_long, sentence_bounds
from graph.mapping import to_quads
from ontology.registered import load_registry

LITTER = (
    "\t",
    "\n",
    "\t\n",
    "\n\n",
    "№",
    "(",
    '"',
    "«",
    ":",
    "1)",
    "- ",
    "\u00ad",
    "\u202e",
    "\u200b",
    "İ",
    "🙂",
    "\r\n",
    "*",
    "\x0b",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


@pytest.fixture(scope="module")
def texts(root: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((root / "examples" / "corpus").glob("*.txt"))]


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_littered_text_is_read_without_a_fault(data: st.DataObject, extractor: Extractor, texts: list[str]) -> None:
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text) - 1))
    text = text[start : start + data.draw(st.integers(1, 2000))]
    for place, litter in data.draw(st.lists(st.tuples(st.integers(0, 2000), st.sampled_from(LITTER)), max_size=12)):
        text = text[:place] + litter + text[place:]
    assert list(to_quads(extractor.extract("littered.txt", "0" * 64, text)))


def test_zero_width_character_at_the_end_of_a_heading_is_no_fault(extractor: Extractor) -> None:
    assert extractor.extract("x.txt", "0" * 64, "МЫЙЗАМ\u200b").document.language == "ky"


def test_paragraph_of_characters_without_width_is_no_fault(extractor: Extractor) -> None:
    text = "2023-2027-жылдарга экстремизмге каршы аракеттенүү программасы\n\n\u00ad\n\n- иш алып баруу"
    assert extractor.extract("x.txt", "0" * 64, text).document.kind == "programme"


def test_a_page_of_a_portal_saved_as_plain_text_is_the_act_itself(extractor: Extractor) -> None:
    act = "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ\n\n2020-жылдын 11-мартындагы № 39\n\nҮлгү иштер жөнүндө\n\n1-статья. Бул Мыйзам үлгү иштерди жөнгө салат.\n"
    page = (
        "Система Orphus\nRTF Print OpenData\nДокумент Маалым дарек Шилтеме документтер\nРедакция:      кыргызча  |  на русском\n\n"
        "Описание: Описание: C:\\Users\\User\\AppData\\Local\\Temp\\document.files\\image001.jpg\n\n"
    )
    plain, saved = (extractor.extract("x.txt", "0" * 64, text) for text in (act, page + act))
    assert (saved.document.language, saved.document.kind) == (plain.document.language, plain.document.kind) == ("ky", "law")
    assert [each.key for each in saved.instruments] == [each.key for each in plain.instruments] == ["act/kg/law/2020-03-11/39"]


def test_a_sentence_without_measure_is_cut_at_blanks() -> None:
    text = "Закон от 5 мая 2019 года № 5, " * 1000
    bounds = list(cut_long(text, 0, len(text)))
    assert all(end - start <= 4000 and text[start - 1 : start] in ("", " ") for start, end in bounds)
    assert " ".join(text[start:end] for start, end in bounds).split() == text.split()
    assert sentence_bounds('"' + "Сөз бар. " * 3000, 0, 27_000)[-1][1] == 27_000  # a quote that is never closed
