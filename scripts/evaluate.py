"""Scores the extraction against the shared gold facts and tells what was gained and lost since the last committed result.

usage: evaluate.py [--write]     (make eval)

The result, `tests/quality/result.json`, and the page made from it, `docs/quality.md`, are written with --write. The result names
missed and wrong facts by the identifiers of the gold and a digest, never by the words of a document.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from extractors.pipeline import Extractor
from graph.export import write_nquads
from graph.mapping import to_quads
from ontology.iri import DEFAULT_BASE, digest
from ontology.registered import load_registry

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
RESULT = ROOT / "tests" / "quality" / "result.json"
PAGE = ROOT / "docs" / "quality.md"
_NOT_ASCII = re.compile(r"[^ -~]+")


def load_scorer(folder: Path) -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("jarlyk_shared_score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder / 'score.py'}: there is no scorer; the shared folder must lie beside the checkout")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def score() -> list[Any]:
    """The scorer's report for each gold document."""
    scorer = load_scorer(SHARED / "eval")
    extractor = Extractor.load(load_registry())
    paths = sorted((SHARED / "corpus").glob("*.txt"))
    quads = [quad for path in paths for quad in to_quads(extractor.read(path), DEFAULT_BASE)]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "graph.nq"
        write_nquads(quads, target)
        reports: list[Any] = scorer.score_files(
            scorer.load_graph(target), scorer.gold_files([SHARED / "eval"]), SHARED / "corpus"
        )
    return reports


def anonymous(label: str) -> str:
    """A fact by what the gold calls it: identifiers and roles stay, words of the document become a digest."""
    words = " ".join(_NOT_ASCII.sub(" ", label).split())
    return f"{words[:60]} #{digest(label)[:6]}"


def result_of(reports: list[Any]) -> dict[str, Any]:
    """What is committed: figures, missed and wrong facts of each row of each document."""
    return {
        report.name: {
            "evidence": [report.quoted, report.facts],
            "unsupported": len(report.unsupported),
            "rows": {
                name: {**row.figures(), "missed": sorted(map(anonymous, row.missed)), "wrong": sorted(map(anonymous, row.wrong))}
                for name, row in report.rows.items()
                if row.gold or row.found
            },
        }
        for report in reports
    }


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Each fact that was gained or lost, a line each."""
    lines = []
    for document, entry in new.items():
        before = old.get(document, {"rows": {}})["rows"]
        for name, row in entry["rows"].items():
            for kind in ("missed", "wrong"):
                was, now = Counter(before.get(name, {}).get(kind, [])), Counter(row[kind])
                lines += [f"lost    {document[:12]} {name}, {kind}: {fact}" for fact in (now - was).elements()]
                lines += [f"gained  {document[:12]} {name}, no longer {kind}: {fact}" for fact in (was - now).elements()]
    return lines


def page_of(result: dict[str, Any]) -> str:
    """`docs/quality.md`."""
    lines = [
        "# Quality",
        "",
        "Made by `make eval` from the facts that people wrote down by hand; never edit it by hand. A prediction is right when it",
        "agrees with a gold fact one to one: place, identity and, where there is one, role.",
    ]
    for document, entry in result.items():
        quoted, facts = entry["evidence"]
        lines += [
            "",
            f"## {document}",
            "",
            f"{quoted} of {facts} facts quote the text truly; {entry['unsupported']} have no evidence.",
            "",
        ]
        lines += ["| fact | gold | found | right | precision | recall | F1 |", "|---|---:|---:|---:|---:|---:|---:|"]
        for name, row in entry["rows"].items():
            shares = " | ".join("–" if row[k] is None else f"{row[k]:.3f}" for k in ("precision", "recall", "f1"))
            lines.append(f"| {name} | {row['gold']} | {row['found']} | {row['right']} | {shares} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Prints the differences and figures; writes result and page with --write."""
    parser = argparse.ArgumentParser(description="Scores the extraction against the shared gold facts.")
    parser.add_argument("--write", action="store_true", help="write the result and the page made from it")
    arguments = parser.parse_args()
    new = result_of(score())
    old = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.is_file() else {}
    for line in differences(old, new):
        print(line)
    for document, entry in new.items():
        print(f"\n{document}")
        for name, row in entry["rows"].items():
            print(f"  {name:30} gold {row['gold']:4} found {row['found']:4} right {row['right']:4}  F1 {row['f1']:.3f}")
    if arguments.write:
        RESULT.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        PAGE.write_text(page_of(new), encoding="utf-8")


if __name__ == "__main__":
    main()
