"""Writes a PDF with a text layer and ruled tables, without any font: each code is the letter, and all letters are of one width.

It shows the right letters only where the viewer has a font for them; its text layer is whole everywhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

WIDTH, HEIGHT = 1191.0, 842.0  # A3, lying
_MARGIN = 50.0
_SIZE = 8.0
_LETTER = _SIZE / 2
_PITCH = 1.25 * _SIZE
_GAP = 0.8 * _SIZE
_PADDING = 4.0
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plain def /CMapType 2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)
_FONT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Plain/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/DW 500/FontDescriptor 3 0 R>>",
    b"<</Type/FontDescriptor/FontName/Plain/Flags 32/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200"
    b"/CapHeight 700/StemV 80>>",
    b"<</Type/Font/Subtype/Type0/BaseFont/Plain/Encoding/Identity-H/DescendantFonts[2 0 R]/ToUnicode 1 0 R>>",
)


def pdf_of(flow: Sequence[str | Sequence[Sequence[Sequence[str]]]]) -> bytes:
    """A PDF of paragraphs and tables, its pages numbered."""
    layout = _Layout()
    for item in flow:
        if isinstance(item, str):
            layout.paragraph(item)
        else:
            layout.table(item)
    return document_of(layout.finished())


def document_of(contents: Sequence[bytes], width: float = WIDTH, height: float = HEIGHT, turned: int = 0) -> bytes:
    """A PDF of pages whose drawing is given; the font is named /F, and a code in it is a letter's number in UTF-16."""
    stream = b"<</Length %d>>\nstream\n%b\nendstream"
    objects = [stream % (len(_TO_UNICODE), _TO_UNICODE), *_FONT]
    tree = len(objects) + 2 * len(contents) + 1
    pages = []
    for content in contents:
        objects.append(stream % (len(content), content))
        pages.append(b"%d 0 R" % (len(objects) + 1))
        box = f"[0 0 {width:g} {height:g}]".encode()
        look = b"/MediaBox%b/Rotate %d/Resources<</Font<</F 4 0 R>>>>" % (box, turned)
        objects.append(b"<</Type/Page/Parent %d 0 R%b/Contents %d 0 R>>" % (tree, look, len(objects)))
    objects.append(b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(pages), len(pages)))
    objects.append(b"<</Type/Catalog/Pages %d 0 R>>" % tree)
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(objects),
        len(data),
    )


def shown(text: str, x: float, y: float, size: float = _SIZE) -> bytes:
    """The drawing of a line of text that begins at a place."""
    text = text if len(text) > 1 else f"{text} "  # PDFium passes over a single letter that no font of the machine has
    return f"BT /F {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


class _Layout:
    def __init__(self) -> None:
        self._pages = [b""]
        self._y = HEIGHT - _MARGIN

    def finished(self) -> list[bytes]:
        return [page + shown(f"– {number} –", WIDTH / 2, 25) for number, page in enumerate(self._pages, 1)]

    def paragraph(self, text: str) -> None:
        for line in _wrapped(text, WIDTH - 2 * _MARGIN):
            self._make_room(_PITCH)
            self._y -= _PITCH
            self._pages[-1] += shown(line, _MARGIN, self._y)
        self._y -= _GAP

    def table(self, rows: Sequence[Sequence[Sequence[str]]]) -> None:
        widths = _widths(rows)
        for row in rows:
            cells = [_lines(cell, width) for cell, width in zip(row, widths, strict=False)]
            height = max(map(len, cells)) * _PITCH + 2 * _PADDING
            self._make_room(height)
            x = _MARGIN
            for lines, width in zip(cells, widths, strict=False):
                drawing = f"{x:g} {self._y - height:g} {width:g} {height:g} re S\n".encode()
                for place, line in enumerate(lines, 1):
                    drawing += shown(line, x + _PADDING, self._y - _PADDING - place * _PITCH + 0.25 * _SIZE)
                self._pages[-1] += drawing
                x += width
            self._y -= height
        self._y -= 2 * _GAP

    def _make_room(self, height: float) -> None:
        if self._y - height < _MARGIN:
            self._pages.append(b"")
            self._y = HEIGHT - _MARGIN


def _lines(cell: Sequence[str], width: float) -> list[str]:
    """The lines of a cell, with an empty one between its paragraphs."""
    lines: list[str] = []
    for paragraph in cell:
        lines += [*([""] if lines else []), *_wrapped(paragraph, width - 2 * _PADDING)]
    return lines or [""]


def _wrapped(text: str, width: float) -> list[str]:
    return textwrap.wrap(text, max(1, int(width / _LETTER)), break_long_words=True, break_on_hyphens=False)


def _widths(rows: Sequence[Sequence[Sequence[str]]]) -> list[float]:
    """The widths of columns: room for the longest word, and what is left by the length of the texts."""
    count = max(map(len, rows))
    columns = [[" ".join(row[place]) for row in rows if place < len(row)] for place in range(count)]
    least = [max(max((len(w) for w in text.split()), default=1) for text in texts) * _LETTER + 3 * _PADDING for texts in columns]
    wish = [max(map(len, texts)) for texts in columns]
    rest = max(0.0, WIDTH - 2 * _MARGIN - sum(least))
    return [one + rest * length / max(1, sum(wish)) for one, length in zip(least, wish, strict=True)]
