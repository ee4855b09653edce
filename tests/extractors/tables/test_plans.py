"""Whole tables of many shapes in four languages, each written in every way that tables come in: the facts are always the same.

A case is a file of `plans/`: rows with '|' between cells, '<' and '^' for a cell that the one to the left or above covers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from extractors.readers.html import read_html
from extractors.readers.layout import Grid, write
from extractors.tables.facts import TableFacts
from ontology.records import Allocation, Indicator, IndicatorValue, Measure

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "plans").glob("*.toml"))}
COVERED = ("<", "^")
Case = dict[str, Any]
Rows = list[list[str]]


def rows_of(case: Case) -> Rows:
    return [[cell.strip() for cell in line.split("|")] for line in case["rows"].strip("\n").split("\n")]


def grid(rows: Rows) -> str:
    """As the readers of HTML, DOCX and ODT write them: a covered cell is there and empty."""
    return write([Grid(tuple(tuple(() if c in ("", *COVERED) else (c,) for c in row) for row in rows))])


def kept(rows: Rows) -> Rows:
    return [[cell for cell in row if cell not in COVERED] for row in rows]


def portal(rows: Rows) -> str:
    """As portals flatten them: a covered cell is not there."""
    return "".join("".join(f"\t\n{cell or chr(10)}\n" for cell in row) + "\n" for row in kept(rows))


def prefixed(rows: Rows) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in kept(rows))


def separated(rows: Rows) -> str:
    return "".join("\t".join("" if c in COVERED else c for c in row) + "\n" for row in rows)


def piped(rows: Rows) -> str:
    lines = ["| " + " | ".join("" if c in COVERED else c for c in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n"


def web_page(rows: Rows) -> str:
    """As the reader of HTML finds them: merged cells as such."""
    lines = []
    for place, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            if cell in COVERED:
                continue
            right = next((i for i in range(column + 1, len(row)) if row[i] != "<"), len(row))
            down = next((i for i in range(place + 1, len(rows)) if rows[i][column] != "^"), len(rows))
            cells.append(f'<td colspan="{right - column}" rowspan="{down - place}">{cell}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    page = f"<html><body><p>Table</p><table>{''.join(lines)}</table><p>End of it</p></body></html>"
    return read_html(page.encode(), "made-up.html").text


def flat(rows: Rows) -> str:
    """With all marks lost: a line for each cell that is not empty."""
    return "".join(f"{cell}\n" for row in kept(rows) for cell in row if cell)


WAYS: dict[str, Callable[[Rows], str]] = {
    "grid": grid,
    "portal": portal,
    "prefixed": prefixed,
    "separated": separated,
    "piped": piped,
    "web page": web_page,
}


def amounts(found: Sequence[Allocation | IndicatorValue], place: str | None = None) -> dict[str, str]:
    """The amounts by year; where several sources have columns of their own, those without a year by source."""
    own = [a for a in found if getattr(a, "place", None) == place]
    several = sum(a.year is None for a in own) > 1
    sources = [getattr(a, "source", None) if several else None for a in own]
    return {str(a.year or source or "total"): a.as_printed for a, source in zip(own, sources, strict=True)}


def roles(facts: TableFacts, key: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for mandate in facts.mandates:
        if mandate.concerns == key:
            found[mandate.holder] = f"{found[mandate.holder]} {mandate.role}" if mandate.holder in found else mandate.role
    return found


def shown(facts: TableFacts, measure: Measure) -> Case:
    """A measure in the form of a case."""
    numbers = {task.key: task.number for task in facts.tasks}
    money = [*measure.funding, *measure.values]
    said: Case = {
        "number": measure.number,
        "text": measure.text.text,
        "unit": measure.unit,
        "form": measure.completion_form,
        "due": measure.deadline,
        "task": numbers.get(measure.part_of or ""),
        "who": roles(facts, measure.key),
        "source": next((a.source for a in measure.funding if a.source), None),
        "code": " ".join(measure.budget_codes),
        "note": measure.funding_note,
        "money": amounts(money),
        "places": {a.place: amounts(money, a.place) for a in money if a.place},
    }
    return {key: value for key, value in said.items() if value}


def measured(facts: TableFacts, indicator: Indicator) -> Case:
    """An indicator in the form of a case."""
    said: Case = {
        "number": indicator.number,
        "text": indicator.text.text,
        "unit": indicator.unit,
        "source": indicator.data_source,
        "who": roles(facts, indicator.key),
        "values": amounts(indicator.values),
    }
    return {key: value for key, value in said.items() if value}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return tomllib.loads(CASES[request.param].read_text(encoding="utf-8"))


@pytest.fixture(params=WAYS)
def facts(request: pytest.FixtureRequest, case: Case, read_facts: Callable[..., TableFacts]) -> TableFacts:
    table = WAYS[request.param](rows_of(case))
    return read_facts(f"{case['title']}\n\n\n{table}\n\n\n", case["language"], case["bodies"])


def test_a_table_gives_the_same_facts_however_it_is_written(case: Case, facts: TableFacts):
    assert [shown(facts, measure) for measure in facts.measures] == case.get("measure", [])
    assert {f"{a.source} {a.year or 'total'}": a.as_printed for a in facts.plan_budget} == case.get("budget", {})
    assert [u.text for u in facts.unresolved] == case.get("unresolved", [])
    assert [f"{task.number} {task.text.text}" for task in facts.tasks] == case.get("tasks", [])
    assert [measured(facts, indicator) for indicator in facts.indicators] == case.get("indicator", [])


# What cannot be told apart once the marks are lost: two headings over one row of years, tasks beside measures, a bare year as sum,
# rows that go on, bodies before their measures, a header that is repeated.
_SHAPES = ("rows_that_go_on", "bodies_first", "three_headings", "labelled_tasks", "repeated_header")
NOT_FLAT = (
    *("ru_sources", "en_indicators", "en_partners", "ky_task_column", "ru_task_column"),
    *(f"{language}_{shape}" for language in ("ky", "kk", "ru", "en") for shape in _SHAPES),
)


@pytest.mark.parametrize("name", [name for name in CASES if name not in NOT_FLAT])
def test_a_table_that_lost_its_marks_gives_the_same_facts(name: str, read_facts: Callable[..., TableFacts]):
    case = tomllib.loads(CASES[name].read_text(encoding="utf-8"))
    text = f"{case['title']}\n{flat(rows_of(case))}"
    facts = read_facts(text, case["language"], case["bodies"], flat=True)
    assert [shown(facts, measure) for measure in facts.measures] == case.get("measure", [])
    assert [measured(facts, indicator) for indicator in facts.indicators] == case.get("indicator", [])
    assert {f"{a.source} {a.year or 'total'}": a.as_printed for a in facts.plan_budget} == case.get("budget", {})
    assert facts.unresolved == ()


READ_IN_PART = ("rows_that_go_on", "bodies_first", "repeated_header")  # and of the rest nothing is told yet


@pytest.mark.parametrize("name", [name for name in NOT_FLAT if not name.endswith(READ_IN_PART)])
def test_what_lost_marks_hide_is_left_out_or_unresolved_but_never_wrong(name: str, read_facts: Callable[..., TableFacts]):
    case = tomllib.loads(CASES[name].read_text(encoding="utf-8"))
    text = f"{case['title']}\n{flat(rows_of(case))}"
    facts = read_facts(text, case["language"], case["bodies"], flat=True)
    wanted = {measure["text"]: measure for measure in case.get("measure", [])}
    for measure in facts.measures:
        found = shown(facts, measure)
        assert found.items() <= wanted[found["text"]].items()
    assert facts.unresolved != ()
