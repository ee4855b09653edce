"""Tables in a flat text: rows of cells with their places, where TAB characters or bars are all that is left of the table.

Five ways of marking are known. 'marked': a line that holds one TAB opens a cell, a blank line parts the paragraphs of a cell,
and a blank line more ends the row. 'prefixed': each cell is a line that begins with a TAB, and a blank line ends the row.
'separated': each line is a row, and TABs part its cells, a line without one between two rows being a heading that spans them
or, in two columns, more of the cell above; 'piped': the same with bars in place of TABs; 'labelled': a short line names
something, and the line below it, which begins with a TAB, says what it is. Where a portal drew the
number of a row as a list item, the number's cell and the break before the row are lost: such a row is 'glued' to the one before
and gets an empty first cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extractors.lines import is_spaced
from extractors.tables.grid import BLANKS, Cell, Line, Row, Table, cell_between, lines_of
from extractors.tables.pipes import piped_rows

# What ends a cell early: two blank lines (the table is over), or an indented line straight after the cell's last line.
_BREAK = re.compile(r"(?P<over>\n\r*\n\r*\n)|(?<=[^\n])\r?\n(?P<indent>[ \u00a0]+)(?=[^\s\u00a0])")
# What follows the last cell after one blank line only: a paragraph too long for a cell, an opening line, or the note of a mark.
_NO_LINE = re.compile(r"\n\r?\n")
_EMPTY_LINE = re.compile(r"(?<=\n)[ \u00a0]+(?=\r?\n)")
_NO_CELL = r"[ \u00a0]*(?:\*+[ \u00a0]?[^\s*]|[^\n]{80}|[^\n]{0,79}:[ \u00a0]*(?:\n|$))"
_STARTS_AFTER = re.compile(_NO_CELL)
_AFTER_TABLE = re.compile(rf"(?<=[^\n])\r?\n\r*\n(?={_NO_CELL})")
_ROW_NUMBER = re.compile(r"\d{1,3}[.)]?[ \u00a0]*(?:\n|$)")
_BLANK_ENDS = ("cell", "unclear", "cell", "row")
_HEADINGS = 3  # rows of headings
_WIDE = 5  # columns of a plan, at least: of a smaller table nothing says that its headings stand apart
_LABELS = 3  # pairs of lines at least that make a labelled table
_LABEL = 60  # characters of a label
_PAIR = 2  # cells of a row that names something and says what it is
_MAX_INSIDE = 8  # lines without a TAB that may stand between two rows
_FEW = 2  # rows that may be nothing but headings
_TEXT = re.compile(r"[.!?] +[^\W\d_a-zа-яё].*[.!?] *$")  # two sentences, which are no heading
_PARAGRAPH_INDENT = 3  # so many no-break spaces indent a paragraph of the running text, not a glued row


def read_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text, each with at least one cell that is not empty."""
    if "\t" not in text and "|" not in text:
        return ()
    if _NO_LINE.search(text) is None:  # lines of blanks stand for the empty ones: else they are a paragraph in a cell
        text = _EMPTY_LINE.sub(lambda blanks: "\r" * len(blanks[0]), text)
    lines = lines_of(text)
    marked = any(line.tabbed and not line.separated for line in lines)  # then blank lines end cells or rows
    if not marked and is_spaced(lines):  # a blank line stands behind each: it ends no row and no table
        lines = [line for line in lines if not line.blank]
    tabbed = [place for place, line in enumerate(lines) if line.body[:1] == "\t"]
    marks = _marks(lines, tabbed)
    tables: list[Table] = []
    place = 0
    for opening in [place for place, line in enumerate(lines) if "\t" in line.body or "|" in line.body]:
        if opening < place:  # it is a part of the table before
            continue
        place = opening
        if lines[place].separated:
            place, rows, dialect = *_separated(text, lines, place), "separated"
        elif place in marks:
            place, rows, dialect = *_marked(text, lines, tabbed, marks, place), "marked"
        elif labelled := _labelled(text, lines, place - 1):
            place, rows, dialect = (
                place - 1 + sum(len(row) for row in labelled),
                [Row(tuple(row)) for row in labelled],
                "labelled",
            )
        elif lines[place].tabbed:
            place, rows, dialect = *_prefixed(text, lines, place), "prefixed"
        else:
            following, rows = piped_rows(text, lines, place)
            place, dialect = max(following, place + 1), "piped"
        if any(not cell.blank for row in rows for cell in row.cells):
            table = Table(tuple(rows), dialect)
            heading = tables[-1] if tables and dialect == "marked" else None
            if heading is not None and _heads(text, heading, table):
                tables[-1] = Table((*heading.rows, *table.rows), dialect)
            else:
                tables.append(table)
    return tuple(tables)


