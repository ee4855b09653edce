from __future__ import annotations

import html
import json
import re
import struct
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.translation import LANGUAGES, load_words
from ontology.iri import DEFAULT_BASE
from tests.api.library import HOSTILE, TEXTS

PAGES = (
    "/",
    "/bodies",
    "/instruments",
    "/programmes",
    "/measures",
    "/questions",
    "/questions/who-is-responsible",
    "/questions/evidence-of",
    "/questions/money-by-year",
    "/findings",
    "/topics",
    "/report",
    "/view",
    "/sparql",
    "/search?q=көпүрө",
    "/id/body/kg/bridges",
    "/id/act/kg/resolution/2024-03-05/7-а",
    "/id/act/kg/bridges-old",
)


class Page(HTMLParser):
    """What the tests look at: links, ids, elements, and the text of each mark."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self._in_mark = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "mark":
            self._in_mark = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._in_mark:
            self.marked[-1] += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [values for name, values in self.tags if name == tag]


def without_data(text: str) -> str:
    """The page without what it says in the words of schema.org, which must be JSON."""
    block = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
    assert all(json.loads(found) for found in block.findall(text))
    return block.sub("", text)


def get(reader: httpx.Client, path: str, status: int = 200) -> tuple[str, Page]:
    response = reader.get(path, follow_redirects=True)
    assert response.status_code == status, (path, response.text[:500])
    return response.text, Page(response.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_sound_in_each_language(reader: httpx.Client, language: str, path: str) -> None:
    text, page = get(reader, f"/{language}{path}")
    assert page.of("html")[0]["lang"] == language
    assert len(page.of("h1")) == 1
    assert [link["hreflang"] for link in page.of("link") if link.get("hreflang")] == list(LANGUAGES)
    assert len(page.ids) == len(set(page.ids))
    assert {name for name, _ in page.tags} >= {"main", "header", "footer", "nav", "title"}
    assert page.links[0] == "#content"
    assert load_words(language)("site.footer").split(".")[0] in html.unescape(text)
    text = without_data(text)
    assert "<script" not in text
    assert not re.search(r"\{\{|\}\}|None</", re.sub(re.escape(str(html.escape(HOSTILE))), "", text).replace("{{ 7*7 }}", ""))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_works(reader: httpx.Client, path: str) -> None:
    _, page = get(reader, f"/ky{path}")
    own = {link.partition("#")[0] for link in page.links if not urlsplit(link).netloc and not link.startswith("#")}
    assert own
    for link in sorted(own):
        assert reader.get(link, follow_redirects=True).status_code == 200, link


def test_the_language_switch_keeps_the_page(reader: httpx.Client) -> None:
    _, page = get(reader, "/ky/id/act/kg/resolution/2024-03-05/7-%D0%B0")
    russian = next(a for a in page.of("a") if a.get("hreflang") == "ru")
    assert russian["href"] == "/ru/id/act/kg/resolution/2024-03-05/7-%D0%B0"
    _, searched = get(reader, "/ky/search?q=a%26b&type=body")
    assert next(a for a in searched.of("a") if a.get("hreflang") == "kk")["href"] == "/kk/search?q=a%26b&type=body"


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        f"/search?q={quote(HOSTILE)}",
        f"/questions/mandates-of-body?body={quote(HOSTILE)}",
        f"/entity?iri={quote('http://a/' + HOSTILE)}",
        f"/findings?type={quote(HOSTILE)}",
        f"/bodies?kind={quote(HOSTILE)}",
        f"/sparql?query={quote(HOSTILE)}",
    ],
)
def test_hostile_names_and_parameters_are_only_text(reader: httpx.Client, path: str) -> None:
    response = reader.get(f"/en{path}", follow_redirects=True)
    page = Page(response.text)
    assert all(values == {"type": "application/ld+json"} for values in page.of("script"))  # data, which no browser runs
    assert not [values for _, values in page.tags if any(name.startswith("on") for name in values)]
    assert "49" not in re.findall(r"\{\{ .{1,9} \}\}|alert\(1\) (\d+)", response.text)
    assert response.headers["content-security-policy"].startswith("default-src 'self'")


def test_headers_protect_every_answer(reader: httpx.Client) -> None:
    for path in ("/en/", "/static/jarlyk.css", "/api/questions", "/sparql?query=ASK%20%7B%7D", "/nothing"):
        headers = reader.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "default-src 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fact_opens_the_document_at_the_marked_words(reader: httpx.Client, language: str) -> None:
    _, page = get(reader, f"/{language}/id/body/kg/bridges")
    places = {link for link in page.links if "?at=" in link}
    assert {urlsplit(link).path.rsplit("/", 1)[-1] for link in places} != set()
    for link in places:
        start, end = map(int, re.findall(r"at=(\d+)-(\d+)", link)[0])
        _, document = get(reader, link.partition("#")[0])
        assert link.endswith("#quote")
        assert "quote" in document.ids
        assert any(text[start:end].split() == " ".join(document.marked).split() for text in TEXTS.values())


def test_words_over_several_lines_are_marked_in_each(make_client: Callable[..., httpx.Client], library: Path) -> None:
    client = make_client(store=library, document_page=60)
    text = TEXTS["ky.txt"]
    documents = client.get("/sparql", params={"query": 'SELECT ?d { ?d <https://w3id.org/jarlyk/ns#fileName> "ky.txt" }'}).json()
    key = documents["results"]["bindings"][0]["d"]["value"].removeprefix(DEFAULT_BASE)
    start, end = text.index("чыгат"), text.index("макулдугу")
    _, page = get(client, f"/en/{key}?at={start}-{end}")
    assert text[start : start + 5] == page.marked[0][:5]
    assert page.ids.count("quote") == 1
    outside, _ = get(client, f"/en/{key}?at=5-999999")
    assert load_words("en")("document.outside") in outside
    parts = [get(client, f"/en/{key}?page={number}")[0] for number in range(1, 20)]
    shown = html.unescape(
        "".join(
            dict.fromkeys("".join(re.findall(r"<p[^>]*>(.*?)</p>", part.partition("<section")[2], re.DOTALL)) for part in parts)
        )
    )
    assert "".join(shown.split()).count("Каражат") == 1


def test_a_literal_carries_its_own_language(reader: httpx.Client) -> None:
    _, page = get(reader, "/en/id/body/kg/bridges")
    assert {"ky", "kk", "ru"} <= {str(values.get("lang")) for values in page.of("li")}
    assert any(values.get("lang") == "kk" for values in page.of("blockquote"))


def test_printed_amounts_stay_as_printed(reader: httpx.Client) -> None:
    found = reader.get("/api/search", params={"q": "көпүрөнү оңдоо", "type": "measure"}).json()["results"][0]
    text, _ = get(reader, f"/en/entity?iri={quote(found['iri'])}")
    assert "007,50 million KGS" in " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    assert "December 25, 2024" in text
    kyrgyz, _ = get(reader, f"/ky/entity?iri={quote(found['iri'])}")
    assert "007,50 млн KGS" in " ".join(html.unescape(re.sub(r"<[^>]+>", " ", kyrgyz)).split())


def test_an_unknown_node_is_not_found_in_these_documents(reader: httpx.Client) -> None:
    for path in ("/ru/id/body/kg/none", "/ru/entity?iri=no iri", "/ru/document/0000", "/ru/nothing", "/ru/questions/none"):
        text, _ = get(reader, path, 404)
        assert "Не найдено в этих документах" in text


def test_a_permanent_address_leads_to_page_or_data(reader: httpx.Client) -> None:
    def location(accept: str | None, path: str = "/id/body/kg/bridges") -> str:
        response = reader.get(path, headers={} if accept is None else {"Accept": accept, "Accept-Language": "kk,en;q=0.5"})
        assert response.status_code == 303
        return response.headers["location"]

    assert location("text/html,*/*;q=0.8") == "/kk/id/body/kg/bridges"
    data = reader.get(location("text/turtle"))
    assert data.headers["content-type"].startswith("text/turtle")
    assert "body/kg/bridges" in data.text
    assert location("text/html", "/id/act/kg/resolution/2024-03-05/7-%D0%B0").endswith("/7-%D0%B0")


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", None),
        ("text/html;q=0.4, text/turtle;q=0.3", None),
        ("text/html;q=0.4, text/turtle;q=0.9", "ttl"),
        ("application/rdf+xml, text/html;q=0.9", "rdf"),
        ("application/ld+json, text/turtle;q=0.9, */*;q=0.1", "jsonld"),
        ("application/json", "jsonld"),
        ("text/html;q=0, */*", "ttl"),
    ],
)
def test_page_and_data_are_weighed(reader: httpx.Client, accept: str, name: str | None) -> None:
    response = reader.get("/id/body/kg/bridges", headers={"Accept": accept})
    assert response.status_code == 303
    assert response.headers["vary"] == "Accept, Accept-Language"
    where = response.headers["location"]
    assert where == f"/data/body/kg/bridges.{name}" if name else where == "/en/id/body/kg/bridges"


def test_the_root_sends_to_a_language_of_the_reader(reader: httpx.Client) -> None:
    for header, path in (("kk-KZ,ru;q=0.8", "/kk/"), ("de,ru;q=0.3,ky;q=0.2", "/ru/"), ("de", "/en/"), ("ky;q=x", "/en/")):
        assert reader.get("/", headers={"Accept-Language": header}).headers["location"] == path


def test_questions_as_data(reader: httpx.Client) -> None:
    listed = reader.get("/api/questions").json()["questions"]
    assert "who-is-responsible" in [question["name"] for question in listed]
    answer = reader.get("/api/questions/who-is-responsible", params={"body": "КМ"}).json()
    assert {row["body"] for row in answer["rows"]} == {f"{DEFAULT_BASE}body/kg/bridges"}
    assert answer["matched"]["body"][0]["name"] == "КМ"
    assert all(TEXTS[row["file"]][row["start"] : row["end"]] == row["quote"] for row in answer["rows"])
    assert {document["file"] for document in answer["documents"]} == set(TEXTS)
    table = reader.get("/api/questions/who-is-responsible", headers={"Accept": "text/csv"})
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.splitlines()[0].startswith("measure,kind,number")
    for path, status in (
        ("none", 404),
        ("who-is-responsible?role=king", 400),
        ("who-is-responsible?wrong=1", 400),
        ("who-is-responsible?body=zzzz", 404),
    ):
        problem = reader.get(f"/api/questions/{path}")
        assert problem.status_code == status
        assert problem.headers["content-type"] == "application/problem+json"


def test_a_question_with_a_name_that_fits_nothing_says_so(reader: httpx.Client) -> None:
    text, _ = get(reader, "/en/questions/mandates-of-body?body=zzzz")
    assert load_words("en")("questions.none") in text


def test_search_forgives_missing_letters(reader: httpx.Client) -> None:
    for query in ("копуро", "КӨПҮРӨ министр", "мосто"):
        assert reader.get("/api/search", params={"q": query}).json()["results"], query
    assert {hit["type"] for hit in reader.get("/api/search", params={"q": "көпүрө", "type": "body"}).json()["results"]} == {
        "body"
    }
    assert reader.get("/api/search", params={"q": "x", "type": "king"}).status_code == 400
    assert reader.get("/api/search", params={"q": ""}).json()["results"] == []


def test_the_picture_runs_nothing_but_its_own(reader: httpx.Client) -> None:
    response = reader.get("/api/view", params={"lang": "ky"})
    assert "sandbox" in response.headers["content-security-policy"]
    assert "default-src 'none'" in response.text
    assert HOSTILE not in response.text
    assert reader.get("/api/view", params={"of": "https://example.org/none"}).status_code == 400
    assert "attachment" in reader.get("/api/view", params={"download": "1"}).headers["content-disposition"]


def test_without_a_graph_the_pages_say_so(make_client: Callable[..., httpx.Client], tmp_path: Path) -> None:
    response = make_client(store=tmp_path).get("/ky/", headers={"Accept": "text/html"})
    assert response.status_code == 503
    assert load_words("ky")("problem.nothing-published") in response.text


def test_the_icon_is_where_browsers_look_for_it(reader: httpx.Client) -> None:
    icon = reader.get("/favicon.ico")
    assert (icon.status_code, icon.headers["content-type"]) == (200, "image/x-icon") and "max-age" in icon.headers[
        "cache-control"
    ]
    kind, count = struct.unpack_from("<2xHH", icon.content)
    entries = [struct.unpack_from("<BBBBHHII", icon.content, 6 + 16 * number) for number in range(count)]
    assert kind == 1 and [entry[0] for entry in entries] == [16, 32, 48]
    for *_, length, place in entries:
        assert icon.content[place : place + 8] == b"\x89PNG\r\n\x1a\n" and place + length <= len(icon.content)


def test_a_single_name_is_an_address_only_where_it_is_a_language(reader: httpx.Client) -> None:
    whole = reader.get("/ky", follow_redirects=False)
    assert (whole.status_code, whole.headers["location"]) == (308, "/ky/")
    for name in ("apple-touch-icon.png", "wp-login.php", "de"):
        assert reader.get(f"/{name}", follow_redirects=False).status_code == 404
