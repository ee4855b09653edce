"""Topics against a reader's labels (docs/topics.md)."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry
from ontology.terms import NOTATIONS

FLOORS = {"documents": (0.96, 0.90), "fresh": (0.93, 0.73)}  # precision and recall that no change may fall below


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(root / "scripts"), *sys.path])
        import topic_quality  # type: ignore[import-not-found]
    return topic_quality


@pytest.fixture(scope="module")
def measured(script: ModuleType) -> dict[str, Any]:
    return script.measure(Extractor.load(load_registry()))


@pytest.mark.parametrize("which", FLOORS)
def test_topics_keep_their_figures(script: ModuleType, measured: dict[str, Any], which: str) -> None:
    figures = script.figures(measured[which])
    precision, recall = FLOORS[which]
    assert figures["precision"] >= precision and figures["recall"] >= recall, figures


def test_the_page_tells_these_figures(script: ModuleType, measured: dict[str, Any]) -> None:
    """A hundredth either way is let be: a name in the registry more or less must not call for a new page."""
    written = [
        (float(p), float(r))
        for p, r in re.findall(r"(?m)^\| all .* \| ([\d.]+) \| ([\d.]+) \|$", script.PAGE.read_text(encoding="utf-8"))
    ]
    today = [script.figures(measured[which]) for which in FLOORS]
    for (precision, recall), figures in zip(written, today, strict=True):
        assert abs(figures["precision"] - precision) < 0.01 and abs(figures["recall"] - recall) < 0.01, (
            "run: make topics WRITE=--write"
        )


def test_the_reader_gives_topics_of_the_scheme_to_duties_of_the_documents(script: ModuleType) -> None:
    gold = json.loads(script.GOLD.read_text(encoding="utf-8"))
    rows = [row for rows in gold["documents"].values() for row in rows] + gold["fresh"]
    for row in rows:
        assert set(row["topics"]) | set(row.get("also", ())) <= set(NOTATIONS["topic"]), row
        assert not set(row["topics"]) & set(row.get("also", ())), row
    for name, own in gold["documents"].items():
        size = len((script.DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8"))
        assert all(0 <= row["span"][0] < row["span"][1] <= size for row in own), name
