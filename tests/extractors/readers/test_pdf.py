from __future__ import annotations

import subprocess
import sys
import zlib
from types import ModuleType

import pytest

from extractors.readers.pdf import reader
from extractors.readers.pdf.lines import Line
from extractors.readers.pdf.running import without_running
from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables
from ontology.errors import DocumentError

TOP = 800
FULL = "а" * 90  # with letters of 4 points, a line from 50 to 410


def text(data: bytes) -> str:
    return read_bytes(data, "a.pdf").text


def rows(data: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read_tables(text(data))]


def drawn(pdfs: ModuleType, *lines: tuple[float, float, str] | tuple[float, float, str, float]) -> bytes:
    """Lines of text at places counted from the left and from the top."""
    return b"".join(pdfs.shown(line[2], line[0], TOP - line[1], *line[3:]) for line in lines)


def box(left: float, top: float, right: float, bottom: float) -> bytes:
    return b"%d %d %d %d re S\n" % (left, TOP - bottom, right - left, bottom - top)


def test_lines_become_paragraphs(pdfs: ModuleType) -> None:
    page = drawn(
        pdfs,
        (70, 10, "б" * 80 + " вгд"),
        (50, 20, "еж" + "з" * 80 + " минис-"),
        (50, 30, "терство."),
        (70, 40, FULL[:85]),
        (70, 50, "Жаңы абзац."),
        (50, 80, "1) бир;"),
        (50, 90, "2) эки."),
        (50, 130, "Аягы", 14),
    )
    first, second, third, *items, end = text(pdfs.document_of([page])).rstrip("\n").split("\n\n")
    assert first == "б" * 80 + " вгд еж" + "з" * 80 + " минис-терство."
    assert (second, third, end) == (FULL[:85], "Жаңы абзац.", "Аягы")
    assert items == ["1) бир;", "2) эки."]


def test_raised_digits_and_gaps_between_letters(pdfs: ModuleType) -> None:
    page = drawn(pdfs, (50, 10, "12"), (58, 7, "10", 5), (63, 10, "-берене"), (120, 10, "«Ө»"))
    assert text(pdfs.document_of([page])) == "12¹⁰-берене «Ө»\n"


def test_running_lines_and_numbers_of_pages_are_left_out(pdfs: ModuleType) -> None:
    pages = [
        drawn(
            pdfs,
            (50, -20, "Токтомдун тексти"),
            (50, 60, f"Бет {word}."),
            (50, 700, "Сөз " + word),
            (300, 770, f"{number + 4}"),
            (50, 780, f"Басылды: {number}"),
        )
        for number, word in enumerate(("бир", "эки", "үч"), 1)
    ]
    assert text(pdfs.document_of(pages)).split("\n\n") == [
        "Бет бир.", "Сөз бир", "Бет эки.", "Сөз эки", "Бет үч.", "Сөз үч\n",
    ]  # fmt: skip


def test_a_number_that_stands_alone_on_a_page_may_be_text() -> None:
    pages = [(800.0, [Line("Сөз", 50, 90, 400, 8), Line("2024", 50, 90, 780, 8)]), (800.0, [Line("Сөз", 50, 90, 400, 8)])]
    assert [len(lines) for lines in without_running(pages)] == [2, 1]


def test_a_sentence_goes_on_over_the_page(pdfs: ModuleType) -> None:
    one = drawn(pdfs, (50, 10, "Баш сөз"), (50, 30, FULL), (50, 40, "б" * 90))
    other = drawn(pdfs, (50, 10, "уланды."), (50, 40, "Жаңы."))
    assert text(pdfs.document_of([one, other])) == f"Баш сөз\n\n{FULL} {'б' * 90} уланды.\n\nЖаңы.\n"


