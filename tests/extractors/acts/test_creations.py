"""Every sentence of `creations/<language>.toml` tells which act set up which body, and no more."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

LISTS = Path(__file__).resolve().parent / "creations"
ACTS = {
    "ky": "Кыргыз Республикасынын Министрлер Кабинетинин 2022-жылдын 3-майындагы № 12 токтому\n\n",
    "kk": "Орман туралы\n\nҚазақстан Республикасы Үкіметінің 2022 жылғы 15 наурыздағы № 12 қаулысы\n\n",
    "ru": "Постановление Кабинета Министров Кыргызской Республики от 3 мая 2022 года № 12\n\n",
    "en": "Resolution of the Cabinet of Ministers of the Kyrgyz Republic No. 12 of 3 May 2022\n\n",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def wordings() -> Iterator[Any]:
    for language in ACTS:
        rows = tomllib.loads((LISTS / f"{language}.toml").read_text(encoding="utf-8"))["wording"]
        yield from (pytest.param(language, row, id=f"{language}-{place}") for place, row in enumerate(rows, 1))


@pytest.mark.parametrize(("language", "row"), list(wordings()))
def test_a_wording_tells_what_was_set_up(extractor: Extractor, language: str, row: dict[str, Any]) -> None:
    heading = ACTS[language] if row.get("act") else ""
    found = extractor.extract("x.txt", "0", heading + row["text"])
    names = {body.key: body.names[0].text.lower() for body in found.bodies}
    numbers = {act.key: "own" if act.key in found.own else act.number for act in found.instruments}
    told = [(numbers[link.source], names[link.target]) for link in found.links if link.link_type == "creates"]
    wanted = [made.lower().split(": ") for made in row["made"]]
    assert len(told) == len(wanted)
    assert all(any(act == number and name.startswith(body) for number, name in told) for act, body in wanted), told
