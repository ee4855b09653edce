"""The picture of the graph as one HTML page, and the policy under which it may run."""

from __future__ import annotations

from graph.naming import Selects
from viz.pyvis_page import render_page
from viz.scene import Links
from viz.scene_building import build_scene

# The page states its own policy (no request at all, its scripts by their hash); in a frame of ours it has no origin either.
FRAME_POLICY = "frame-ancestors 'self'; sandbox allow-scripts allow-popups allow-top-navigation-by-user-activation"


def framed(page: str) -> str:
    """The page for a frame: its links open in the window and not in the frame."""
    return page.replace("<head>", '<head><base target="_top">', 1)


def draw_picture(engine: Selects, language: str, of: str | None, links: Links) -> str:
    """Draws the whole graph, or what stands round one node, as a page.

    Raises:
        JarlykError: `of` is no body or instrument of the graph.
    """
    return render_page(build_scene(engine, language, of, links), language)
