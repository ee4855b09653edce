from __future__ import annotations

import time

import pytest

from extractors.readers.leftovers import is_leftover
from extractors.readers.portals import load_pages
from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables
from ontology.errors import DocumentError


def text(page: str, name: str = "a.html") -> str:
    return read_bytes(page.encode(), name).text


def cells(page: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in read_tables(text(page))]


def test_paragraphs_headings_breaks_and_entities() -> None:
    page = (
        "<html><body><h1>Бөлүм&nbsp;1</h1><p>Бир\n  эки <b>ү</b>ч&laquo;a&raquo;<br>төрт</p>беш<p>&#1201;лт<br/><br/>алты</body>"
    )
    assert text(page) == "Бөлүм\u00a01\n\nБир эки үч«a»\nтөрт\n\nбеш\n\nұлт\n\nалты\n"


def test_what_is_not_shown_is_left_out() -> None:
    page = (
        "<!doctype html><head><title>T</title><style>p{}</style></head><body><script>var a='<p>x</p>';</script>"
        "<p hidden>x</p><div style='Display : none'><p>x</p></div><noscript>x</noscript><!-- x --><p>Сөз<del> эски</del>.</p>"
    )
    assert text(page) == "Сөз.\n"


def test_lists_keep_their_numbers() -> None:
    page = "<p>Милдеттер:</p><ol start=3><li>бир</li><li><p>эки</p><ul><li>ич</li></ul></li><li>7) өз</li></ol><ol type=a><li>x"
    assert text(page) == "Милдеттер:\n\n3. бир\n\n4. эки\n\n- ич\n\n7) өз\n\na. x\n"


def test_raised_digits_do_not_join_the_number_before() -> None:
    assert text("<p>12<sup>1</sup>-статья, 1<sup>st</sup></p>") == "12¹-статья, 1st\n"


def test_tables_keep_cells_and_spans() -> None:
    page = """<p>План</p><table><thead><tr><th rowspan="2">№</th><th colspan="2">Жылдар</th></tr><tr><th>2024</th><th>2025</th></tr>
    </thead><tbody><tr><td>1</td><td><p>ИИМ,</p><p>УКМК</p></td><td></td></tr></tbody></table><p>Аягы</p>"""
    assert cells(page) == [[["№", "Жылдар", ""], ["", "2024", "2025"], ["1", "ИИМ,\n\nУКМК", ""]]]
    assert text(page).endswith("Аягы\n")


def test_tables_that_only_lay_out_the_page_are_no_tables() -> None:
    page = "<table><tr><td>Меню</td><td><p>Сөз</p><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>"
    assert text(page).startswith("Меню\n\nСөз\n\n")
    assert cells(page) == [[["1", "2"]]]


ADILET = """<!DOCTYPE html><html><head><link rel="canonical" href="https://adilet.zan.kz/kaz/docs/P0"></head><body>
<div class="header"><a href="/">Басты бет</a></div><div class="container_alpha slogan"><h1>Жоспар туралы</h1><p>Үкіметтің қаулысы</p></div>
<div class="container_gamma text text_upd"><div class="gs_12"><article><h3>1-тарау</h3><p>&nbsp;&nbsp;&nbsp;&nbsp; 1. Жоспар бекітілсін.</p>
<table><tr><td>ІІМ</td><td>БП</td></tr></table></article></div></div><div class="footer">© 2024</div></body></html>"""


def test_the_portal_of_kazakhstan() -> None:
    assert text(ADILET).startswith("Жоспар туралы\n\nҮкіметтің қаулысы\n\n1-тарау\n\n1. Жоспар бекітілсін.\n\n\t\nІІМ\n\t\nБП\n")
    assert "Басты" not in text(ADILET)
    assert "©" not in text(ADILET)


def test_the_portal_of_kyrgyzstan() -> None:
    page = """<html><head><meta charset="utf-8"><base href="http://cbd.minjust.gov.kg/act/view/ky-kg/1"></head><body>
    <div class="top">Централизованный банк данных</div><div><div class="WordSection1"><p class="MsoNormal">Описание: C:\\a\\image001.jpg</p>
    <p class="MsoNormal"><b>ТОКТОМ</b></p></div><div class="WordSection2"><p>1. Бекитилсин.</p></div></div><div>Подвал</div></body></html>"""
    assert text(page) == "ТОКТОМ\n\n1. Бекитилсин.\n"


def test_other_pages_lose_their_menus() -> None:
    links = "".join(f"<li><a href='/{n}'>Бөлүм {n}</a></li>" for n in range(6))
    page = f"<body><nav>Жол</nav><ul>{links}</ul><h1>Закон</h1><p>Сөз <a href='/x'>шилтеме</a>.</p><footer>f</footer></body>"
    assert text(page) == "Закон\n\nСөз шилтеме.\n"


@pytest.mark.parametrize(("charset", "codec"), [("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("utf-16", "utf-16")])
def test_the_encoding_that_a_page_declares(charset: str, codec: str) -> None:
    page = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={charset}'></head><body><p>ЗАКОН</p>"
    assert read_bytes(page.encode(codec), "a.html").text == "ЗАКОН\n"


def test_html_is_told_by_its_content() -> None:
    assert read_bytes("\ufeff<!-- x --><HTML><p>Бир".encode(), "a.doc").format == "html"
    assert read_bytes("<p>Бир</p>".encode(), "a.htm").format == "html"
    assert read_bytes("<p>Бир</p>".encode(), "a.txt").format == "txt"


def test_a_page_without_text_is_named() -> None:
    with pytest.raises(DocumentError, match="no text"):
        text("<html><body><div id=app></div><script>1</script></body></html>")


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 200_000 + "x",
        "<html>" + "<div></p>" * 200_000 + "x",
        "<html><table>" + "<tr><td colspan=1000 rowspan=60000>x" * 20_000,
    ],
)
def test_pages_without_measure_are_refused_in_time(page: str) -> None:
    started = time.process_time()
    with pytest.raises(DocumentError):
        text(page)
    assert time.process_time() - started < 10


def test_deep_but_closed_pages_are_read() -> None:
    assert text("<html>" + "<div>" * 3000 + "x" + "</div>" * 3000) == "x\n"
    assert "x" in text("<html><table><tr><td>" * 3000 + "x")


def test_the_table_of_portals_is_whole() -> None:
    pages = load_pages()
    assert {portal.name for portal in pages.portals} == {"adilet", "minjust-kg"}


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Описание: C:\\Users\\a\\image001.jpg", True),
        ("Описание: Описание: Описание: C:\\a b\\image001.jpg\n", True),
        ("Description: https://a.b/c.png", True),
        (
            "Система Orphus\nRTF Print OpenData\nДокумент Маалым дарек Шилтеме документтер\nРедакция:      кыргызча  |  на русском",
            True,
        ),
        ("Описание: программа", False),
        ("Описание: C:\\a.txt", False),
        ("Система Orphus найдёт ошибки", False),
        ("Редакция: кыргызча", False),
        ("", False),
    ],
)
def test_lines_that_portals_and_word_processors_leave_behind(line: str, left: bool) -> None:
    assert is_leftover(line) is left
