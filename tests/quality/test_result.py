"""What is committed of the evaluation is what the program gives: no figure of `docs/quality.md` is older than the rules."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.corpus

REMEDY = "run: make eval WRITE=--write"


@pytest.fixture(scope="module")
def evaluation(root: Path) -> dict[str, Any]:
    """What `scripts/evaluate.py` defines, and `scored`: the gold documents scored now."""
    sys.path.insert(0, str(root / "scripts"))
    try:
        module = runpy.run_path(str(root / "scripts" / "evaluate.py"))
    finally:
        sys.path.remove(str(root / "scripts"))
    return module | {"scored": module["score"](module["gold_sets"]())}


def test_the_committed_result_is_of_this_program(evaluation: dict[str, Any], root: Path) -> None:
    committed = json.loads((root / "tests" / "quality" / "result.json").read_text(encoding="utf-8"))
    now = evaluation["result_of"](evaluation["scored"])
    assert evaluation["differences"](committed, now) == [], REMEDY
    assert committed == json.loads(json.dumps(now)), REMEDY


def test_the_page_is_made_from_the_result(evaluation: dict[str, Any], root: Path) -> None:
    page = (root / "docs" / "quality.md").read_text(encoding="utf-8")
    assert page == evaluation["page_of"](evaluation["result_of"](evaluation["scored"])), REMEDY


def test_the_precisions_are_those_of_the_rules(evaluation: dict[str, Any], root: Path) -> None:
    committed = (root / "ontology" / "precision.toml").read_text(encoding="utf-8")
    assert committed == evaluation["precision_of"](evaluation["scored"]), REMEDY


def test_every_fact_of_every_gold_document_quotes_it_truly(evaluation: dict[str, Any]) -> None:
    reports = [one.report for one in evaluation["scored"]]
    assert len(reports) >= 16
    assert [r.name for r in reports if r.quoted != r.facts or r.unsupported or r.notes] == []


@pytest.mark.parametrize(
    ("row", "least"),
    [
        ("instruments", 0.90),
        ("links", 0.80),
        ("actors", 0.90),
        ("mandates, strict", 0.75),
        ("tasks", 0.85),
        ("measures", 0.95),
        ("measure fields", 0.94),
    ],
)
@pytest.mark.parametrize("language", ["ky", "kk", "ru", "en"])
def test_each_language_keeps_its_figures(language: str, row: str, least: float, evaluation: dict[str, Any]) -> None:
    rows = [one.report.rows[row] for one in evaluation["scored"] if one.language == language and not one.unseen]
    gold, found, right = (sum(getattr(r, name) for r in rows) for name in ("gold", "found", "right"))
    if gold:
        assert 2 * right / (gold + found) >= least, (gold, found, right)


@pytest.mark.parametrize(("row", "least"), [("instruments", 0.95), ("links", 0.75), ("actors", 0.90), ("mandates, strict", 0.70)])
def test_what_is_found_in_unseen_documents_is_mostly_right(row: str, least: float, evaluation: dict[str, Any]) -> None:
    rows = [one.report.rows[row] for one in evaluation["scored"] if one.unseen]
    found, right = (sum(getattr(r, name) for r in rows) for name in ("found", "right"))
    assert len(rows) >= 7 and right / found >= least, (found, right)
