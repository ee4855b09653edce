"""The page as text: whole in itself, and nothing of the data can become markup or script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from graph.question_headers import LANGUAGES
from ontology.errors import JarlykError
from viz.pyvis_page import SceneNetwork, render_page
from viz.scene import Scene, SceneEdge, SceneNode, Statement
from viz.scene_building import build_scene

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\"'`{{7*7}}"


def hostile_scene() -> Scene:
    nodes = tuple(
        SceneNode(f"urn:{i}{HOSTILE}", HOSTILE, kind, HOSTILE, i * 200.0, 0.0, 1, "javascript:alert(1)")
        for i, kind in enumerate(("body", "instrument"))
    )
    said = Statement(HOSTILE, HOSTILE, HOSTILE, 0, 5, "data:text/html,x")
    edge = SceneEdge(nodes[0].iri, nodes[1].iri, "silent-pair", HOSTILE, 1, (said,), 2, HOSTILE, HOSTILE)
    return Scene(nodes, (edge,), left_out=3, left_out_pairs=1, focus=nodes[0].iri)


class Elements(HTMLParser):
    """All start tags, and the text of each script."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def first(self, tag: str) -> dict[str, str | None]:
        return next(attributes for name, attributes in self.tags if name == tag)


def scene_data(html: str) -> Any:
    return json.loads(Elements(html).scripts[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_has_its_language_title_and_tables(language: str, plan_engine: Any) -> None:
    scene = build_scene(plan_engine, language)
    html = render_page(scene, language)
    elements = Elements(html)
    assert html.startswith("<!doctype html>")
    assert elements.first("html")["lang"] == language
    picture = next(a for _, a in elements.tags if a.get("id") == "picture")
    assert (picture["role"], picture["tabindex"]) == ("img", "0")
    assert "12" in str(picture["aria-label"])
    assert sum("data-edge" in a for _, a in elements.tags) == len(scene.edges) == 13
    assert sum("data-node" in a for _, a in elements.tags) == len(scene.nodes) == 12
    assert sum(a.get("type") == "checkbox" for _, a in elements.tags) == 6  # kinds of edges in the legend
    assert html == render_page(scene, language)


def test_page_asks_for_nothing_and_runs_only_its_own_scripts(plan_engine: Any) -> None:
    html = render_page(build_scene(plan_engine))
    elements = Elements(html)
    assert not [
        t for t, a in elements.tags if t in ("link", "iframe", "object") or "src" in a or any(k.startswith("on") for k in a)
    ]
    policy = next(str(a["content"]) for _, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    for script in elements.scripts[1:]:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy
    assert len(elements.scripts) == 3


def test_nothing_of_the_data_becomes_markup_or_script() -> None:
    html = render_page(hostile_scene(), name=HOSTILE)
    elements = Elements(html)
    assert len(elements.scripts) == 3
    assert not [a for t, a in elements.tags if t == "img" or "onerror" in a]
    assert "javascript:" not in html.replace(elements.scripts[1], "")
    data = scene_data(html)
    assert data["details"][0]["statements"][0]["quote"] == HOSTILE
    assert data["pages"] == [None, None]
    assert data["details"][0]["statements"][0]["href"] is None
    assert "{{7*7}}" in html


def test_page_says_what_it_leaves_out() -> None:
    html = render_page(hostile_scene(), "en", "X")
    assert "nodes left out: 3" in html
    assert "Pairs not drawn, since a node of theirs is not in the picture: 1" in html
    assert "No ties between bodies and instruments were found in the documents searched" in render_page(Scene((), ()), "en")


def test_positions_are_fixed_and_parallel_edges_bent(plan_engine: Any) -> None:
    data = scene_data(render_page(build_scene(plan_engine)))
    assert data["options"]["physics"] == {"enabled": False}
    assert all(isinstance(node["x"], float) for node in data["nodes"])
    nodes = (SceneNode("a", "A", "body", "state"), SceneNode("b", "B", "instrument", "law"))
    edges = tuple(SceneEdge("a", "b", role, role, 1, ()) for role in ("lead", "executor", "monitor"))
    bends = [edge.get("smooth", {}).get("type") for edge in SceneNetwork(Scene(nodes, edges)).edges]
    assert bends == [None, "curvedCW", "curvedCCW"]


def test_gap_is_a_dashed_line_without_an_arrow(plan_engine: Any) -> None:
    data = scene_data(render_page(build_scene(plan_engine)))
    gaps = [edge for edge in data["edges"] if edge["look"] == "silent-pair"]
    assert len(gaps) == 2
    assert all(edge["dashes"] and "arrows" not in edge for edge in gaps)
    assert re.search(r"no prescribed tie", data["details"][gaps[0]["id"]]["explanation"])


def test_long_names_keep_their_end_on_the_canvas() -> None:
    name = "Programme of the state for the good of all in every town and village of the land for 2018-2022"
    node = SceneNetwork(Scene((SceneNode("a", name, "instrument", "programme"),), ())).nodes[0]
    assert node["label"] == "Programme of the state for the … of the land for 2018-2022"
    assert node["title"] == name


def test_unknown_language_is_refused() -> None:
    with pytest.raises(JarlykError, match="is no language of the pages"):
        render_page(Scene((), ()), "de")
