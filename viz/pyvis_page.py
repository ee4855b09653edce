"""A scene → one HTML page that needs nothing else: vis-network of pyvis, our template, positions of our own, no request.

pyvis's own template reaches for the network, has no title or language and lets headings and ids into its scripts; so only its
data model and the library that it bundles are used. Every text goes through an autoescaping template or as JSON, scripts run by
their hash alone (Content-Security-Policy), and the script of the page sets text, never markup.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.edge import Edge
from pyvis.network import Network

from graph.question_headers import LANGUAGES
from ontology.errors import JarlykError
from viz.scene import Scene, SceneEdge, SceneNode
from viz.style import LINK, SILENT_PAIR, load_style, page_texts

_LABEL = 64  # characters of a name that the canvas shows; the tables show all
_LETTERS = (17, 36)
_FEW = 40  # nodes up to which all labels have one size
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False},
    "interaction": {
        "hover": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "multiselect": False,
        "tooltipDelay": 150,
        "hideEdgesOnDrag": True,
    },
}


class SceneNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network of a scene: fixed positions, no physics, our own page."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.templateEnv = _environment()
        self.options = _OPTIONS
        numbers = {node.iri: i for i, node in enumerate(scene.nodes)}
        for i, node in enumerate(scene.nodes):
            shown = {"id": i, "label": node.short or _short(node.label), "title": node.label, "x": node.x, "y": node.y}
            self.nodes.append(shown | _look(node) | {"letters": _letters(node, len(scene.nodes))})
        curves: Counter[frozenset[int]] = Counter()
        for i, edge in enumerate(scene.edges):
            ends = numbers[edge.source], numbers[edge.target]
            self.edges.append(_drawn_edge(i, edge, *ends, curve=curves[frozenset(ends)]))
            curves[frozenset(ends)] += 1

    def page(self, language: str, values: Mapping[str, Any]) -> str:
        """The page as HTML."""
        scripts = [_script(files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")), _script(_asset("page.js"))]
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts]
        template = self.templateEnv.get_template("page.html")
        return str(
            template.render(
                language=language,
                scripts=scripts,
                hashes=" ".join(hashes),
                css=_plain_asset("page.css"),
                **values,
            )
        )


def render_page(scene: Scene, language: str = "en", name: str | None = None) -> str:
    """The scene as one HTML page.

    Args:
        scene: from `build_scene`.
        language: of the page's own words; the names in the scene have theirs already.
        name: of the body or programme that the page is about, where it is about one and not about the whole.

    Raises:
        JarlykError: there are no words in that language.
    """
    if language not in LANGUAGES:
        raise JarlykError(f"'{language}' is no language of the pages; use one of {', '.join(LANGUAGES)}")
    network = SceneNetwork(scene)
    words = {key: texts[language] for key, texts in page_texts().items()}
    focus = next((node.label for node in scene.nodes if node.iri == scene.focus), None)
    title = words["title_of"].format(name=name or focus) if name or focus else words["title_all"]
    names = {node.iri: node.label for node in scene.nodes}
    pairs = sum(edge.role == SILENT_PAIR for edge in scene.edges)
    data = {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "details": [_details(edge, names) for edge in scene.edges],
        "pages": [_safe(node.href) for node in scene.nodes],
        "style": _themes(),
        "words": {key: words[key] for key in ("place", "open_place", "open_page", "more_facts", "choose", "show")},
    }
    summary = words["summary"].format(nodes=len(scene.nodes), edges=len(scene.edges), pairs=pairs)
    return network.page(
        language,
        {"title": title, "words": words, "scene": scene, "data": data, "summary": summary, "names": names}
        | {"legend": _legend(scene.edges, words), "kinds": _kinds(scene, words), "role_key": load_style().role_key},
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("viz", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # a third of the size for Cyrillic
    return environment


def _asset(name: str) -> str:
    return files("viz").joinpath("assets", name).read_text(encoding="utf-8")


def _plain_asset(name: str) -> Markup:
    return Markup(_asset(name))  # noqa: S704 - a file of this package, never data


def _script(source: str) -> Markup:
    """A script of ours or of the bundled library, as it is."""
    if "</script" in source.lower():
        raise JarlykError("a bundled script holds the end of a script element; it cannot be put into a page")
    return Markup(source)  # noqa: S704 - from files of packages, never from data


def _look(node: SceneNode) -> dict[str, Any]:
    fill = load_style().node_key(node.kind, node.type)
    if node.kind == "instrument":
        return {"shape": "box", "look": fill}
    return {"shape": "dot", "size": min(26, 9 + 2 * node.degree**0.7), "look": fill}


def _drawn_edge(number: int, edge: SceneEdge, source: int, target: int, curve: int) -> dict[str, Any]:
    """Edges between the same two nodes are bent apart."""
    style = load_style()
    look = style.role_key(edge.role)
    options: dict[str, Any] = {"id": number, "look": look, "title": edge.role_name, "width": _width(look, edge.weight)}
    if look in style.dash:
        options["dashes"] = style.dash[look]
    if curve:
        side = "curvedCW" if curve % 2 else "curvedCCW"
        options["smooth"] = {"enabled": True, "type": side, "roundness": round(0.12 * ((curve + 1) // 2), 2)}
    drawn: dict[str, Any] = Edge(source, target, look != SILENT_PAIR, **options).options
    return drawn


def _letters(node: SceneNode, nodes: int) -> int:
    """The size of a label in pixels: in a large picture, what has many ties can be read from afar."""
    return _LETTERS[0] if nodes <= _FEW else round(min(_LETTERS[1], _LETTERS[0] + 2.5 * math.sqrt(node.degree)))


def _width(look: str, weight: int) -> float:
    """Thicker for more facts; a gap stays thin, so that its dashes show."""
    return round(min(3.0 if look == SILENT_PAIR else 7.0, 1 + math.sqrt(weight)), 1)


def _details(edge: SceneEdge, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "heading": [names[edge.source], edge.role_name, names[edge.target]],
        "explanation": edge.explanation,
        "scope": edge.scope,
        "more": edge.more,
        "statements": [
            {"about": s.about, "quote": s.quote, "file": s.file, "start": s.start, "end": s.end, "href": _safe(s.href)}
            for s in edge.statements
        ],
    }


def _safe(href: str | None) -> str | None:
    """An address of this service or of the web; anything else (javascript:, data:) is no address."""
    return href if href is not None and urlsplit(href).scheme in ("", "http", "https") else None


def _legend(edges: Iterable[SceneEdge], words: Mapping[str, str]) -> list[dict[str, str]]:
    """The kinds of edges that the page shows, in the order of the style table."""
    style = load_style()
    named: dict[str, str] = {}
    for edge in edges:
        named.setdefault(style.role_key(edge.role), edge.role_name)
    fixed = {LINK: words["instrument_link"], SILENT_PAIR: words["silent_pair"]}
    dashes = {key: " ".join(map(str, pattern)) for key, pattern in style.dash.items()}
    return [
        {"key": key, "name": fixed.get(key, named[key]), "dash": dashes.get(key, "")}
        for key in style.role["light"]
        if key in named
    ]


def _kinds(scene: Scene, words: Mapping[str, str]) -> dict[str, str]:
    return {node.iri: words["instruments" if node.kind == "instrument" else "bodies"] for node in scene.nodes}


def _themes() -> dict[str, Any]:
    style = load_style()
    return {theme: {"page": style.page[theme], "node": style.node[theme], "role": style.role[theme]} for theme in style.page}


def _short(name: str) -> str:
    """The beginning and the end of a long name, since programmes of one line often differ only in the years at the end."""
    if len(name) <= _LABEL:
        return name
    head, tail = name[: _LABEL // 2], name[-_LABEL // 2 :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