def _heads(text: str, heading: Table, table: Table) -> bool:
    """Whether a table is the headings of the next: a blank line more parts them, and their rows are as wide."""
    if heading.dialect != "marked" or len(heading.rows) > _HEADINGS or text[heading.end : table.start].strip():
        return False
    if any(_ROW_NUMBER.match(row.cells[0].text) and not _numbers_columns(row) for row in heading.rows):
        return False  # rows of its own
    widths = [max(len(row.cells) for row in part.rows) for part in (heading, table)]
    return widths[0] == widths[1] >= _WIDE


def _numbers_columns(row: Row) -> bool:
    return all(_ROW_NUMBER.fullmatch(cell.text.strip()) for cell in row.cells)


def ends_table(paragraph: str) -> bool:
    """Whether a paragraph that follows the last cell's text after one blank line is read as no part of the table."""
    return _STARTS_AFTER.match(paragraph) is not None


def _marks(lines: list[Line], tabbed: list[int]) -> set[int]:
    """The lines that open a cell of the first kind: lone TABs, but for those among lines that begin with a TAB and say more."""
    marks: set[int] = set()
    stop = 0
    for first in tabbed:
        if first < stop:
            continue
        stop, blank = first, True
        while stop < len(lines) and (lines[stop].blank or lines[stop].tabbed):
            blank = blank and lines[stop].blank
            stop += 1
        if blank:
            marks.update(tabbed[bisect_left(tabbed, first) : bisect_left(tabbed, stop)])
    return marks


def _marked(text: str, lines: list[Line], tabbed: list[int], marks: set[int], place: int) -> tuple[int, list[Row]]:
    rows: list[Row] = []
    row: list[Cell] = []
    glued = False
    while True:
        after = bisect_right(tabbed, place)
        following = tabbed[after] if after < len(tabbed) else len(lines)
        start = lines[place].following
        limit = lines[following].start if following < len(lines) else len(text)
        outcome = ""
        while True:
            outcome, end = _close(text, start, limit, following in marks)
            row.append(cell_between(text, start, end))
            if outcome != "glued":
                break
            rows.append(Row(tuple(row), glued))
            start, glued = end, True
            row = [Cell(cell_between(text, start, limit).start, cell_between(text, start, limit).start, "")]
        if outcome == "unclear":
            width = len(rows[0].cells) if rows else 0
            following_cell = text[lines[following].following :].lstrip(BLANKS)[:6] if following in marks else ""
            outcome = "row" if len(row) == width or (len(row) > 2 and _ROW_NUMBER.match(following_cell)) else "cell"
        if outcome != "cell":
            rows.append(Row(tuple(row), glued))
            row, glued = [], False
        if outcome == "over" or following not in marks:
            if row:
                rows.append(Row(tuple(row), glued))
            return following, rows
        place = following


def _close(text: str, start: int, limit: int, followed: bool) -> tuple[str, int]:
    """How the cell that starts there ends, and where; `followed`: a mark stands at the limit.

    It ends as a 'cell' within a row, with its 'row', maybe with it ('unclear'), with the table ('over'), or before a 'glued' row.
    """
    raw = text[start:limit]
    ends = raw.replace("\r", "").count("\n") if not raw.strip("\r\n") else None
    if ends is not None:  # an empty cell is printed as no line or as two; one line may be either that or the row's end
        return ("over" if ends > 3 else _BLANK_ENDS[ends]), limit
    first = start + len(raw) - len(raw.lstrip("\r\n"))
    if text.count("\n", start, first) > 2:  # an empty cell, and what stands there is no longer the table
        return "over", start
    match = _BREAK.search(text, first, limit)
    if not followed:
        after = _AFTER_TABLE.search(text, first, match.start() if match else limit)
        if after is not None:
            return "over", after.start()
    if match is None:
        tail = raw.replace("\r", "")
        return ("row" if tail.endswith("\n\n") else "cell"), limit
    if match["over"] is not None:
        return "over", match.start()
    over = text.find("\n\n\n", match.end(), limit) >= 0 or not followed
    if over or match["indent"].count("\u00a0") >= _PARAGRAPH_INDENT:
        return "over", match.start()
    return "glued", match.start()


