"""Every line of `namings/<language>.toml` names the bodies that stand in braces, and no others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.names.mentions import BodyIndex
from extractors.pipeline import Extractor
from extractors.word_tables import LANGUAGES
from ontology.registered import Registry, load_registry

LISTS = Path(__file__).resolve().parent / "namings"
HEADS = {
    "ky": "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо программасы\n\n1. Жалпы жоболор\n\n",
    "kk": "Қазақстан Республикасында орманды қорғаудың 2023 – 2027 жылдарға арналған бағдарламасы\n\n1. Жалпы ережелер\n\n",
    "ru": "Программа охраны лесов Кыргызской Республики на 2023-2027 годы\n\nГлава 1. Общие положения\n\n",
    "en": "Forest Protection Programme of the Kyrgyz Republic for 2023-2027\n\n1. General provisions\n\n",
}
MARKED = re.compile(r"\{([^{}|]+)\|([a-z/]+)(?:\|([^{}|]+))?\}")


class Named(NamedTuple):
    """A body that a line names: where in the document, of what kind, and a part of which one."""

    start: int
    end: int
    kinds: str  # parted by strokes, where it may be either
    parent: str | None


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def extractor(registry: Registry) -> Extractor:
    return Extractor.load(registry)


def lines() -> Iterator[object]:
    """The lines of all lists; those under `open` are known not to hold."""
    for language in LANGUAGES:
        for naming in tomllib.loads((LISTS / f"{language}.toml").read_text(encoding="utf-8"))["naming"]:
            for number, line in enumerate(naming["lines"], 1):
                yield pytest.param(language, line, id=f"{language}: {naming['how']} {number}")
            for number, line in enumerate(naming.get("open", []), 1):
                mark = pytest.mark.xfail(strict=True, reason="not told by any rule")
                yield pytest.param(language, line, id=f"{language}: {naming['how']} open {number}", marks=mark)


@pytest.mark.parametrize(("language", "line"), list(lines()))
def test_a_body_is_told_from_the_way_it_is_named(language: str, line: str, extractor: Extractor, registry: Registry) -> None:
    text, wanted = read_line(language, line)
    reading = extractor.reading("x.txt", "0" * 64, text)
    index, _ = extractor.bodies(reading, extractor.definitions(reading))
    assert faults(index, wanted, text, registry) == []


def read_line(language: str, line: str) -> tuple[str, list[Named]]:
    """The document that the line is in, and what it names."""
    text, wanted, place = HEADS[language], [], 0
    for match in MARKED.finditer(line):
        text += line[place : match.start()]
        wanted.append(Named(len(text), len(text) + len(match[1]), match[2], match[3]))
        text, place = text + match[1], match.end()
    return text + line[place:] + "\n", wanted


def faults(index: BodyIndex, wanted: list[Named], text: str, registry: Registry) -> list[str]:
    """What is not as the line says; a body inside the name of one that it says is named too."""
    head = max(len(each) for each in HEADS.values() if text.startswith(each))
    found = [m for m in index.mentions if m.start >= head]
    told: list[str] = []
    for body in wanted:
        same = [index.bodies[m.key] for m in found if (m.start, m.end) == body[:2]]
        parents = [name for b in same if b.parent for name in names(index, registry, b.parent)]
        name = text[body.start : body.end]
        if not same:
            told.append(f"missed: {name}")
        elif same[0].kind not in body.kinds.split("/"):
            told.append(f"{name}: {same[0].kind}, not {body.kinds}")
        elif body.parent and not any(body.parent.lower() in parent.lower() for parent in parents):
            told.append(f"{name}: a part of {parents}")
    for m in found:
        if not any(b.start <= m.start and m.end <= b.end for b in wanted):
            told.append(f"wrong: {text[m.start : m.end]}")
    return told


def names(index: BodyIndex, registry: Registry, key: str) -> tuple[str, ...]:
    """The names of a body, in all languages where it is registered."""
    known = registry.bodies.get(key)
    return tuple(known.names.values()) if known else tuple(n.text for n in index.bodies[key].names) if key in index.bodies else ()
