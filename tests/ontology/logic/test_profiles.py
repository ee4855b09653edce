"""The ontology with its vocabularies is OWL 2 DL; what lies outside OWL 2 RL is listed, with the reason. Judge: the OWL API."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

FOLDER = Path(__file__).parent
BREAKING = tomllib.loads((FOLDER / "breaking.toml").read_text(encoding="utf-8"))
OUTSIDE = tomllib.loads((FOLDER / "outside_rl.toml").read_text(encoding="utf-8"))
NAMESPACE = "https://w3id.org/jarlyk/ns#"


@pytest.fixture(scope="module")
def answers(ontology: Graph, concepts: Graph, axioms: Graph, ask: Any, turtle: Callable[[str], Graph]) -> dict[str, Any]:
    broken = {name: axioms + turtle(row["data"]) for name, row in BREAKING.items()}
    return ask("profiles", {"ours": ontology + concepts, **broken})  # type: ignore[no-any-return]


def test_the_ontology_and_its_vocabularies_are_owl_2_dl(answers: dict[str, Any]) -> None:
    assert answers["ours"]["DL"] == []


@pytest.mark.parametrize("name", BREAKING)
def test_the_judge_sees_what_breaks_owl_2_dl(name: str, answers: dict[str, Any]) -> None:
    assert BREAKING[name]["kind"] in {violation["kind"] for violation in answers[name]["DL"]}


def _shortened(axiom: str) -> str:
    """The kind of axiom, what it is about, and for an existence the property."""
    kind, _, rest = axiom.partition("(")
    names = re.findall(rf"<{re.escape(NAMESPACE)}(\w+)>", rest)
    return " ".join([kind, *(names[:2] if kind == "SubClassOf" else names[:1])])


def test_what_lies_outside_owl_2_rl_is_listed_with_its_reason(answers: dict[str, Any]) -> None:
    found = sorted(_shortened(violation["axiom"]) for violation in answers["ours"]["RL"])
    listed = sorted(axiom for group in OUTSIDE.values() for axiom in group["axioms"])
    assert found == listed, "an axiom came or went: mend outside_rl.toml, with the reason"
    assert all(len(group["reason"]) > 80 for group in OUTSIDE.values())
