from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from extractors.language import document_kind, load_letters
from extractors.readers.reader import read_file as read
from extractors.structure import blocks_of
from extractors.tables.cells import read_tables
from extractors.word_tables import LANGUAGES, load_table, parse_table
from ontology.errors import DataError

LETTERS = load_letters()


def cut(text: str) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.number, text[block.start : block.end]) for block in blocks_of(text, LETTERS, read_tables(text))[1]]


def test_paragraphs_headings_and_items() -> None:
    text = "1. Жалпы жоболор\n\nБул сөз.\nБул экинчи сөз.\n\n4.1. Негизги багыт\n\n- биринчи иш;\n1) экинчи иш;\n"
    assert cut(text) == [
        ("heading", "1", "1. Жалпы жоболор"),
        ("paragraph", None, "Бул сөз."),
        ("paragraph", None, "Бул экинчи сөз."),
        ("heading", "4.1", "4.1. Негизги багыт"),
        ("item", None, "- биринчи иш;"),
        ("item", "1", "1) экинчи иш;"),
    ]


def test_a_roman_number_opens_a_heading_and_no_sentence() -> None:
    assert cut("II. Негизги багыттар\n\nII. Бул сөз бүттү.\n\n3. Органдар:\nбиринчи иш;\nэкинчи иш.") == [
        ("heading", None, "II. Негизги багыттар"),
        ("paragraph", None, "II. Бул сөз бүттү."),
        ("item", "3", "3. Органдар:"),
        ("paragraph", None, "биринчи иш;"),
        ("paragraph", None, "экинчи иш."),
    ]


def test_lines_of_a_narrow_column_and_broken_sentences_go_on() -> None:
    assert cut("Тиркеме\n(Кыргыз\nРеспубликасынын\n2020-жылдын 15-\nмартындагы\n№ 1)\n\nСөз \n2021-жылы бүтөт.") == [
        ("paragraph", None, "Тиркеме\n(Кыргыз\nРеспубликасынын\n2020-жылдын 15-\nмартындагы\n№ 1)"),
        ("paragraph", None, "Сөз \n2021-жылы бүтөт."),
    ]


def test_a_longer_line_that_goes_on_from_the_one_before_does_not_end_a_stamp() -> None:
    stamp = "Утверждено\nраспоряжением Председателя Кабинета Министров\nКыргызской Республики\nот 5 июня 2023 года № 3"
    assert cut(stamp) == [("paragraph", None, stamp)]
    assert len(cut("Распоряжение Председателя Кабинета Министров\nКыргызской Республики")) == 2


def test_a_numbered_heading_does_not_go_on_over_the_opening_of_a_list() -> None:
    assert [text for _, _, text in cut("2. Duties of the Service\nThe Service will:\n- keep bridges;")][:2] == [
        "2. Duties of the Service",
        "The Service will:",
    ]


def test_cells_have_their_places() -> None:
    text = "Кесте\n\n\t\nБір\n\t\nЕкі\n\n\t\nҮш\n\t\nТөрт\n\n\n\nСоңы."
    blocks = blocks_of(text, LETTERS, read_tables(text))[1]
    assert [(text[b.start : b.end], b.row, b.column) for b in blocks if b.kind == "cell"] == [
        ("Бір", 1, 1),
        ("Екі", 1, 2),
        ("Үш", 2, 1),
        ("Төрт", 2, 2),
    ]
    assert [b.kind for b in blocks] == ["paragraph", *["cell"] * 4, "paragraph"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Бул программа мамлекеттик органдардын жана жарандардын өз ара аракеттенүүсү үчүн кабыл алынды.", "ky"),
        ("Жаштар арасында бар болгон зомбулуктун алдын алуу программасы", "ky"),
        ("Бұл бағдарлама мемлекеттік органдар мен азаматтардың өзара іс-қимылы үшін қабылданды.", "kk"),
        ("Эта программа принята для взаимодействия государственных органов и граждан в стране.", "ru"),
        ("This programme was adopted for the cooperation of state bodies and of the citizens.", "en"),
    ],
)
def test_the_language_of_a_paragraph(text: str, language: str) -> None:
    main, blocks = blocks_of(f"№ 1\n\n{text}\n\n12\n", LETTERS, ())
    assert main == language
    assert {block.language for block in blocks} == {language}


