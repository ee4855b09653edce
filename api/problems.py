"""What `jarlyk validate` found: a rule that is broken, with file, place and next step, for people and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.tables import render_json
from api.translation import Words
from graph.violation import Place, Violation


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake.

    Attributes:
        rule: the shape with its constraint (`Mandate-holder/minCount`), or the name of the check (`registry`, `toml`).
        severity: 'error' or 'warning'.
        message: what is wrong, in the language that was asked for.
        step: what to do next, in the same language.
        place: file and line, or file and characters; None where the graph does not tell.
        node: the IRI of the node, or the row and key.
        value: the value at fault, as written.
    """

    rule: str
    severity: str
    message: str
    step: str
    place: Place | None = None
    node: str = ""
    value: str = ""

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """What the list is sorted by: file, line or character, then node and rule."""
        place = self.place or Place("")
        return (place.file, place.line or place.start or 0, self.node, self.rule, self.value)


def problem_of(violation: Violation, words: Words) -> Problem:
    """A violation of a shape as a problem."""
    check = violation.check
    value = "" if violation.value is None or violation.value == violation.focus else str(violation.value)
    step = words.get(f"validate.step.{check.constraint}") or words("validate.step.other")
    return Problem(
        rule=f"{check.shape}/{check.constraint}",
        severity="error" if check.severity == "Violation" else "warning",
        message=violation.message(words.language),
        step=step,
        place=violation.place,
        node=violation.node,
        value=value,
    )


def shown_place(place: Place, words: Words) -> str:
    """The place in words."""
    if place.line is not None:
        return words("validate.line", file=place.file, line=place.line)
    if place.start is None:
        return place.file
    return words("validate.characters", file=place.file, start=place.start, end=place.end)


def render_problems(problems: Sequence[Problem], words: Words) -> str:
    """One paragraph a problem, then how many there are."""
    lines = []
    for problem in problems:
        where = f"{shown_place(problem.place, words)}: " if problem.place else ""
        about = f"{problem.node}: " if problem.node else ""
        value = f" ({problem.value})" if problem.value else ""
        lines.append(f"{where}{words('validate.' + problem.severity)}: {about}{problem.message}{value} [{problem.rule}]\n")
        lines.append(f"    {words('validate.next')}: {problem.step}\n")
    errors = sum(problem.severity == "error" for problem in problems)
    lines.append(words("validate.total", errors=errors, warnings=len(problems) - errors) + "\n")
    return "".join(lines)


def problems_json(problems: Sequence[Problem]) -> str:
    """All problems as JSON."""
    listed = []
    for problem in problems:
        said = {"rule": problem.rule, "severity": problem.severity, "message": problem.message, "next": problem.step}
        entry: dict[str, object] = {**said}
        if problem.place is not None:
            place = problem.place
            known = {"file": place.file, "line": place.line, "start": place.start, "end": place.end}
            entry["place"] = {name: value for name, value in known.items() if value is not None}
        entry |= {name: value for name, value in (("node", problem.node), ("value", problem.value)) if value}
        listed.append(entry)
    errors = sum(problem.severity == "error" for problem in problems)
    return render_json({"conforms": errors == 0, "errors": errors, "warnings": len(problems) - errors, "problems": listed})
