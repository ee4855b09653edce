"""Problems as SARIF 2.1.0 (OASIS), the form in which code hosts and editors take the results of checks."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from api.problems import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_log(problems: Sequence[Problem], version: str) -> dict[str, object]:
    """The log: one run, its rules, one result a problem (SARIF, sections 3.13 to 3.27)."""
    rules = list(dict.fromkeys(problem.rule for problem in problems))
    texts = {problem.rule: problem.message for problem in reversed(problems)}
    driver = {
        "name": "jarlyk",
        "version": version,
        "informationUri": "https://w3id.org/jarlyk/",
        "rules": [{"id": rule, "shortDescription": {"text": texts[rule]}} for rule in rules],
    }
    results = [_result(problem, rules.index(problem.rule)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem, rule: int) -> dict[str, object]:
    value = f" ({problem.value})" if problem.value else ""
    location: dict[str, object] = {}
    if problem.place is not None:
        physical: dict[str, object] = {"artifactLocation": {"uri": quote(problem.place.file)}}
        region = _region(problem)
        if region:
            physical["region"] = region
        location["physicalLocation"] = physical
    if problem.node:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.node}]
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": f"{problem.message}{value} {problem.step}"},
        "locations": [location] if location else [],
    }


def _region(problem: Problem) -> dict[str, int]:
    place = problem.place
    if place is None or (place.line is None and place.start is None):
        return {}
    if place.line is not None:
        return {"startLine": place.line}
    start = place.start or 0
    return {"charOffset": start, "charLength": (place.end or start) - start}