def test_ruled_tables_keep_joined_cells(pdfs: ModuleType) -> None:
    page = drawn(pdfs, (50, 5, "Жоспар"), (60, 30, "№"), (110, 30, "Жылдар"), (110, 50, "2024"), (210, 50, "2025"), (60, 70, "1"))
    page += drawn(pdfs, (110, 70, "25,"), (110, 80, "5"), (50, 120, "Соңы"))
    page += box(50, 20, 100, 60) + box(100, 20, 300, 40) + box(100, 40, 200, 60) + box(200, 40, 300, 60)
    page += box(50, 60, 100, 85) + box(100, 60, 200, 85) + box(200, 60, 300, 85)
    data = pdfs.document_of([page])
    assert rows(data) == [[["№", "Жылдар", ""], ["", "2024", "2025"], ["1", "25,\n\n5", ""]]]
    assert text(data).startswith("Жоспар\n\n\t\n")
    assert text(data).endswith("Соңы\n")


def test_rules_may_be_thin_filled_boxes_each_as_long_as_a_cell(pdfs: ModuleType) -> None:
    page = drawn(pdfs, (60, 32, "аа"), (160, 32, "бб"), (60, 52, "вв"), (160, 52, "гг"))
    for top in (20, 40, 60):
        page += b"".join(b"%d %d 99.5 0.5 re f\n" % (x, TOP - top) for x in (50, 150))
    for x in (50, 150, 250):
        page += b"".join(b"%d %d 0.5 19.5 re f\n" % (x, TOP - top - 20) for top in (20, 40))
    assert rows(pdfs.document_of([page])) == [[["аа", "бб"], ["вв", "гг"]]]


def test_a_table_without_rules_at_its_sides(pdfs: ModuleType) -> None:
    page = drawn(pdfs, (60, 30, "аа"), (160, 30, "бб"), (60, 50, "вв"), (160, 50, "гг"))
    for height in (20, 40, 60):
        page += b"50 %d m 250 %d l S\n" % (TOP - height, TOP - height)
    page += b"150 %d m 150 %d l S\n" % (TOP - 20, TOP - 60)
    assert rows(pdfs.document_of([page])) == [[["аа", "бб"], ["вв", "гг"]]]


def test_a_frame_round_the_page_is_no_table(pdfs: ModuleType) -> None:
    page = drawn(pdfs, (60, 30, "Бир."), (60, 60, "Эки.")) + box(40, 10, 500, 700)
    assert text(pdfs.document_of([page])) == "Бир.\n\nЭки.\n"


def test_a_table_over_two_pages_is_one(pdfs: ModuleType) -> None:
    def part(*cells: tuple[str, str]) -> bytes:
        page = b""
        for place, (left, right) in enumerate(cells):
            top = 20 + 20 * place
            page += drawn(pdfs, (60, top + 12, left), (110, top + 12, right))
            page += box(50, top, 100, top + 20) + box(100, top, 300, top + 20)
        return page

    one = part(("№", "Аты аталган"), ("1", "бири, экинчиси"), ("2", "үчүнчү иш жана"))
    other = part(("№", "Аты аталган"), ("  ", "төртүнчү"), ("3", "Бешинчи"))
    expected = [["№", "Аты аталган"], ["1", "бири, экинчиси"], ["2", "үчүнчү иш жана төртүнчү"], ["3", "Бешинчи"]]
    assert rows(pdfs.document_of([one, other])) == [expected]


def test_a_row_that_a_page_cuts_is_one(pdfs: ModuleType) -> None:
    """Browsers draw no rule where a page ends, and set the number of a row wherever its middle falls."""

    def upright(top: int, bottom: int) -> bytes:
        return b"".join(b"%d %d m %d %d l S\n" % (x, TOP - top, x, TOP - bottom) for x in (50, 100, 300))

    def level(top: int) -> bytes:
        return b"50 %d m 300 %d l S\n" % (TOP - top, TOP - top)

    one = drawn(pdfs, (60, 32, "№"), (110, 32, "Аты"), (110, 52, "Биринчи")) + level(20) + level(40) + upright(20, 60)
    other = drawn(pdfs, (60, 32, "1"), (110, 32, "Иш"), (60, 52, "2"), (110, 52, "эки")) + level(40) + level(60) + upright(20, 60)
    assert rows(pdfs.document_of([one, other])) == [[["№", "Аты"], ["1", "Биринчи\n\nИш"], ["2", "эки"]]]


