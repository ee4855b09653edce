"""The benchmarks measure what they say: the texts are the same each time, and the kept result has all figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.texts import EXAMPLES, mixed_citations, texts_of, varied
from extractors.pipeline import Extractor
from ontology.registered import load_registry

RESULT = Path(__file__).resolve().parents[2] / "benchmarks" / "result.json"


def test_kept_result_has_each_figure() -> None:
    result = json.loads(RESULT.read_text(encoding="utf-8"))
    assert set(result) == {"names", "citations", "pipeline", "start", "memory", "shapes"}
    assert all(value > 0 for value in result.values())


def test_made_up_texts_are_the_same_each_time() -> None:
    texts = texts_of([EXAMPLES])
    assert varied(texts, 2) == varied(texts, 2)
    assert varied(texts, 1) != texts
    assert mixed_citations(20) == mixed_citations(20)


def test_planted_citations_stand_in_the_text() -> None:
    text, acts, cases = mixed_citations(50)
    assert len(acts) == len(cases) == 50
    assert all(f"No. {number} " in text for number in acts)
    assert all(case in text for case in cases)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def test_all_planted_acts_are_found(extractor: Extractor) -> None:
    text, acts, _ = mixed_citations(50)
    found = [instrument.number for instrument in extractor.find_acts(text) for _ in instrument.mentions]
    assert sorted(number for number in found if number) == sorted(acts)