def test_languages_may_change_from_block_to_block() -> None:
    text = "Бул программа мамлекеттик органдардын жана жарандардын өз ара аракеттенүүсү үчүн.\n\nЭта программа принята для взаимодействия государственных органов и граждан.\n\nДа."
    assert [block.language for block in blocks_of(text, LETTERS, read_tables(text))[1]] == ["ky", "ru", "ru"]


def test_the_kind_of_a_document() -> None:
    assert document_kind("2030-жылга чейинки иш-чаралар планы", LETTERS, "ky") == "action-plan"
    assert document_kind("О государственной программе", LETTERS, "ru") == "programme"
    assert document_kind("A letter to a friend", LETTERS, "en") == "other"


def test_all_languages_have_the_same_keys() -> None:
    for stage in ("letters", "names"):
        keys = [set(load_table(language, stage)._values) for language in LANGUAGES]
        assert all(each == keys[0] for each in keys), stage


def test_a_slip_in_a_table_is_named() -> None:
    table = parse_table('words = ["a"]\nwrods = ["b"]\n', "some.toml")
    assert table.texts("words") == ("a",)
    with pytest.raises(DataError, match=r"some.toml: unknown key 'wrods'"):
        table.done()
    with pytest.raises(DataError, match="'none' is missing"):
        table.text("none")
    with pytest.raises(DataError, match="must be a string"):
        table.text("words")
    with pytest.raises(DataError, match=r"other\.toml"):
        parse_table("= 1", "other.toml")
    with pytest.raises(DataError, match="no such table"):
        load_table("ky", "none")


@pytest.mark.corpus
@pytest.mark.parametrize(("number", "language"), [("000", "ky"), ("001", "ky"), ("002", "kk"), ("003", "ky"), ("004", "ky")])
def test_the_real_documents_are_cut_whole(corpus_dir: Path, number: str, language: str) -> None:
    text = read(next(corpus_dir.glob(f"{number}_*.txt"))).text
    main, blocks = blocks_of(text, LETTERS, read_tables(text))
    assert main == language
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    assert sum(not c.isspace() for c in text) == sum(not c.isspace() for b in blocks for c in text[b.start : b.end])


def test_a_line_that_a_page_marks_or_sets_in_bold_is_a_heading() -> None:
    text = "# Clean Stoves\n\n**Result 1: Smoke is gone**\n\nSmoke **harms** families.\n\n#1 of all villages burns coal.\n"
    assert [kind for kind, _, _ in cut(text)] == ["heading", "heading", "paragraph", "paragraph"]


def test_lines_filled_to_one_width_go_on_before_a_capital_too() -> None:
    sentence = (
        "Программаны ишке ашырууну Кыргыз Республикасынын Юстиция министрлиги башка министрликтер менен чогуу"
        " камсыз кылат жана анын жүрүшү жөнүндө Кыргыз Республикасынын Министрлер Кабинетине жыл сайын отчет берет."
    )
    filled = "\n".join(_filled(" ".join([sentence] * 4), 80))
    text = f"ПРОГРАММА\n\n{filled}\n\n- биринчи иш;\n- экинчи иш.\n\nКыска сап.\nДагы бир сап."
    found = [body for kind, _, body in cut(text) if kind == "paragraph"]
    assert found[1] == filled
    assert found[2:] == ["Кыска сап.", "Дагы бир сап."]
    assert [body for kind, _, body in cut(text) if kind == "item"] == ["- биринчи иш;", "- экинчи иш."]


def _filled(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [*lines, word]
    return lines


def test_the_bars_of_a_table_are_no_text_beside_it() -> None:
    text = "# Сөз\n| а | б |\n| в | г |\nАягы."
    assert [body for kind, _, body in cut(text) if kind != "cell"] == ["# Сөз", "Аягы."]
