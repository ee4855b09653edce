"""Parts the lines of a table that lost all its marks into rows and columns: the cheapest way through the columns, row by row.

A line costs little in a column whose cells look like it, and much elsewhere; leaving columns out, going on in one and starting a
row without its number cost something too. (Viterbi's way: for each line and column only the cheapest way there is kept.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from extractors.tables.columns import HOLDERS, MONEY
from extractors.tables.flat_lines import FlatLine

NEVER = inf
STATING = ("measure", "name", "indicator", "task")
_SKIP, _LOST_END = 0.3, 0.1  # a column left out within a row, and at its end
_NOBODY = 0.2
_UNKNOWN_BODY = 3.0
_UNNUMBERED, _BODY_ROW = 1.5, 1.2
_AGAIN = 0.5  # numbers that start anew
_JUMP = 0.5  # for each number left out
_MOST = 2.0
_LISTED = 0.8  # a number that goes on with an earlier list
_LONG_JUMP = 4.0


class FlatRow(NamedTuple):
    """A row: for each slot of the columns the lines that stand in it."""

    slots: dict[int, list[FlatLine]]


class _Step(NamedTuple):
    cost: float
    starts: bool  # whether the line starts a row
    before: int | None  # the slot of the line before
    number: tuple[int, ...]  # the last row number on the way here
    highest: tuple[int, ...]  # the highest: where lists with numbers of their own stand between, it goes on from there
    seen: frozenset[tuple[int, ...]]  # all of them: such a list may itself go on later


_NOTHING_YET = _Step(0.0, True, None, (), (), frozenset())


def part_rows(lines: Sequence[FlatLine], roles: Sequence[str]) -> list[FlatRow]:
    """The rows. `roles` are the columns from left to right, those of amounts taken as one slot."""
    steps: list[dict[int, _Step]] = []
    for place, line in enumerate(lines):
        before = steps[-1] if steps else {}
        here: dict[int, _Step] = {}
        for slot, role in enumerate(roles):
            own = _cost(line, role)
            if own < NEVER:
                step = (
                    _step(before, lines[place - 1], line, slot, roles)
                    if steps
                    else _started(_NOTHING_YET, None, line, slot, roles)
                )
                if step.cost < NEVER:
                    here[slot] = step._replace(cost=step.cost + own)
        if not here:  # nothing fits: the line is taken for words of the column that states the row
            last = min(before, key=lambda slot: before[slot].cost) if before else None
            known = _NOTHING_YET if last is None else before[last]
            here[_stating(roles)] = known._replace(cost=known.cost + _LONG_JUMP, starts=True, before=last)
        steps.append(here)
    return _rows(lines, steps)


def _rows(lines: Sequence[FlatLine], steps: Sequence[dict[int, _Step]]) -> list[FlatRow]:
    if not steps:
        return []
    slot: int | None = min(steps[-1], key=lambda slot: steps[-1][slot].cost)
    path: list[tuple[int, bool]] = []
    for step in reversed(steps):
        if slot is None:
            break
        path.append((slot, step[slot].starts))
        slot = step[slot].before
    rows: list[FlatRow] = []
    for line, (slot, starts) in zip(lines, reversed(path), strict=True):
        if starts or not rows:
            rows.append(FlatRow({}))
        rows[-1].slots.setdefault(slot, []).append(line)
    return rows


def _step(before: Mapping[int, _Step], last: FlatLine, line: FlatLine, slot: int, roles: Sequence[str]) -> _Step:
    """The cheapest step to a line in a slot from any slot of the line before: going on in a cell or row, or starting a row."""
    best, cost, starts = slot, NEVER, False
    for earlier, step in before.items():
        if earlier == slot:
            way = step.cost + _goes_on(last, line, roles[slot])
        elif earlier < slot and not last.alone and not (line.part and roles[slot] in MONEY):
            way = step.cost + _skipped(roles[earlier + 1 : slot])
        else:
            way = NEVER
        if way < cost:
            best, cost, starts = earlier, way, False
        lost = 0.0 if last.alone else _LOST_END * (len(roles) - earlier - 1)
        if step.cost + lost < cost:
            way = step.cost + lost + _start_cost(line, slot, roles, step)
            if way < cost:
                best, cost, starts = earlier, way, True
    if cost >= NEVER:
        return _NOTHING_YET._replace(cost=NEVER)
    if starts:
        return _started(before[best], best, line, slot, roles)._replace(cost=cost)
    return before[best]._replace(cost=cost, starts=False, before=best)


def _skipped(roles: Sequence[str]) -> float:
    """What it costs to leave columns empty; those of whoever carries a thing out seldom are."""
    return sum(_SKIP + _NOBODY * (role in ("responsible", "lead")) for role in roles)


def _started(step: _Step, before: int | None, line: FlatLine, slot: int, roles: Sequence[str]) -> _Step:
    """The step to a line that starts a row."""
    cost = step.cost + _start_cost(line, slot, roles, step)
    number = line.item if roles[slot] == "number" and line.item is not None else step.number
    return _Step(cost, True, before, number, max(number, step.highest), step.seen | {number})


def _start_cost(line: FlatLine, slot: int, roles: Sequence[str], step: _Step) -> float:
    """What it costs to start a row with a line in a column."""
    role = roles[slot]
    if role == "number":
        item = line.item or ()
        known = (*item[:-1], item[-1] - 1) in step.seen if item else False
        return min(_LISTED if known else NEVER, *(_number_cost(item, last) for last in (step.number, step.highest)))
    if role in STATING:
        return 0.2 if line.label or line.place else _UNNUMBERED if "number" in roles else _UNNUMBERED / 2
    if role in HOLDERS:
        return _BODY_ROW if "number" in roles[:slot] else 0.5
    return NEVER


def _number_cost(item: tuple[int, ...], last: tuple[int, ...]) -> float:
    """How unlikely a number of a row is after the last one."""
    if len(item) == len(last) and item[:-1] == last[:-1]:
        step = item[-1] - last[-1]
        if step > 0:
            return min(_JUMP * (step - 1), _MOST)
    if item and item[-1] == 1:
        return _AGAIN if last else 0.0
    if item and len(item) <= len(last) and item[-1] - last[len(item) - 1] == 1:
        return 0.0
    return _LONG_JUMP


def _goes_on(last: FlatLine, line: FlatLine, role: str) -> float:
    """What it costs that a line goes on in the cell of the line before."""
    if role in MONEY:
        return _figures_go_on(last, line)
    if role == "number" or line.label or line.place or last.alone:
        return NEVER
    if role == "unit":
        return 1.0
    open_end = last.cell.text.endswith((",", "-", ";", "(", ":"))
    if role in HOLDERS:
        if open_end and line.words:
            return -_UNKNOWN_BODY  # after a comma the list goes on, whatever it names
        return 0.0 if open_end or line.cell.text[0] == "(" else 0.5
    if role == "code":
        return 0.0 if open_end else 0.4
    if role == "deadline" and (line.cell.text == "***" or line.dated):
        return 0.0
    return 0.2 if open_end or line.cell.text[0].islower() else 0.9


def _figures_go_on(last: FlatLine, line: FlatLine) -> float:
    if last.note:
        return 0.0 if line.note else 0.5 if line.mark else NEVER
    if line.part or last.part:
        return 0.0
    if line.figures and last.cell.text == "*":
        return 1.0  # a cell that is not filled seldom stands between amounts
    return 0.05 if line.mark else 0.0  # a lone mark is rather the next cell


def _cost(line: FlatLine, role: str) -> float:
    """How little a line looks like what a column holds."""
    if role == "number":
        return 0.0 if line.item is not None and not line.code else NEVER
    if role in MONEY:
        return 0.0 if line.figures or line.mark or line.note or line.part else NEVER
    if line.part:
        return 1.0 if role in STATING or role == "completion" else NEVER
    if role == "code":
        return 0.0 if line.code or line.mark else NEVER
    if line.label and role not in STATING:
        return 5.0
    if line.figures:
        return 0.5 if role == "deadline" and line.dated else NEVER
    if role == "unit":
        return 0.0 if line.unit else 0.1 if line.mark else 1.5 if line.words and len(line.cell.text) < 12 else NEVER
    if role == "deadline":
        return 0.0 if line.mark or (line.dated and not line.bodies) else 2.5 if line.words or line.bodies else 3.5
    if role in HOLDERS:
        return 0.0 if line.bodies else 0.6 if line.mark or line.cell.text[0] == "(" else _UNKNOWN_BODY
    if role == "source":
        return 0.0 if line.source or line.mark else 2.5
    if role in STATING:
        return 2.0 if line.mark or line.note or line.bodies or line.source else 1.2 if line.dated or line.unit else 0.0
    if line.note or line.place or line.label or (line.bodies and role != "data_source"):
        return 1.5
    return 0.1 if line.mark else 1.0 if line.dated else 0.3


def _stating(roles: Sequence[str]) -> int:
    return next((slot for role in STATING for slot, own in enumerate(roles) if own == role), 0)
