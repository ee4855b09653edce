"""Every opening of `openings/<language>.toml` tells which instruments the document itself sets out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Extractor
from extractors.word_tables import LANGUAGES
from ontology.records import Instrument
from ontology.registered import load_registry

LISTS = Path(__file__).resolve().parent / "openings"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def openings() -> Iterator[Any]:
    for language in LANGUAGES:
        rows = tomllib.loads((LISTS / f"{language}.toml").read_text(encoding="utf-8"))["opening"]
        yield from (pytest.param(row, id=f"{language}-{place}") for place, row in enumerate(rows, 1))


@pytest.mark.parametrize("row", list(openings()))
def test_a_document_is_the_instruments_that_its_opening_tells(row: dict[str, Any], extractor: Extractor) -> None:
    extraction = extractor.extract("x.txt", "0", row["text"])
    named = {instrument.key: instrument for instrument in extraction.instruments}
    own = [named[key] for key in extraction.own]
    assert row["own"] or not own
    for wanted in row["own"]:
        assert any(fits(wanted, instrument) for instrument in own), own


def fits(wanted: str, instrument: Instrument) -> bool:
    kind, number, day, years = wanted.split()
    period = f"{instrument.period_start}-{instrument.period_end}"
    printed = (instrument.type, (instrument.number or "").lower(), str(instrument.date), period)
    return all(want in ("-", said) for want, said in zip((kind, number.lower(), day, years), printed, strict=True))
