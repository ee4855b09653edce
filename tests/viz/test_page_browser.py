"""The page in a real browser: it draws, opens reasons, hides kinds of edges, and lets no payload run."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from viz.pyvis_page import render_page
from viz.scene import Links
from viz.scene_building import build_scene

pytestmark = pytest.mark.browser
HOSTILE = runpy.run_path(str(Path(__file__).with_name("test_page.py")))["hostile_scene"]


@pytest.fixture(scope="module")
def browser(chromium: str | None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Browser, html: str, folder: Path, **options: Any) -> tuple[Page, list[str]]:
    """The page, and everything that it complained of or asked for."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900}, **options)
    noticed: list[str] = []
    page.on("console", lambda message: noticed.append(message.text))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    page.on("request", lambda request: noticed.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    return page, noticed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_draws_and_asks_for_nothing(scheme: str, plan_engine: Any, browser: Browser, tmp_path: Path) -> None:
    page, noticed = opened(browser, render_page(build_scene(plan_engine)), tmp_path, color_scheme=scheme)
    drawn = page.evaluate(
        "() => { const c = document.querySelector('#picture canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " const seen = new Set(); for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size; }"
    )
    assert drawn > 20
    assert noticed == []


def test_gap_opens_its_reason_and_sentences(plan_engine: Any, browser: Browser, tmp_path: Path) -> None:
    links = Links(place=lambda document, start, end: f"https://example.org/d#char={start},{end}")
    page, _ = opened(browser, render_page(build_scene(plan_engine, links=links)), tmp_path)
    page.locator("tr[data-role=silent-pair] button").first.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#details")
    assert "no prescribed tie between them was found" in panel.inner_text()
    assert "Documents searched: 2" in panel.inner_text()
    assert panel.locator("blockquote").count() == 3
    assert str(panel.locator("a").first.get_attribute("href")).startswith("https://example.org/d#char=")
    assert page.locator("tr.chosen").get_attribute("data-role") == "silent-pair"


def test_node_lists_its_edges_and_each_opens(plan_engine: Any, browser: Browser, tmp_path: Path) -> None:
    page, noticed = opened(browser, render_page(build_scene(plan_engine, "kk")), tmp_path)
    page.locator("tr[data-node]", has_text="Соттар бағдарламасы").locator("button").click()
    assert page.locator("#details li").count() == 6
    page.locator("#details li button").first.click()
    assert page.locator("#details blockquote").count() >= 1
    assert noticed == []


def test_click_on_the_canvas_opens_the_node_there(plan_engine: Any, browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, render_page(build_scene(plan_engine, of="https://w3id.org/jarlyk/id/body/kz/foreign")), tmp_path)
    box = page.locator("#picture canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 18)  # in the middle, above its label
    assert "Сыртқы істер министрлігі" in page.locator("#details").inner_text()


def test_legend_hides_a_kind_of_edge_everywhere(plan_engine: Any, browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, render_page(build_scene(plan_engine)), tmp_path)
    rows = page.locator("tr[data-role=silent-pair]:visible")
    assert rows.count() == 2
    page.locator("input[data-role=silent-pair]").uncheck()
    assert rows.count() == 0


def test_no_payload_runs(browser: Browser, tmp_path: Path) -> None:
    page, noticed = opened(browser, render_page(HOSTILE(), name="<b>x</b>"), tmp_path)
    for button in page.locator("button").all():
        button.click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("#details a").count() == 0
    assert page.locator("h1 b").count() == 0
    assert noticed == []
