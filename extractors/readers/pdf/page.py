"""What stands on a page of a PDF: its letters and its straight rules, with places counted from the top left corner, in points."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.readers.pdf.paths import MAX_SEGMENTS, Segment, segments_of

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line
_UPRIGHT = 0.1  # quarters: letters that lean more belong to a stamp or watermark
_MIDDLE = 0.3  # of the size: how far above the base line the middle of small letters is
_BLANKS = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"


class Glyph(NamedTuple):
    """A letter: where it begins and ends in its line, how far down its base line is, its size, and its middle on the page.

    The places in the line of a letter that is turned are those that it has when the page is turned to make it upright.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    x: float
    y: float
    turn: int = 0  # quarters of a circle, anticlockwise


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is seen. `unknown`: how many letters have no meaning in Unicode; `images`: how many pictures it has."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Segment, ...]
    unknown: int = 0
    images: int = 0


_Place = Callable[[float, float], tuple[float, float]]


def read_page(page: pdfium.PdfPage) -> Page:
    """The letters and rules of a page, turned as the page is shown; where most letters lie on their side, turned upright."""
    left, bottom, right, top = page.get_cropbox()
    quarters = page.get_rotation() // 90
    place = _placing((left, bottom, right, top), quarters)
    width, height = (top - bottom, right - left) if quarters % 2 else (right - left, top - bottom)
    glyphs, unknown = _glyphs(page.get_textpage(), place, quarters, (width, height))
    segments, images = segments_of(page.raw)
    rules = [Segment(*place(s.x0, s.y0), *place(s.x1, s.y1)) for s in segments] if len(segments) <= MAX_SEGMENTS else []
    turns = Counter(glyph.turn for glyph in glyphs).most_common(1)
    if turns and turns[0][0]:
        turn = turns[0][0]
        upright = _placing((0, 0, width, height), turn)  # what takes the page's own turn out takes this one out as well
        rules = [Segment(*upright(s.x0, height - s.y0), *upright(s.x1, height - s.y1)) for s in rules]
        glyphs = [_set_upright(glyph) for glyph in glyphs if glyph.turn == turn]
        width, height = (height, width) if turn % 2 else (width, height)
    shown = (g for g in glyphs if -1 <= g.x <= width + 1 and -1 <= g.y <= height + 1)
    return Page(width, height, tuple(shown), tuple(rules), unknown, images)


def _placing(box: tuple[float, float, float, float], quarters: int) -> _Place:
    """Gives the place on the page as shown, `quarters` clockwise, for a place counted from the bottom left corner."""
    left, bottom, right, top = box
    if quarters == 1:
        return lambda x, y: (y - bottom, x - left)
    if quarters == 2:
        return lambda x, y: (right - x, y - bottom)
    if quarters == 3:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _glyphs(text: Any, place: _Place, quarters: int, extent: tuple[float, float]) -> tuple[list[Glyph], int]:  # noqa: ANN401 - untyped
    glyphs: list[Glyph] = []
    unknown = 0
    box = pdfium_c.FS_RECTF()
    matrix = pdfium_c.FS_MATRIX()
    x, y = c_double(), c_double()
    for index in range(text.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if code == _LINE_END_HYPHEN:
            code = 0x2D
        if code < 0x20 or code in (0xFFFD, 0xFFFE) or 0xE000 <= code <= 0xF8FF:
            unknown += code != 0x0A and code != 0x0D
            continue
        angle = pdfium_c.FPDFText_GetCharAngle(text, index) / (math.pi / 2)
        if abs(angle - round(angle)) > _UPRIGHT:
            continue
        pdfium_c.FPDFText_GetLooseCharBox(text, index, byref(box))
        pdfium_c.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        pdfium_c.FPDFText_GetMatrix(text, index, byref(matrix))
        size = pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        corners = (*place(box.left, box.bottom), *place(box.right, box.top))
        turned = _Turned(corners, place(x.value, y.value), extent)
        glyphs.append(turned.glyph(chr(code), max(size, 0.1), (-round(angle) - quarters) % 4))
    return glyphs, unknown


class _Turned(NamedTuple):
    corners: tuple[float, float, float, float]
    base: tuple[float, float]
    extent: tuple[float, float]

    def glyph(self, text: str, size: float, turn: int) -> Glyph:
        x0, x1 = sorted((self.corners[0], self.corners[2]))
        y0, y1 = sorted((self.corners[1], self.corners[3]))
        text = " " if text in _BLANKS else _LIGATURES.get(text, text)
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        (width, height), (x, y) = self.extent, self.base
        left, right, base = (
            (x0, x1, y),
            (height - y1, height - y0, x),
            (width - x1, width - x0, height - y),
            (y0, y1, width - x),
        )[turn]
        return Glyph(text, left, right, base, size, *middle, turn)


def _set_upright(glyph: Glyph) -> Glyph:
    return glyph._replace(x=(glyph.left + glyph.right) / 2, y=glyph.base - glyph.size * _MIDDLE, turn=0)
