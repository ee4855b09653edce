from __future__ import annotations

import pytest

from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables
from ontology.errors import DocumentError


def text(source: str) -> str:
    return read_bytes(source.encode("latin-1"), "a.rtf").text


def rows(source: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read_tables(text(source))]


def coded(plain: str) -> str:
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in plain)


def test_paragraphs_signs_and_groups_without_text() -> None:
    source = (
        r"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}}{\colortbl;\red0;}{\info{\title T}}{\*\generator x;}"
        r"{\header h\par}\pard {\b 1.}\~\'ca\'ee\'e4\endash x\par\line y\tab z{\v hidden}{\deleted gone}\par}after"
    )
    assert text(source) == "1.\u00a0Код–x\n\ny z\n"


def test_letters_beyond_the_code_page() -> None:
    assert (
        text(r"{\rtf1\ansi\ansicpg1251\uc1 \u1178?аза\u1179?\uc2\u1199\'3f\'3f{\uc0\u1085}}".replace("аза", r"\'e0\'e7\'e0"))
        == "Қазақүн\n"
    )
    assert text(r"{\rtf1 a\u-10179?\u-8704?b\u-10179?c}") == "a\U0001f600b\ufffdc\n"


def test_fonts_have_their_code_pages() -> None:
    source = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'e0\'e1{\f0 \'e9}\par}"
    assert text(source) == "абé\n"


def test_numbers_of_lists_and_notes() -> None:
    source = (
        r"{\rtf1{\listtext\pard\plain 1.\tab}one{\super\chftn}{\footnote\pard{\super\chftn} the note}\par"
        r"{\listtext 2.\tab}two{\super 3}\par}"
    )
    assert text(source) == "1. one¹\n\n2. two³\n\n¹ the note\n"


TABLE = (
    r"{\rtf1 Before\par"
    r"\trowd\clvmgf\cellx1000\cellx5000\pard\intbl No\cell Years\cell\row"
    r"\trowd\clvmrg\cellx1010\cellx3000\cellx5000\pard\intbl\cell 2024\cell 2025\cell\row"
    r"\trowd\cellx1000\cellx3000\cellx5000\pard\intbl 1\cell a,\par b\cell\cell\row"
    r"\pard After\par}"
)


def test_tables_keep_their_cells_and_spans() -> None:
    assert rows(TABLE) == [[["No", "Years", ""], ["", "2024", "2025"], ["1", "a,\n\nb", ""]]]
    assert text(TABLE).startswith("Before\n\n\t\n")
    assert text(TABLE).endswith("After\n")


def test_tables_are_parted_by_a_paragraph() -> None:
    row = r"\trowd\cellx1\cellx2000\pard\intbl {0}\cell {0}\cell\row\pard"
    source = "{\\rtf1 " + row.replace("{0}", "a") + row.replace("{0}", "b") + r"\par" + row.replace("{0}", "c") + "}"
    assert rows(source) == [[["a", "a"], ["b", "b"]], [["c", "c"]]]


def test_a_table_in_a_cell_makes_the_outer_one_layout() -> None:
    row = r"\pard\intbl\itap2 {0}\nestcell {0}\nestcell{\*\nesttableprops\trowd\cellx5\cellx90\nestrow}{\nonesttables\par}"
    source = (
        r"{\rtf1\trowd\cellx1000\cellx2000\pard\intbl before\par"
        + row.replace("{0}", "a")
        + row.replace("{0}", "b")
        + r"\pard\intbl after\cell beside\cell\cell\row\pard end\par}"
    )
    assert rows(source) == [[["a", "a"], ["b", "b"]]]
    assert text(source).startswith("before\n\n\t\n")
    assert text(source).endswith("after\n\nbeside\n\nend\n")


def test_a_row_may_end_with_a_cell_too_many() -> None:
    assert rows(r"{\rtf1\trowd\cellx1000\cellx2000\pard\intbl a\cell b\cell\cell\row}") == [[["a", "b"]]]


def test_bullets_are_dashes_and_numbers_stay() -> None:
    source = (
        r"{\rtf1{\listtext\f2\'b7\tab}one\par{\listtext\u8226?\tab}two\par{\pntext o\tab}three\par{\listtext b)\tab}four\par}"
    )
    assert text(source) == "- one\n\n- two\n\n- three\n\nb) four\n"


def test_more_words_than_are_read_are_refused() -> None:
    with pytest.raises(DocumentError, match=r"a\.rtf: more than"):
        text("{\\rtf1 " + "{}" * 2_100_000 + "}")


@pytest.mark.parametrize("source", [r"{\rtf1 }", r"{\rtf1{\pict 00ff}}", r"{\rtf1{", "{\\rtf1" + "{" * 20_000])
def test_what_has_no_text_or_no_end_is_named(source: str) -> None:
    with pytest.raises(DocumentError, match=r"a\.rtf"):
        text(source)


def test_binary_parts_and_broken_ends_do_no_harm() -> None:
    assert text("{\\rtf1 a{\\pict\\bin4 }}{{}b\\") == "ab\n"
    assert text(r"{\rtf1 a}}}}\par b") == "a\n"
