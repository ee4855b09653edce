"""The straight lines that a page of a PDF draws: rules of tables, frames of pages, lines under words."""

from __future__ import annotations

from ctypes import byref, c_float
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

MAX_SEGMENTS = 50_000  # a page that draws more is a drawing; no tables are looked for on it
_MAX_DEPTH = 5  # forms in forms
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1, 0, 0, 1, 0, 0)


class Segment(NamedTuple):
    """A straight stroke from one place to another."""

    x0: float
    y0: float
    x1: float
    y1: float


def segments_of(page: Any) -> tuple[list[Segment], int]:  # noqa: ANN401 - pypdfium2 is untyped
    """The straight strokes of a page, at most one more than are read, and how many pictures it has."""
    found = _Found()
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        found.take(pdfium_c.FPDFPage_GetObject(page, index), _PLAIN, 0)
        if len(found.segments) > MAX_SEGMENTS:
            break
    return found.segments, found.images


class _Found:
    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.images = 0

    def take(self, item: Any, outer: _Matrix, depth: int) -> None:  # noqa: ANN401
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            self.images += 1
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self._path(item, _product(_matrix(item), outer))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _product(_matrix(item), outer)
            for index in range(pdfium_c.FPDFFormObj_CountObjects(item)):
                self.take(pdfium_c.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                if len(self.segments) > MAX_SEGMENTS:
                    return

    def _path(self, path: Any, matrix: _Matrix) -> None:  # noqa: ANN401
        x, y = c_float(), c_float()
        first = last = (0.0, 0.0)
        for index in range(min(pdfium_c.FPDFPath_CountSegments(path), MAX_SEGMENTS + 1)):
            segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
            pdfium_c.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            place = _at(matrix, x.value, y.value)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                first = place
            elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
                self.segments.append(Segment(*last, *place))
            last = place
            if pdfium_c.FPDFPathSegment_GetClose(segment) and last != first:
                self.segments.append(Segment(*last, *first))
                last = first


def _matrix(item: Any) -> _Matrix:  # noqa: ANN401
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, byref(found)):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
