"""OpenDocument texts: numbers of lists, joined and repeated cells, notes, and what is no text of the document."""

from __future__ import annotations

from types import ModuleType

import pytest

from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables
from ontology.errors import DocumentError

ODF = "urn:oasis:names:tc:opendocument:xmlns"
STYLES = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="3"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="1"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)


@pytest.fixture
def read(formats: ModuleType):
    def text(body: str, styles: str = "") -> str:
        names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "style"))
        content = (
            f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        kind = "application/vnd.oasis.opendocument.text"
        return read_bytes(formats.zipped({"mimetype": kind, "content.xml": content}), "a.odt").text

    return text


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(*inside: str) -> str:
    return "".join(f"<text:list-item>{each}</text:list-item>" for each in inside)


def listed(*inside: str, goes_on: bool = False) -> str:
    return f'<text:list text:style-name="L" text:continue-numbering="{str(goes_on).lower()}">{items(*inside)}</text:list>'


def test_numbers_of_lists(read) -> None:
    deepest = f"<text:list>{items(p('чекит'))}</text:list>"
    inner = f"<text:list>{items(p('ич'), p('ич') + deepest)}</text:list>"
    first = listed(p("бир") + p("уланды"), p("эки") + inner, p("7) өз"))
    again, on = listed(p("кайра")), listed(p("дагы"), goes_on=True)
    assert read(first + again + on, STYLES).split("\n\n") == [
        "3. бир", "уланды", "4. эки", "a) ич", "b) ич", "- чекит", "7) өз", "3. кайра", "4. дагы\n",
    ]  # fmt: skip


def test_joined_and_repeated_cells(read) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    cell = "<table:table-cell>{}</table:table-cell>"
    covered = "<table:covered-table-cell/>"
    body = "<table:table><table:table-header-rows>"
    body += row(
        cell.format(p("№")), f'<table:table-cell table:number-columns-spanned="2">{p("Жылдар")}</table:table-cell>', covered
    )
    body += "</table:table-header-rows>" + row(covered, cell.format(p("2024")), cell.format(p("2025")))
    body += row(cell.format(p("1")), '<table:table-cell table:number-columns-repeated="2"/>') + "</table:table>"
    found = [[cell.text for cell in row.cells] for row in read_tables(read(body))[0].rows]
    assert found == [["№", "Жылдар", ""], ["", "2024", "2025"], ["1", "", ""]]


def test_notes_follow_the_text_with_their_numbers(read) -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>түшүндүрмө</text:p></text:note-body></text:note>"
    assert read(p(f"Сөз{note} бар")) == "Сөз¹ бар\n\n¹ түшүндүрмө\n"


def test_a_password_is_named(formats: ModuleType) -> None:
    manifest = '<manifest:manifest xmlns:manifest="urn:x"><manifest:encryption-data/></manifest:manifest>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x00\x01", "META-INF/manifest.xml": manifest}
    with pytest.raises(DocumentError, match=r"a\.odt: is protected by a password"):
        read_bytes(formats.zipped(parts), "a.odt")


def test_what_is_no_text_of_the_document(read) -> None:
    body = (
        f"<text:tracked-changes>{p('эски')}</text:tracked-changes><text:table-of-content>{p('мазмуну')}</text:table-of-content>"
        + p(f"Бул<office:annotation>{p('пикир')}</office:annotation><text:s text:c='2'/>жаңы<text:tab/>а<text:line-break/>б")
    )
    assert read(body) == "Бул  жаңы а\nб\n"
