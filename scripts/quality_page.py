"""`docs/quality.md`, made from the committed result of the evaluation."""

from __future__ import annotations

from typing import Any

_NAMES = {"ky": "Kyrgyz", "kk": "Kazakh", "ru": "Russian", "en": "English"}
_HEAD = """# Quality

Made by `make eval` from the facts that people wrote down by hand; never edit it by hand. A prediction is right when it
agrees with a gold fact one to one: place, identity and, where there is one, role. The documents whose names begin with digits are
real ones (the shared gold); the others are made up and stand in `tests/quality`. Rules were written with all of them in view but
those of the first table: its figures are what to expect of a document that nobody here has read.
"""


def page_of(result: dict[str, Any]) -> str:
    """The page: a table over the unseen documents, one for each language over its other documents, then one for each document."""
    unseen = [entry for entry in result.values() if entry["unseen"]]
    seen = [entry for entry in result.values() if not entry["unseen"]]
    lines = [_HEAD, f"## Documents that no rule was written for: {len(unseen)}", "", *_table(_sums(unseen)), ""]
    for language in sorted({entry["language"] for entry in seen}, key=list(_NAMES).index):
        entries = [entry for entry in seen if entry["language"] == language]
        lines += [f"## {_NAMES[language]}: {len(entries)} documents", "", *_table(_sums(entries)), ""]
    for document, entry in result.items():
        quoted, facts = entry["evidence"]
        lines += [f"## {document}", ""]
        lines += [f"{quoted} of {facts} facts quote the text truly; {entry['unsupported']} have no evidence.", ""]
        lines += [*_table(entry["rows"]), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _sums(entries: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = {}
    for entry in entries:
        for name, row in entry["rows"].items():
            total = sums.setdefault(name, {"gold": 0, "found": 0, "right": 0})
            for figure in total:
                total[figure] += row[figure]
    return sums


def _table(rows: dict[str, Any]) -> list[str]:
    lines = ["| fact | gold | found | right | precision | recall | F1 |", "|---|---:|---:|---:|---:|---:|---:|"]
    for name, row in rows.items():
        gold, found, right = row["gold"], row["found"], row["right"]
        shares = ((right, found), (right, gold), (2 * right, gold + found))
        printed = " | ".join(f"{part / whole:.3f}" if whole else "–" for part, whole in shares)
        lines.append(f"| {name} | {gold} | {found} | {right} | {printed} |")
    return lines
