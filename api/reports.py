"""The report on a document as JSON-ready values and as flat rows, for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.report import DocumentReport

REPORT_COLUMNS = ("file", "document", "part", "kind", "count", "start", "end", "text", "reason")
_NOTE = "Silent means that no evidence and no mention touches the words. Not found is not absent: read them."


def report_json(reports: list[tuple[DocumentReport, str]], failures: list[dict[str, str]]) -> dict[str, Any]:
    """All reports, each with the text of its document, and the files that could not be read."""
    return {"note": _NOTE, "documents": [_document(report, text) for report, text in reports], "failures": failures}


def report_rows(report: DocumentReport, text: str) -> Iterator[tuple[object, ...]]:
    """One document as rows of REPORT_COLUMNS: `part` is read, coverage, unresolved or silent; a share is counted in per cent."""
    head = (", ".join(report.files), report.iri)
    for kind, count in report.read.items():
        yield *head, "read", kind, count, "", "", "", ""
    for name, number in coverage_figures(report).items():
        yield *head, "coverage", name, number, "", "", "", ""
    for words in report.unresolved:
        yield *head, "unresolved", words.kind, 1, words.start, words.end, words.text, words.reason
    for stretch in report.coverage.silent:
        yield *head, "silent", "", stretch.blocks, stretch.start, stretch.end, one_line(text[stretch.start : stretch.end]), ""


def coverage_figures(report: DocumentReport) -> dict[str, float | None]:
    """The figures of the coverage, by name."""
    found = report.coverage
    return {
        "blocks": found.blocks,
        "with_facts": found.with_facts,
        "only_named": found.only_named,
        "only_unresolved": found.only_unresolved,
        "silent_blocks": found.silent_blocks,
        "letters": found.letters,
        "letters_covered": found.letters_covered,
        "percent_covered": found.percent,
    }


def one_line(text: str) -> str:
    """A stretch on one line, its cells and paragraphs parted by a stroke."""
    return re.sub(r"[^\S\n\t]+", " ", re.sub(r"\s*[\n\t]\s*", " | ", text.strip()))


def _document(report: DocumentReport, text: str) -> dict[str, Any]:
    silent = ({"start": s.start, "end": s.end, "blocks": s.blocks, "text": text[s.start : s.end]} for s in report.coverage.silent)
    unresolved = (
        {"iri": w.iri, "kind": w.kind, "text": w.text, "reason": w.reason, "start": w.start, "end": w.end}
        for w in report.unresolved
    )
    return {
        "document": report.iri,
        "files": list(report.files),
        "language": report.language,
        "read": dict(report.read),
        "unresolved": list(unresolved),
        "coverage": coverage_figures(report),
        "silent": list(silent),
    }
