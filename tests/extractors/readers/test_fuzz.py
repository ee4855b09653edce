"""Damaged files of every format: each is read or refused by name, and what is read goes through all stages.

The damage is drawn from a fixed seed, so a failure comes again; `make fuzz` looks for new ones.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.pipeline import Extractor
from ontology.registered import load_registry

KINDS = ("txt", "html", "docx", "odt", "rtf", "pdf", "zip")
PIECES: dict[str, tuple[bytes, ...]] = {
    "txt": (b"\t\n", b"\n\n\n", b"\xff", b"\x00", "№ 5".encode(), "\u202e".encode()),
    "html": (b"<table>", b"</td>", b"<tr><td rowspan=9 colspan=9>", b"<li>", b"<ol start=99999999>", b"&#xD800;", b"<!--", b"<pre>", b"<sup>"),
    "docx": (b"<w:tbl>", b"</w:p>", b"<w:tc>", b'<w:gridSpan w:val="999999"/>', b'<w:vMerge/>', b"<w:p>", b"<w:del>", b'<w:numPr><w:numId w:val="1"/></w:numPr>'),
    "odt": (b"<table:table>", b"</text:p>", b"<text:list-item>", b"<text:note>", b'<table:table-cell table:number-columns-repeated="99"/>', b"<text:list>"),
    "rtf": (b"\\cell", b"\\row", b"\\itap3", b"\\nestcell", b"{\\*", b"}", b"{\\footnote ", b"\\u-1?", b"\\'e", b"\\bin9", b"\\uc9 ", b"\\trowd\\cellx-5"),
    "pdf": (b"<<", b">>", b"endobj", b" 0 R", b"stream\n", b"-1 ", b"999999999 ", b" Tf", b" cm ", b"BI ID EI"),
    "zip": (b"PK\x01\x02", b"PK\x05\x06", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"),
}  # fmt: skip
PLACES = st.floats(0, 1, exclude_max=True)
DAMAGE = st.tuples(st.sampled_from(("cut", "insert", "double", "flip", "end")), PLACES, st.integers(0, 255))


@pytest.fixture(scope="module")
def checkers(formats: ModuleType) -> dict[str, tuple[list[bytes], Callable[[bytes], None]]]:
    fuzz = importlib.import_module("fuzz_readers")
    extractor = Extractor.load(load_registry())
    return {kind: (fuzz.seeds(kind), fuzz.checker(kind, extractor)) for kind in KINDS}


def damaged(data: bytes, kind: str, damage: list[tuple[str, float, int]]) -> bytes:
    for what, where, number in damage:
        place = int(where * len(data))
        if what == "cut":
            data = data[:place] + data[place + number :]
        elif what == "insert":
            data = data[:place] + PIECES[kind][number % len(PIECES[kind])] + data[place:]
        elif what == "double":
            data = data[:place] + data[place : place + 8 * number] * 2 + data[place + 8 * number :]
        elif what == "flip":
            data = data[:place] + bytes((number,)) + data[place + 1 :]
        elif number > 200:
            data = data[:place]
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_breaks_nothing(kind: str, checkers: dict[str, tuple[list[bytes], Callable[[bytes], None]]]) -> None:
    files, check = checkers[kind]

    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(st.sampled_from(range(len(files))), st.lists(DAMAGE, min_size=1, max_size=8))
    def run(number: int, damage: list[tuple[str, float, int]]) -> None:
        check(damaged(files[number], kind, damage))

    run()
