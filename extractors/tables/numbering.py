"""Numbers of rows that a portal lost: inferred from the printed ones round them, where the count fits."""

from __future__ import annotations

from collections.abc import Sequence


def infer_numbers(printed: Sequence[str | None]) -> list[str | None]:
    """The numbers of the rows without one, in the order of the table; None where a number is printed, or where none fits.

    A run between two printed numbers must fill the gap exactly, unless the numbering starts anew after it.
    """
    numbers = [int(number) if number is not None and number.isdigit() else None for number in printed]
    inferred: list[str | None] = [None] * len(printed)
    place = 0
    while place < len(printed):
        if printed[place] is not None:
            place += 1
            continue
        stop = next((i for i in range(place, len(printed)) if printed[i] is not None), len(printed))
        before = numbers[place - 1] if place else 0
        after = numbers[stop] if stop < len(printed) else None
        if before is not None and _fits(before, stop - place, after, stop == len(printed)):
            inferred[place:stop] = [str(before + step) for step in range(1, stop - place + 1)]
        place = stop
    return inferred


def _fits(before: int, count: int, after: int | None, last: bool) -> bool:
    if last or (after is not None and after <= before):
        return True
    return after == before + count + 1
