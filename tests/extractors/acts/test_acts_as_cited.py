"""Every sentence of `cited/<language>.toml` names the act or paper that stands beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Extractor
from extractors.word_tables import LANGUAGES
from ontology.registered import load_registry

LISTS = Path(__file__).resolve().parent / "cited"
HEADS = {
    "ky": "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо программасы\n\n1. Жалпы жоболор\n\n",
    "kk": "Қазақстан Республикасында орманды қорғаудың 2023 – 2027 жылдарға арналған бағдарламасы\n\n1. Жалпы ережелер\n\n",
    "ru": "Программа охраны лесов Кыргызской Республики на 2023-2027 годы\n\nГлава 1. Общие положения\n\n",
    "en": "Forest Protection Programme of the Kyrgyz Republic for 2023-2027\n\n1. General provisions\n\n",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def sentences() -> Iterator[Any]:
    for language in LANGUAGES:
        rows = tomllib.loads((LISTS / f"{language}.toml").read_text(encoding="utf-8"))["cited"]
        yield from (pytest.param(language, row, id=f"{language}-{place}") for place, row in enumerate(rows, 1))


@pytest.mark.parametrize(("language", "row"), list(sentences()))
def test_an_act_is_told_from_the_way_it_is_cited(language: str, row: dict[str, Any], extractor: Extractor) -> None:
    extraction = extractor.extract("x.txt", "0", HEADS[language] + row["text"])
    found = [
        (i.type, (i.number or "-").lower(), str(i.date or "-"))
        for i in extraction.instruments
        if any(place.start >= len(HEADS[language]) for place in i.mentions)
    ]
    wanted = tuple(row["act"].lower().split())
    assert any(all(w in ("-", f) for w, f in zip(wanted, told, strict=True)) for told in found), found