def test_what_a_browser_prints_round_a_page_is_left_out(pdfs: ModuleType) -> None:
    lines = ((20, -20, "11/25/26, 10:09 PM"), (200, -20, "Мыйзам"), (20, 780, "https://a.kg/act/1?cl=ky"), (560, 780, "1/1"))
    page = drawn(pdfs, *lines, (50, 10, "1. Сөз 12/01/26, 10:00."), (50, 40, "б" * 40 + " и/"), (50, 50, "или."))
    assert text(pdfs.document_of([page])) == "1. Сөз 12/01/26, 10:00.\n\n" + "б" * 40 + " и/или.\n"


@pytest.mark.parametrize(
    ("turned", "way"), [(0, b"1 0 0 1 80 300"), (90, b"0 1 -1 0 300 80"), (180, b"-1 0 0 -1 300 300"), (0, b"0 1 -1 0 300 80")]
)
def test_turned_pages_and_turned_letters(pdfs: ModuleType, turned: int, way: bytes) -> None:
    a, b, c, d, e, f = map(int, way.split())
    first = b"BT /F 10 Tf %b Tm (One.) Tj ET\n" % way
    second = b"BT /F 10 Tf %d %d %d %d %d %d Tm (Two.) Tj ET\n" % (a, b, c, d, e - 30 * c, f - 30 * d)
    data = pdfs.document_of([second + first], turned=turned)
    start = data.index(b"<</Type/Font/Subtype/Type0")
    plain = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    assert text(data[:start] + plain + data[data.index(b"\nendobj", start) :]) == "One.\n\nTwo.\n"


def encrypted(pdfs: ModuleType) -> bytes:
    key = b"<</Filter/Standard/V 1/R 2/P -1/O(%b)/U(%b)>>" % (b"o" * 32, b"u" * 32)
    return pdfs.document_of([drawn(pdfs, (50, 10, "Сөз"))]).replace(b"trailer<<", b"trailer<</Encrypt %b/ID[(a)(a)]" % key)


def test_what_cannot_be_read_is_named(pdfs: ModuleType) -> None:
    picture = b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n"
    for data, reason in (
        (pdfs.document_of([picture]), "scanned pages without a text layer; run OCR"),
        (pdfs.document_of([b""]), "no text"),
        (encrypted(pdfs), "encrypted with a password"),
        (b"%PDF-1.7\n1 0 obj\n", "no whole PDF"),
        (pdfs.document_of([drawn(pdfs, (50, 10, "\ue000\ue001\ue002"))]), "no meaning in Unicode"),
    ):
        with pytest.raises(DocumentError, match=rf"a\.pdf: .*{reason}"):
            text(data)


def test_a_page_that_swells_is_refused_or_read(pdfs: ModuleType) -> None:
    packed = zlib.compress(b"0 0 m 1 1 l\n" * 30_000_000, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed)
    data = pdfs.document_of([b"x"]).replace(b"<</Length 1>>\nstream\nx\nendstream", stream)
    with pytest.raises(DocumentError, match=r"a\.pdf: "):
        text(data)


def test_a_process_that_breaks_is_named(pdfs: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_PROCESS", "extractors.readers.pdf.nothing")
    with pytest.raises(DocumentError, match=r"a\.pdf: .*save it as a new PDF"):
        text(pdfs.document_of([drawn(pdfs, (50, 10, "Сөз"))]))


@pytest.mark.parametrize("act", ["open('pyproject.toml')", "socket.socket()", "os.system('true') and open('x')"])
def test_the_process_opens_no_file_and_no_socket(act: str) -> None:
    code = f"import os, socket; from extractors.readers.pdf import process; process._give_up_rights(5); {act}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode != 0
    assert b"Too many open files" in done.stderr
