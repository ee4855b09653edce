"""Positions for the nodes of a network, the same at each call: forces between neighbours, then room for the labels.

Written here because the layouts of networkx need numpy, which nothing else of this program does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

Point = tuple[float, float]
Adjacency = Mapping[str, Sequence[str]]

_EDGE = 190.0  # pixels that an edge would like to be long
_WORK = 1_000_000  # pairs looked at in all; bounds the time for a large network to a few seconds
_SIGHT = 2.2  # edges' lengths beyond which nodes do not push each other
_ROUNDS = (25, 200)  # at least, at most
_BOX = (190.0, 92.0)  # width and height that a node needs with its label
_WINDOW = 1.4  # width of a window to its height
_GOLDEN = math.pi * (3 - math.sqrt(5))


def place(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """A point for each node, in pixels, round the middle of the picture."""
    adjacency: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in sorted({(min(e), max(e)) for e in edges if e[0] != e[1]}):
        adjacency[source].append(target)
        adjacency[target].append(source)
    parts = [_separate(_spread(_lying(_relax(_spiral(part), adjacency)))) for part in _components(adjacency)]
    return _centred(_shelved(parts))


def _components(adjacency: Adjacency) -> list[list[str]]:
    """The connected parts, the largest first."""
    seen: set[str] = set()
    parts = []
    for start in adjacency:
        if start not in seen:
            part, queue = [], [start]
            seen.add(start)
            while queue:
                node = queue.pop()
                part.append(node)
                fresh = [near for near in adjacency[node] if near not in seen]
                seen.update(fresh)
                queue.extend(fresh)
            parts.append(sorted(part, key=lambda node: (-len(adjacency[node]), node)))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _spiral(nodes: Sequence[str]) -> dict[str, Point]:
    """The most connected in the middle, the others round it like the seeds of a sunflower."""
    return {
        node: (_EDGE * math.sqrt(i) * math.cos(i * _GOLDEN), _EDGE * math.sqrt(i) * math.sin(i * _GOLDEN))
        for i, node in enumerate(nodes)
    }


def _relax(points: dict[str, Point], adjacency: Adjacency) -> dict[str, Point]:
    """Fruchterman and Reingold's forces, cooling down; far nodes are left out of each other's sight."""
    rounds = max(_ROUNDS[0], min(_ROUNDS[1], _WORK // max(1, len(points) * min(len(points), 80))))
    heat = _EDGE
    for _ in range(rounds):
        push = _pushes(points)
        for node, (x, y) in points.items():
            for near in adjacency[node]:
                dx, dy = points[near][0] - x, points[near][1] - y
                pull = math.hypot(dx, dy) / _EDGE
                push[node][0] += dx * pull
                push[node][1] += dy * pull
        points = {node: _moved(point, push[node], heat) for node, point in points.items()}
        heat *= 0.02 ** (1 / rounds)
    return points


def _pushes(points: Mapping[str, Point]) -> dict[str, list[float]]:
    reach = _EDGE * _SIGHT
    cells: dict[tuple[int, int], list[str]] = {}
    for node, (x, y) in points.items():
        cells.setdefault((math.floor(x / reach), math.floor(y / reach)), []).append(node)
    push = {node: [0.0, 0.0] for node in points}
    for (column, row), members in cells.items():
        near = [n for dc in (-1, 0, 1) for dr in (-1, 0, 1) for n in cells.get((column + dc, row + dr), ())]
        for node in members:
            x, y = points[node]
            for other in near:
                dx, dy = x - points[other][0], y - points[other][1]
                square = dx * dx + dy * dy
                if 0 < square < reach * reach:
                    force = _EDGE * _EDGE / square
                    push[node][0] += dx * force
                    push[node][1] += dy * force
    return push


def _moved(point: Point, push: Sequence[float], heat: float) -> Point:
    length = math.hypot(*push)
    step = min(length, heat) / length if length else 0.0
    return point[0] + push[0] * step, point[1] + push[1] * step


def _lying(points: Mapping[str, Point]) -> dict[str, Point]:
    """The same, wider than high, as windows are."""
    width, height = (max(values) - min(values) for values in zip(*points.values(), strict=True))
    return {node: (y, -x) for node, (x, y) in points.items()} if height > width else dict(points)


def _spread(points: Mapping[str, Point]) -> dict[str, Point]:
    """Drawn apart until there is twice the room that all labels need."""
    width, height = _size(points)
    wider = max(1.0, math.sqrt(2 * len(points) * _BOX[0] * _BOX[1] / (width * height)))
    return {node: (x * wider, y * wider) for node, (x, y) in points.items()}


def _separate(points: dict[str, Point]) -> dict[str, Point]:
    """Pushes boxes that overlap apart, along the way that is shorter, until none does or it has been tried often enough."""
    width, height = _BOX
    moved = {node: list(point) for node, point in points.items()}
    for _ in range(60):
        clashes = 0
        ordered = sorted(moved, key=lambda node: (moved[node][0], node))
        for i, first in enumerate(ordered):
            for second in ordered[i + 1 :]:
                dx, dy = moved[second][0] - moved[first][0], moved[second][1] - moved[first][1]
                if dx >= width:
                    break
                if abs(dy) < height:
                    clashes += 1
                    if width - abs(dx) < (height - abs(dy)) * 2:
                        shift, axis = math.copysign((width - abs(dx)) / 2 + 1, dx), 0
                    else:
                        shift, axis = math.copysign((height - abs(dy)) / 2 + 1, dy), 1
                    moved[first][axis] -= shift
                    moved[second][axis] += shift
        if not clashes:
            break
    return {node: (x, y) for node, (x, y) in moved.items()}


def _shelved(parts: Sequence[Mapping[str, Point]]) -> dict[str, Point]:
    """The connected parts beside and below each other, in the way that fits best into a window."""
    sizes = [_size(part) for part in parts]
    widths = sorted({sum(w for w, _ in sizes[: n + 1]) for n in range(len(sizes))})[:40]
    packings = [_packed(sizes, width) for width in widths]
    if not packings:
        return {}
    best = min(packings, key=lambda corners: _needed(corners, sizes))
    placed: dict[str, Point] = {}
    for part, (left, top) in zip(parts, best, strict=True):
        west, north = min(x for x, _ in part.values()), min(y for _, y in part.values())
        placed |= {node: (x - west + left, y - north + top) for node, (x, y) in part.items()}
    return placed


def _packed(sizes: Sequence[Point], widest: float) -> list[Point]:
    """The corner of each part, the largest first: in rows, and low ones in columns beside the high one that opens their row."""
    corners: list[Point] = []
    left = top = row = column = used = 0.0  # the column's width, and how much of its height is used
    for width, height in sizes:
        if used and used + height > row:
            left, column, used = left + column, 0.0, 0.0
        if left and left + max(width, column) > widest:
            left, top, row, column, used = 0.0, top + row, 0.0, 0.0, 0.0
        corners.append((left, top + used))
        column, used, row = max(column, width), used + height, max(row, used + height)
    return corners


def _needed(corners: Sequence[Point], sizes: Sequence[Point]) -> float:
    """The width of the smallest window of the usual shape that holds all parts."""
    boxes = list(zip(corners, sizes, strict=True))
    return max(max(x + width for (x, _), (width, _) in boxes), _WINDOW * max(y + height for (_, y), (_, height) in boxes))


def _size(part: Mapping[str, Point]) -> Point:
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    return max(xs) - min(xs) + _BOX[0] * 1.3, max(ys) - min(ys) + _BOX[1] * 1.5


def _centred(points: Mapping[str, Point]) -> dict[str, Point]:
    if not points:
        return {}
    middle_x = (min(x for x, _ in points.values()) + max(x for x, _ in points.values())) / 2
    middle_y = (min(y for _, y in points.values()) + max(y for _, y in points.values())) / 2
    return {node: (round(x - middle_x, 1), round(y - middle_y, 1)) for node, (x, y) in points.items()}
