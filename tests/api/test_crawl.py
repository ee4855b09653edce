"""Every IRI that is minted leads to what it names, as a page and as data (scripts/crawl.py, also run over the real documents)."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import NamedNode

from graph.generation import open_current
from ontology.iri import DEFAULT_BASE
from tests.api.library import TEXTS, build_library


@pytest.fixture(scope="module")
def crawler(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "scripts" / "crawl.py"))


def test_every_minted_iri_leads_to_what_it_names(reader: httpx.Client, crawler: dict[str, Any]) -> None:
    iris = crawler["minted"](reader, DEFAULT_BASE)
    kinds = ("id/body", "id/act", "id/document", "id/finding", "id/graph", "ns#", "vocabulary/")
    assert all(any(f"/jarlyk/{kind}" in iri for iri in iris) for kind in kinds)
    of_data = [iri for iri in iris if iri.startswith(DEFAULT_BASE)]
    others = [iri for iri in iris if not iri.startswith(DEFAULT_BASE)][::9]  # these do not depend on what was read
    assert list(crawler["check"](reader, [*of_data, *others], DEFAULT_BASE)) == []


def test_an_iri_that_leads_nowhere_is_told(reader: httpx.Client, crawler: dict[str, Any]) -> None:
    iris = [f"{DEFAULT_BASE}body/kg/none", "https://w3id.org/jarlyk/ns#NoTerm", f"{DEFAULT_BASE}body/kg/bridges"]
    faults = list(crawler["check"](reader, iris, DEFAULT_BASE))
    assert {fault.iri for fault in faults} == set(iris[:2]) and len(faults) == 6


def test_iris_last_when_other_files_come(tmp_path: Path) -> None:
    """What is minted for a file does not change when more files are read; only what is drawn over all files may."""
    found = []
    for names in (("ky.txt", "ru.txt"), tuple(TEXTS)):
        store = build_library(tmp_path / str(len(names)), names)
        quads = open_current(store).open_store().quads_for_pattern(None, None, None, None)
        iris = {node.value for quad in quads for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
        found.append({iri for iri in iris if "/finding/" not in iri and "/inference/" not in iri})
    assert len(found[0]) > 100 and found[0] < found[1]
