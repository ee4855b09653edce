"""The pages in a real browser: no script but our own runs, nothing leaves the host, the marked words are in sight."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from api.translation import LANGUAGES

pytestmark = pytest.mark.browser
PATHS = (
    "/",
    "/bodies",
    "/instruments",
    "/measures",
    "/questions/who-is-responsible",
    "/findings",
    "/view",
    "/sparql",
    "/ontology",
    "/topics",
    "/vocabulary/role",
    "/id/body/kg/bridges",
    "/id/act/kg/bridges-old",
)


@pytest.fixture(scope="module")
def browser(chromium: str | None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium)
        yield running
        running.close()


@pytest.fixture
def seen() -> list[str]:
    """What went wrong on a page: faults of scripts, dialogues, requests to other hosts."""
    return []


@pytest.fixture
def page(browser: Browser, reader: httpx.Client, seen: list[str]) -> Iterator[Page]:
    context = browser.new_context(base_url=str(reader.base_url), viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    opened.on("dialog", lambda dialog: (seen.append(f"dialogue {dialog.message}"), dialog.dismiss()))
    opened.on("pageerror", lambda error: seen.append(f"fault {error}"))
    opened.on("console", lambda message: seen.append(f"console {message.text}") if message.type == "error" else None)
    opened.on(
        "request", lambda request: None if request.url.startswith((str(reader.base_url), "data:")) else seen.append(request.url)
    )
    yield opened
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_pages_show_without_fault_or_outside_request(page: Page, seen: list[str], language: str, path: str) -> None:
    page.goto(f"/{language}{path}", wait_until="networkidle")
    assert page.locator("h1").first.inner_text()
    assert seen == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_stands_on_one_line_of_a_common_screen(page: Page, language: str) -> None:
    page.goto(f"/{language}/bodies")
    tops = page.evaluate(
        "[...document.querySelectorAll('.top nav li')].map(item => Math.round(item.getBoundingClientRect().top))"
    )
    assert len(tops) > 10 and len(set(tops)) == 1


@pytest.mark.parametrize("path", PATHS)
def test_pages_fit_a_telephone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/kk{path}", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_marked_words_are_in_sight(page: Page) -> None:
    page.goto("/ru/id/body/kg/bridges")
    link = page.locator("blockquote a").first
    words = link.inner_text()
    link.click()
    mark = page.locator("mark#quote")
    assert mark.inner_text().strip() == words.strip()
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= page.evaluate("document.getElementById('quote').getBoundingClientRect().top") <= 800


def test_the_address_of_a_place_opens_the_document_there(page: Page, reader: httpx.Client) -> None:
    query = "SELECT ?e { ?e a <https://w3id.org/jarlyk/ns#Evidence> } ORDER BY ?e LIMIT 1"
    (iri,) = reader.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:]
    text = reader.get(iri.partition("/evidence/")[0].replace("https://w3id.org/jarlyk/id/", "/data/") + ".txt").text
    start, end = map(int, iri.rpartition("=")[2].split(","))
    page.goto(iri.replace("https://w3id.org/jarlyk", ""))
    page.wait_for_url("**#quote")
    assert page.locator("mark#quote").inner_text() == text[start:end]


def test_the_first_key_skips_to_the_content(page: Page) -> None:
    page.goto("/ky/bodies")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_control_has_a_name_and_a_visible_focus(page: Page) -> None:
    for path in ("/en/", "/en/questions/who-is-responsible", "/en/findings", "/en/sparql"):
        page.goto(path)
        nameless = page.evaluate("[...document.querySelectorAll('input,select,textarea')].filter(e => !e.labels.length).length")
        assert nameless == 0, path
        assert page.evaluate("[...document.querySelectorAll('a,button')].every(e => e.textContent.trim() || e.title)")


def test_search_and_ask_work_without_scripts(browser: Browser, reader: httpx.Client) -> None:
    context = browser.new_context(base_url=str(reader.base_url), java_script_enabled=False)
    page = context.new_page()
    page.goto("/ky/")
    page.fill("#q", "копуро мин")
    page.click(".search button")
    page.click(".hits a >> nth=0")
    assert "Көпүрө министрлиги" in page.locator("h1").inner_text()
    page.goto("/ky/questions/mandates-of-body")
    page.fill("#p-body", "КМ")
    page.click(".ask button")
    assert page.locator("tbody tr").count() > 0
    context.close()


def test_the_picture_draws_in_its_frame(page: Page, seen: list[str]) -> None:
    page.goto("/en/view", wait_until="networkidle")
    frame = page.frame_locator("iframe")
    frame.locator("canvas").first.wait_for(timeout=30_000)
    assert seen == []


def test_the_words_behind_an_edge_open_the_document_in_the_window(page: Page, seen: list[str]) -> None:
    page.goto("/ru/view", wait_until="networkidle")
    frame = page.frame_locator("iframe")
    frame.locator("button[data-show-edge]").first.click()
    frame.locator("a[href*='?at=']").first.click()
    page.wait_for_url("**/ru/document/**")
    assert page.locator("mark#quote").count() == 1
    assert seen == []
