"""The real documents: which acts they name, which instruments they are, and how those bear on each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pipeline import Extractor
from ontology.records import Extraction
from ontology.registered import load_registry

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def read(corpus_dir: Path) -> dict[str, Extraction]:
    extractor = Extractor.load(load_registry())
    return {path.name[:3]: extractor.read(path) for path in sorted(corpus_dir.glob("*.txt"))}


def numbered(extraction: Extraction) -> set[tuple[str, str | None, str | None]]:
    return {(i.type, i.number, i.date) for i in extraction.instruments if i.number}


def links(extraction: Extraction, link_type: str) -> set[tuple[str, str]]:
    names = {i.key: i.number or f"{i.type}{i.period_start or ''}" for i in extraction.instruments}
    return {(names[link.source], names.get(link.target, "body")) for link in extraction.links if link.link_type == link_type}


def test_numbered_acts(read: dict[str, Extraction]) -> None:
    assert numbered(read["000"]) == {
        ("resolution", "141", "2023-03-15"),
        ("decree", "570", "2021-12-20"),
        ("law", "55", "2022-07-04"),
        ("law", "150", "2005-08-17"),
    }
    assert numbered(read["002"]) == {
        ("resolution", "124", "2018-03-15"),
        ("resolution", "790", "2017-11-29"),
        ("resolution", "925", "2019-12-13"),
        ("decree", "636", "2018-02-15"),
        ("decree", "422", "2017-02-15"),
    }
    assert numbered(read["003"]) == {
        ("decree", "221", "2018-10-31"),
        ("decree", "435", "2021-10-12"),
        ("decree", "1", "2020-01-08"),
        ("decision", "2", "2018-12-14"),
        ("resolution", "81", "2015-02-24"),
        ("resolution", "131", "2011-04-01"),
        ("resolution", "3362-VI", "2019-11-20"),
    }


def test_how_they_bear_on_each_other(read: dict[str, Extraction]) -> None:
    assert links(read["000"], "succeeds") == {("programme2023", "programme2017")}
    assert links(read["000"], "part_of") >= {("programme2023", "141")}
    assert links(read["000"], "implements") >= {("programme2023", "concept")}
    assert links(read["002"], "approves") == {
        ("124", "programme2018"),
        ("790", "other"),
        ("636", "strategy"),
        ("422", "action-plan"),
    }
    assert links(read["002"], "succeeds") == {("programme2018", "programme2013")}
    assert links(read["002"], "amends") == {("925", "programme2018")}
    assert links(read["003"], "approves") >= {("221", "strategy2018"), ("435", "programme"), ("81", "regulation")}
    assert not read["001"].links
    assert not read["004"].links


def test_every_quote_is_in_its_document(read: dict[str, Extraction]) -> None:
    for extraction in read.values():
        evidence = [e for i in extraction.instruments for e in i.mentions] + [
            e for link in extraction.links for e in link.evidence
        ]
        assert all(0 <= e.start < e.end <= len(extraction.document.text) for e in evidence)
        assert all(extraction.document.text[e.start : e.end].strip() for e in evidence)


def test_every_instrument_is_mentioned_and_titled(read: dict[str, Extraction]) -> None:
    for extraction in read.values():
        assert all(i.mentions and i.titles for i in extraction.instruments)
        assert len({i.key for i in extraction.instruments}) == len(extraction.instruments)
