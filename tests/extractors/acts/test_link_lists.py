"""Every sentence of `link_wordings/<language>.toml` tells the links that stand beside it, and no other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LISTS = Path(__file__).resolve().parent / "link_wordings"
PROGRAMMES = {
    "ky": "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо программасы\n",
    "kk": "Қазақстан Республикасында орманды қорғаудың 2023 – 2027 жылдарға арналған бағдарламасы\n",
    "ru": "Программа охраны лесов Кыргызской Республики на 2023-2027 годы\n",
    "en": "Forest Protection Programme of the Kyrgyz Republic for 2023-2027\n",
}
ACTS = {
    "ky": "Өкмөттүн 2015-жылдын 3-майындагы № 12 токтому\n",
    "kk": "Орман туралы\nҮкіметтің 2018 жылғы 15 наурыздағы № 12 қаулысы.\n",
    "ru": "Постановление Правительства Кыргызской Республики от 3 мая 2015 года № 12\n",
    "en": "Resolution of the Government of the Kyrgyz Republic No. 12 of 3 May 2015\n",
}


def wordings() -> Iterator[Any]:
    for language in PROGRAMMES:
        rows = tomllib.loads((LISTS / f"{language}.toml").read_text(encoding="utf-8"))["wording"]
        yield from (pytest.param(language, row, id=f"{language}-{place}") for place, row in enumerate(rows, 1))


@pytest.mark.parametrize(("language", "row"), list(wordings()))
def test_a_wording_tells_its_links(citing, language: str, row: dict[str, Any]) -> None:
    heading = ACTS[language] if row.get("act") else PROGRAMMES[language]
    told = {link for link in citing.link(heading + row["text"], language) if link[1] != "cites"}
    assert told == {tuple(link.replace("own", "programme2023").split()) for link in row["links"]}
