"""From the graph to a scene: what is in the picture, and what stands behind each line."""

from __future__ import annotations

from typing import Any

import pytest

from ontology.errors import JarlykError
from ontology.iri import DEFAULT_BASE
from viz.scene import Links, Scene
from viz.scene_building import build_scene

G2, JUSTICE, OSCE = f"{DEFAULT_BASE}act/g2", f"{DEFAULT_BASE}body/kz/justice", f"{DEFAULT_BASE}body/int/osce"


def lines(scene: Scene) -> set[tuple[str, str, str]]:
    return {(e.source.removeprefix(DEFAULT_BASE), e.role, e.target.removeprefix(DEFAULT_BASE)) for e in scene.edges}


def test_whole_scene_has_roles_links_and_gaps(plan_engine: Any) -> None:
    scene = build_scene(plan_engine, "ru")
    assert ("body/kz/justice", "executor", "act/g2") in lines(scene)
    assert ("act/g2", "succeeds", "act/g1") in lines(scene)
    assert {line for line in lines(scene) if line[1] == "silent-pair"} == {
        ("body/kz/interior", "silent-pair", "body/kz/justice"),
        ("body/kz/interior", "silent-pair", "body/kz/supreme-court"),
    }
    assert (scene.left_out, scene.left_out_pairs, scene.focus) == (0, 0, None)
    assert len({(node.x, node.y) for node in scene.nodes}) == len(scene.nodes)
    assert scene == build_scene(plan_engine, "ru")


def test_edge_shows_its_sentences_with_what_they_concern(plan_engine: Any) -> None:
    links = Links(place=lambda document, start, end: f"/d?{document[-4:]}#char={start},{end}", node=lambda iri: f"/n?{iri[-2:]}")
    scene = build_scene(plan_engine, "kk", links=links)
    edge = next(e for e in scene.edges if (e.source, e.role) == (JUSTICE, "executor"))
    assert [(s.about, s.quote, s.file) for s in edge.statements] == [
        ("оқыған судьялар", "Көрсеткіш", "plan.txt"),
        ("1. Курстар өткізу", "Әділетмині", "plan.txt"),
    ]
    assert edge.statements[1].href == "/d?aaaa#char=248,258"
    assert (edge.weight, edge.more, edge.role_name) == (2, 0, "executor")
    assert next(node for node in scene.nodes if node.iri == G2).href == "/n?g2"


def test_gap_says_why_it_is_drawn_and_where_was_looked(plan_engine: Any) -> None:
    gap = next(e for e in build_scene(plan_engine, "en").edges if e.role == "silent-pair")
    assert "no prescribed tie between them was found" in gap.explanation
    assert "Documents searched: 2 (note.txt, plan.txt)" in gap.scope
    assert gap.statements


def test_abbreviation_is_for_the_canvas_only(plan_engine: Any) -> None:
    interior = next(n for n in build_scene(plan_engine, "kk").nodes if n.iri.endswith("interior"))
    assert (interior.label, interior.short) == ("Ішкі істер министрлігі", "ІІМ")
    assert next(n for n in build_scene(plan_engine, "ru").nodes if n.iri.endswith("interior")).short is None


@pytest.mark.parametrize("of", [G2, f"{DEFAULT_BASE}act/a2"])
def test_scene_of_a_programme_or_its_plan_is_what_touches_it(of: str, plan_engine: Any) -> None:
    scene = build_scene(plan_engine, of=of)
    assert scene.focus == G2
    assert {n.iri.removeprefix(DEFAULT_BASE) for n in scene.nodes} == {
        "act/g1", "act/g2", "act/p45", "body/kz/culture", "body/kz/interior", "body/kz/justice", "body/kz/supreme-court"
    }  # fmt: skip


def test_scene_of_a_body_brings_its_gaps(plan_engine: Any) -> None:
    scene = build_scene(plan_engine, of=JUSTICE)
    assert {n.iri.removeprefix(DEFAULT_BASE) for n in scene.nodes} == {"act/g2", "body/kz/interior", "body/kz/justice"}
    alone = build_scene(plan_engine, of=f"{DEFAULT_BASE}body/kz/foreign")
    assert ([n.label for n in alone.nodes], alone.edges) == (["Сыртқы істер министрлігі"], ())


def test_what_does_not_fit_is_counted(plan_engine: Any) -> None:
    scene = build_scene(plan_engine, limit=4)
    assert len(scene.nodes) <= 4
    assert scene.left_out == 12 - len(scene.nodes)
    assert scene.left_out_pairs + sum(e.role == "silent-pair" for e in scene.edges) == 2


def test_what_is_no_body_or_instrument_has_no_scene(plan_engine: Any) -> None:
    with pytest.raises(JarlykError, match="is no body or instrument of this graph"):
        build_scene(plan_engine, of=f"{DEFAULT_BASE}nowhere")
