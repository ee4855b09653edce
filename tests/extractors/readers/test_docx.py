"""Word documents: numbers of lists, joined cells, notes, and what is no text of the document."""

from __future__ import annotations

from types import ModuleType

import pytest

from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LEVELS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


@pytest.fixture
def read(formats: ModuleType):
    def text(body: str, **parts: str) -> str:
        document = f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        whole = {f"word/{name}.xml": f'<w:{root} xmlns:w="{W}">{part}</w:{root}>' for name, (root, part) in named(parts).items()}
        return read_bytes(formats.zipped({"word/document.xml": document, **whole}), "a.docx").text

    return text


def named(parts: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (name, part) for name, part in parts.items()}


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{inside if inside.startswith('<') else run(inside)}</w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_lists(read) -> None:
    body = item("бир", 1) + item("эки", 1) + item("ич", 1, 1) + item("чекит", 1, 2) + item("үч", 1) + item("ич", 1, 1)
    body += item("а", 2) + item("б", 2) + item("кайра", 3) + item("5) өз", 1)
    assert read(body, numbering=LEVELS).split("\n\n") == [
        "3. бир", "4. эки", "4.1) ич", "- чекит", "5. үч", "5.1) ич", "а) а", "б) б", "1. кайра", "5) өз\n",
    ]  # fmt: skip


def test_numbers_that_a_style_gives_and_a_paragraph_takes_back(read) -> None:
    style = '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = paragraph("бир", '<w:pStyle w:val="L"/>') + paragraph(
        "эки", '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert read(body, numbering=LEVELS, styles=style) == "3. бир\n\nэки\n"


def test_joined_cells(read) -> None:
    def cell(text: str, look: str = "") -> str:
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = (
        cell("№", "<w:vMerge w:val='restart'/>") + cell("Жылдар", "<w:gridSpan w:val='2'/>"),
        cell("", "<w:vMerge/>") + cell("2024") + cell("2025"),
        cell("1") + cell("а") + cell("б"),
    )
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    found = [[cell.text for cell in row.cells] for row in read_tables(read(body))[0].rows]
    assert found == [["№", "Жылдар", ""], ["", "2024", "2025"], ["1", "а", "б"]]


def test_notes_follow_the_text_with_their_numbers(read) -> None:
    body = paragraph(
        run("Сөз") + '<w:r><w:footnoteReference w:id="9"/></w:r>' + run(" бар") + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    notes = f'<w:footnote w:id="0">{paragraph("сызык")}</w:footnote><w:footnote w:id="9">{paragraph("түшүндүрмө")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{paragraph("булак")}</w:endnote>'
    assert read(body, footnotes=notes, endnotes=ends) == "Сөз¹ бар²\n\n¹ түшүндүрмө\n\n² булак\n"


def test_what_is_no_text_of_the_document(read) -> None:
    body = paragraph(
        run("Бул")
        + f"<w:del>{run(' эски')}</w:del><w:ins>{run(' жаңы')}</w:ins>"
        + run(" жашыруун", "<w:vanish/>")
        + run(" ачык", '<w:vanish w:val="0"/>')
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + "<mc:AlternateContent><mc:Choice><w:r><w:t> рамка</w:t></w:r></mc:Choice><mc:Fallback>"
        + f"{run(' рамка')}</mc:Fallback></mc:AlternateContent>"
        + '<w:r><w:t>12</w:t></w:r>' + run("1", '<w:vertAlign w:val="superscript"/>') + "<w:r><w:tab/><w:t>а</w:t><w:br/><w:t>б</w:t></w:r>"
    )  # fmt: skip
    assert read(body) == "Бул жаңы ачык рамка12¹ а\nб\n"
