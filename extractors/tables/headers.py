"""The header of a table: which of its first rows it is, and what the columns under it hold.

A heading over several columns stands in its row once, or is followed by the empty cells that it covers; the row below then names
the columns one by one. A row of column numbers settles how many there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from extractors.tables.grid import Cell, Row
from extractors.tables.words import TableWords

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MAX_YEAR_HEADER = 40
_COVERED = 0.6
_ASIDE = re.compile(r"\([^()]*\)?|,.*")  # what may stand beside the words of a heading, such as a unit
_MAX_SUBHEADER = 60
_LEVELS = 4  # rows that a header may have
_MAX_SPANNING = 3
_MAX_WAYS = 5000
# What a heading over several columns may be the heading of.
_PARTS = {
    "years": frozenset(("year", "total", "years", "source", "unit")),
    "responsible": frozenset(("lead", "co_executor", "partner", "responsible")),
    "baseline": frozenset(("year",)),
    "indicator": frozenset(("indicator", "unit", "baseline", "year", "years", "name")),
    "completion": frozenset(("completion", "indicator", "unit")),
    "source": frozenset(("source", "total", "years")),
    "other": frozenset(("year", "total", "years")),
}
_LOWER = frozenset(("year", "total", "years", "lead", "co_executor", "partner", "source", "unit", "baseline"))
# What may stand in a second row of headings: years under an amount, kinds of executors under the executors.
_FAMILIES = (frozenset(("year", "total")), frozenset(("lead", "co_executor", "partner")))


class Column(NamedTuple):
    """What a column holds: a key of `[columns]`, 'year', or 'other'. A total has no year.

    `source` is the budget source whose money a column of amounts holds, where its heading names one.
    """

    role: str
    year: int | None = None
    place: tuple[int, int] | None = None  # of the header cell
    source: str | None = None


class Header(NamedTuple):
    """The rows of a header and the columns that they name; `following`: which row comes after it, numbers of columns left out."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    following: int


def column_of(cell: Cell, words: TableWords) -> Column:
    """What a column under this heading holds: the words of `[columns]` that cover most of it, or its one year."""
    lower = cell.lower
    best, longest = "other", 0
    for role, pattern in words.columns.within(lower):  # 'name' fits any row: it counts where no other word tells of what
        first = pattern.search(lower)
        if first is None:
            continue
        length = max(match.end() - match.start() for match in (first, *pattern.finditer(lower, first.end())))
        if length > longest and (role != "name" or best == "other"):
            best, longest = role, length
    place = (cell.start, cell.end)
    source = _source_of(lower, words) if best in ("other", "years", "total") else None
    if source is not None:
        return Column("total", None, place, source)
    years = _YEAR.findall(lower)
    if len(years) == 1 and len(lower) <= _MAX_YEAR_HEADER and best in ("other", "years", "baseline"):
        return Column("year", int(years[0]), place)
    if best == "other" and words.rows["part"].fullmatch(lower.strip(" :")):  # 'including', over the years
        return Column("years", None, place)
    return Column(best, None, place)


def _source_of(lower: str, words: TableWords) -> str | None:
    """The budget source that a heading consists of ('republican budget'): then its column holds the money from there."""
    found = (
        (match.end() - match.start(), key)
        for key, pattern in words.sources.items()
        if key != "total"
        for match in pattern.finditer(lower)
    )
    length, source = max(found, default=(0, None))
    return source if length >= _COVERED * len(_ASIDE.sub("", lower).strip()) else None


