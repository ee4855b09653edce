"""Scores the extraction against the gold facts and tells what was gained and lost since the last committed result.

usage: evaluate.py [--write]     (make eval)

With --write three files are written: the result, `tests/quality/result.json`; the page made from it, `docs/quality.md`; and how
often each rule was right, `ontology/precision.toml`, from which facts get their confidence. The result names missed and wrong
facts by the identifiers of the gold and a digest, never by the words of a document.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from quality_page import page_of
from scoring import ROOT, Scored, gold_sets, score

from ontology.iri import digest

RESULT = ROOT / "tests" / "quality" / "result.json"
PAGE = ROOT / "docs" / "quality.md"
PRECISION = ROOT / "ontology" / "precision.toml"
_NOT_ASCII = re.compile(r"[^ -~]+")
_PRECISION_HEAD = """\
# How often each rule was right: [right, found] over all gold facts. Made by `make eval WRITE=--write`; never edit it by hand.
# A fact's confidence is made from it (ontology/confidence.py). Source: the gold facts that docs/quality.md names.

[methods]
"""


def anonymous(label: str) -> str:
    """A fact by what the gold calls it: identifiers and roles stay, words of the document become a digest."""
    words = " ".join(_NOT_ASCII.sub(" ", label).split())
    return f"{words[:60]} #{digest(label)[:6]}"


def result_of(scored: Sequence[Scored]) -> dict[str, Any]:
    """What is committed: figures, missed and wrong facts of each row of each document."""
    return {
        one.report.name: {
            "language": one.language,
            "unseen": one.unseen,
            "evidence": [one.report.quoted, one.report.facts],
            "unsupported": len(one.report.unsupported),
            "rows": {
                name: {**row.figures(), "missed": sorted(map(anonymous, row.missed)), "wrong": sorted(map(anonymous, row.wrong))}
                for name, row in one.report.rows.items()
                if row.gold or row.found
            },
        }
        for one in scored
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


def precision_of(scored: Sequence[Scored]) -> str:
    """`ontology/precision.toml`."""
    right: Counter[str] = sum((one.right for one in scored), Counter())
    found: Counter[str] = sum((one.found for one in scored), Counter())
    return _PRECISION_HEAD + "".join(f'"{method}" = [{right[method]}, {found[method]}]\n' for method in sorted(found))


def main() -> None:
    """Prints the differences and figures; writes result, page and precisions with --write."""
    parser = argparse.ArgumentParser(description="Scores the extraction against the gold facts.")
    parser.add_argument("--write", action="store_true", help="write the result and what is made from it")
    arguments = parser.parse_args()
    scored = score(gold_sets())
    new = result_of(scored)
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
        PRECISION.write_text(precision_of(scored), encoding="utf-8")


if __name__ == "__main__":
    main()
