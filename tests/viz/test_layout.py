"""Positions: the same each time, apart, and in no time for the largest picture."""

from __future__ import annotations

from itertools import combinations

from viz.layout import place

NODES = [f"n{i}" for i in range(40)]
STAR = [("n0", node) for node in NODES[1:30]] + [("n31", "n32"), ("n32", "n33")]


def test_place_gives_the_same_points_for_the_same_network() -> None:
    assert place(NODES, STAR) == place(NODES, [(b, a) for a, b in reversed(STAR)])


def test_no_two_labels_lie_upon_each_other() -> None:
    points = place(NODES, STAR)
    assert set(points) == set(NODES)
    clashes = [1 for (ax, ay), (bx, by) in combinations(points.values(), 2) if abs(ax - bx) < 150 and abs(ay - by) < 60]
    assert not clashes


def test_middle_of_a_star_lies_in_its_middle() -> None:
    points = place(NODES[:30], STAR[:29])
    x, y = points["n0"]
    xs, ys = zip(*points.values(), strict=True)
    assert min(xs) / 2 < x < max(xs) / 2
    assert min(ys) / 2 < y < max(ys) / 2


def test_a_thousand_nodes_a_single_one_and_none_have_their_places() -> None:
    many = [f"m{i}" for i in range(1000)]
    assert len(set(place(many, [(many[i % 97], node) for i, node in enumerate(many)]).values())) == 1000
    assert place(["a"], [("a", "a")]) == {"a": (0.0, 0.0)}
    assert place([], []) == {}