def is_numbering(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on."""
    texts = [cell.text.strip(". ") for cell in row.cells]
    return len(texts) > 2 and texts == [str(place) for place in range(1, len(texts) + 1)]


def language_of(row: Row, languages: Iterable[TableWords]) -> TableWords | None:
    """The language of a header: that in which most of its cells are known; None where fewer than two are columns of any."""
    best, most = None, 0
    for words in languages:
        roles = [column_of(cell, words).role for cell in row.cells]
        known = sum(role not in ("other", "year") for role in roles)
        if known > most and known + roles.count("year") > 1:
            best, most = words, known
    return best


def read_header(rows: Sequence[Row], words: TableWords) -> Header:
    """The header that the first of the rows opens."""
    levels, following, width = _levels(rows, words)
    usual = _usual_width(rows[following:])
    if len(levels) == 1 and 1 < (width or usual) < len(levels[0].cells):  # two rows of headings in one
        levels = split_levels(levels[0].cells, width or usual, words)
    width = width or max(usual, len(levels[0].cells))
    columns = [column_of(cell, words) for cell in levels[-1].cells]
    for place, level in reversed(list(enumerate(levels[:-1]))):  # the upmost alone is as wide as the table
        columns = _combine([column_of(cell, words) for cell in level.cells], columns, 0 if place else width)
    cells = {(cell.start, cell.end): cell for level in levels for cell in level.cells}
    return Header(tuple(levels), tuple(_with_totals(_widened(columns, width), cells, words)), following)


def split_levels(cells: Sequence[Cell], width: int, words: TableWords) -> list[Row]:
    """The headings as one row, or as two where the last of them stand under others before them.

    `width` is the count of the columns; 0 where it is not known.
    """
    columns = [column_of(cell, words) for cell in cells]
    for family in _FAMILIES:
        first = len(cells)
        while first > 1 and columns[first - 1].role in family:
            first -= 1
        above, below = columns[:first], columns[first:]
        over = [column for column in above if below and any(part.role in _PARTS.get(column.role, ()) for part in below)]
        fits = not width or len(cells) - width in range(1, len(over) + 1)
        if len(below) > 1 and fits and any(column.role in ("years", "responsible") for column in over):
            return [Row(tuple(cells[:first])), Row(tuple(cells[first:]))]
    return [Row(tuple(cells))]


def _with_totals(columns: list[Column], cells: Mapping[tuple[int, int], Cell], words: TableWords) -> list[Column]:
    """The columns; one whose word means a result or a total ('жыйынтыгы') is a total where it stands beside years."""
    found = list(columns)
    for place, column in enumerate(columns):
        cell = cells.get(column.place) if column.role == "completion" and column.place else None
        beside = {other.role for other in columns[max(0, place - 1) : place + 2]}
        if cell is not None and "year" in beside and words.columns["total"].fullmatch(_ASIDE.sub("", cell.lower).strip()):
            found[place] = Column("total", None, column.place)
    return found


def _levels(rows: Sequence[Row], words: TableWords) -> tuple[list[Row], int, int]:
    """The rows of the header, the first row after it, and the count of its columns where it is numbered, else 0."""
    numbering = next((place for place, row in enumerate(rows[: _LEVELS + 1]) if place and is_numbering(row)), None)
    if numbering is not None and not any(_opens_data(row) for row in rows[1:numbering]):
        return list(rows[:numbering]), numbering + 1, len(rows[numbering].cells)
    place = 1
    while place < min(len(rows), _LEVELS) and _is_subheader(rows[place], rows[0], words):
        place += 1
    return list(rows[:place]), place, 0


def _opens_data(row: Row) -> bool:
    return row.cells[0].text.strip(". )").isdigit()


def _is_subheader(row: Row, header: Row, words: TableWords) -> bool:
    """Whether a row names columns under the headings above it: two cells or more, each a heading that stands under others."""
    filled = [(place, cell) for place, cell in enumerate(row.cells) if not cell.blank]
    if len(filled) < 2 or any(len(cell.text) > _MAX_SUBHEADER for _, cell in filled):
        return False
    roles = [column_of(cell, words).role for _, cell in filled]
    covered = len(row.cells) == len(header.cells)  # then the cells under the plain headings are empty
    known = sum(
        role in ("year", "total", "lead", "co_executor", "partner", "source", "unit", "baseline", "years") for role in roles
    )
    return known == len(filled) if covered or len(filled) == len(row.cells) else False


def _combine(upper: Sequence[Column], lower: Sequence[Column], width: int) -> list[Column]:
    """The columns of two rows of headings."""
    if len(upper) == len(lower):
        return _combine_covered(upper, lower)
    missing = (width if width > len(upper) else len(upper) + len(lower) - 1) - len(upper)
    spanning = len(lower) - missing
    ways = list(islice(_spans(upper, len(lower), spanning), _MAX_WAYS)) if 0 < spanning <= _MAX_SPANNING else []
    if not ways:
        return list(upper)
    best = max(ways, key=lambda spans: _fitting(upper, lower, spans))
    columns: list[Column] = []
    taken = 0
    for place, column in enumerate(upper):
        count = best.get(place, 0)
        columns += [_under(column, part) for part in lower[taken : taken + count]] or [column]
        taken += count
    return columns


def _combine_covered(upper: Sequence[Column], lower: Sequence[Column]) -> list[Column]:
    """Headings of equal count: an empty cell above is covered by the one to its left where there is a heading below it."""
    columns: list[Column] = []
    over = Column("other")
    for above, below in zip(upper, lower, strict=True):
        if not _empty(above):
            over = above
        columns.append(over if _empty(below) and not _empty(above) else _under(over, below) if not _empty(below) else above)
    return columns


def _empty(column: Column) -> bool:
    return column.place is None or column.place[0] == column.place[1]


def _under(over: Column, column: Column) -> Column:
    """A column as its own heading says, else as the heading above it does."""
    if column.source is not None and over.role == "year":
        return Column("year", over.year, column.place, column.source)
    if column.role == "responsible" and over.role in ("lead", "partner", "co_executor"):
        return Column(over.role, None, column.place)
    if column.role != "other":
        return column
    return Column(over.role, over.year, column.place or over.place)


def _spans(upper: Sequence[Column], count: int, spanning: int) -> Iterator[dict[int, int]]:
    """All ways to share the lower headings out among so many of the upper ones: how many stand under which."""
    for places in combinations([place for place, column in enumerate(upper) if column.role in _PARTS], spanning):
        for cuts in combinations(range(1, count), spanning - 1):
            edges = (0, *cuts, count)
            yield {place: edges[i + 1] - edges[i] for i, place in enumerate(places)}


def _fitting(upper: Sequence[Column], lower: Sequence[Column], spans: dict[int, int]) -> tuple[int, int]:
    """How well the headings below fit those above; of equal ways the one with the least spread."""
    score = taken = 0
    for place, count in sorted(spans.items()):
        parts = _PARTS.get(upper[place].role, frozenset())
        score += sum(2 if part.role in parts else -1 for part in lower[taken : taken + count])
        score += 2 * (upper[place].role in ("years", "responsible", "baseline")) - (upper[place].role == "other") - (count == 1)
        taken += count
    return score, -max(spans.values())


def _widened(columns: Sequence[Column], width: int) -> list[Column]:
    """The columns, as many as there are: where headings are missing, that of the amounts stands over several."""
    missing = width - len(columns)
    if missing <= 0:
        return list(columns)
    spanning = next((place for place, column in enumerate(columns) if column.role == "years"), None)
    if spanning is None:
        return [*columns, *[Column("other")] * missing]
    opened = [Column("years", None, columns[spanning].place)] * (missing + 1)
    return [*columns[:spanning], *opened, *columns[spanning + 1 :]]


def _usual_width(rows: Sequence[Row]) -> int:
    """The width of most rows; the widest on a tie, 0 where there are none."""
    widths = Counter(len(row.cells) for row in rows)
    return max(widths, key=lambda width: (widths[width], width)) if widths else 0
