"""The picture of the graph as one HTML page, and the policy under which it may run."""

from __future__ import annotations

from dataclasses import dataclass

from graph.naming import Selects
from viz.scene import Links
from viz.scene_building import build_scene


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, and its Content-Security-Policy."""

    html: str
    policy: str


def draw_picture(engine: Selects, language: str, of: str | None, links: Links) -> Picture:
    """Draws the whole graph, or what stands round one node.

    Raises:
        JarlykError: `of` is no body or instrument of the graph.
    """
    scene = build_scene(engine, language, of, links)
    return Picture(f"<!doctype html><title>{len(scene.nodes)}</title>", "default-src 'none'")