def _prefixed(text: str, lines: list[Line], place: int) -> tuple[int, list[Row]]:
    rows: list[Row] = []
    row: list[Cell] = []
    while place < len(lines):
        line = lines[place]
        if line.tabbed:
            row.append(cell_between(text, line.start, line.following))
        elif line.blank and row:
            rows.append(Row(tuple(row)))
            row = []
        elif row and line.body[:1] not in " \u00a0":  # the cell's text goes on
            row[-1] = cell_between(text, row[-1].start, line.following)
        elif not line.blank:
            break
        place += 1
    if row:
        rows.append(Row(tuple(row)))
    return place, rows


def _labelled(text: str, lines: list[Line], place: int) -> list[list[Cell]]:
    """The pairs of a label and what stands below it from a line on; none where they are too few."""
    rows: list[list[Cell]] = []
    if place < 0 or (place > 0 and lines[place - 1].tabbed):
        return rows
    while place + 1 < len(lines) and _is_label(lines[place]) and lines[place + 1].tabbed and not lines[place + 1].blank:
        pair = lines[place : place + _PAIR]
        rows.append([cell_between(text, line.start, line.following) for line in pair])
        place += _PAIR
    return rows if len(rows) >= _LABELS else []


def _is_label(line: Line) -> bool:
    body = line.body.strip(BLANKS)
    return 0 < len(body) <= _LABEL and "\t" not in line.body and not body.endswith((".", ";", ","))


def _separated(text: str, lines: list[Line], place: int) -> tuple[int, list[Row]]:
    rows: list[Row] = []
    while place < len(lines):
        line = lines[place]
        if "\t" in line.body:
            rows.append(Row(tuple(_parted(line))))
        elif (
            line.blank
            or not _is_inside(lines, place, rows)
            or (len(rows) == 1 and sum(not cell.blank for cell in rows[0].cells) <= _PAIR)
        ):
            break  # a lone pair may be a signature, and what follows it other text
        elif max(len(row.cells) for row in rows) > _PAIR:  # a heading that spans the table
            rows.append(Row((cell_between(text, line.start, line.following),)))
        else:  # in a table of names and what they say, what is said goes on
            *before, last = rows[-1].cells
            rows[-1] = Row((*before, cell_between(text, last.start, line.following)))
        place += 1
    return place, rows


def _is_inside(lines: list[Line], place: int, rows: list[Row]) -> bool:
    """Whether a line without a TAB stands in a table: its rows go on below it, with no blank line between.

    They do not where text stands between, where two rows below are as wide as each other and not as the table, or where the first
    of them begins as the headings do and goes on otherwise.
    """
    stop = next((p for p in range(place, min(len(lines), place + _MAX_INSIDE)) if lines[p].blank or "\t" in lines[p].body), None)
    if stop is None or not lines[stop].separated:
        return False
    first, heads = [piece.strip(BLANKS) for piece in lines[stop].body.split("\t")], [cell.text for cell in rows[0].cells]
    if len(rows) > 1 and first[0] and first[0] == heads[0] and first != heads:
        return False
    widths = [len(line.body.split("\t")) for line in lines[stop : stop + 2]]
    width = max(len(row.cells) for row in rows)
    if len(rows) > _FEW and widths[0] != width and (widths[0] > width or widths[0] == widths[-1]):
        return False
    return width <= _PAIR or not any(_TEXT.search(line.body) for line in lines[place:stop])


def _parted(line: Line) -> Iterator[Cell]:
    start = line.start
    for piece in line.body.split("\t"):
        body = piece.strip(BLANKS)
        first = start + (len(piece) - len(piece.lstrip(BLANKS)) if body else 0)
        yield Cell(first, first + len(body), body)
        start += len(piece) + 1
