"""Scores the extraction against gold facts with the shared scorer, and counts how often each rule is right.

Three sets of gold are used: the shared one, beside the checkout, and our own made-up documents: those in `tests/quality/gold`,
and those in `tests/quality/unseen`, with which no rule was written in view.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from extractors.pipeline import Extractor
from graph.export import write_nquads
from graph.mapping import to_quads
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
OWN_GOLD = ROOT / "tests" / "quality" / "gold"
UNSEEN = ROOT / "tests" / "quality" / "unseen"
_METHOD = "https://w3id.org/jarlyk/ns#method"
_THINGS = ("tasks", "measures", "indicators")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Gold facts (`*.json`) and the folder of the documents that they are of. `unseen`: no rule was written with them in view."""

    facts: Path
    documents: Path
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """What one gold document gave: its language, the scorer's report, and for each method how often it was right and found."""

    language: str
    report: Any
    right: Counter[str]
    found: Counter[str]
    unseen: bool = False


def gold_sets() -> list[GoldSet]:
    """The shared gold, our own, and that of the documents that nobody looks at while writing rules."""
    sets = [GoldSet(SHARED / "eval", SHARED / "corpus"), GoldSet(OWN_GOLD, OWN_GOLD), GoldSet(UNSEEN, UNSEEN, unseen=True)]
    return [gold_set for gold_set in sets if gold_set.facts.is_dir()]


def load_scorer(folder: Path) -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("jarlyk_shared_score", folder / "score.py")
    if spec is None or spec.loader is None or not (folder / "score.py").is_file():
        sys.exit(f"{folder / 'score.py'}: there is no scorer; the shared folder must lie beside the checkout")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def score(sets: Iterable[GoldSet]) -> list[Scored]:
    """Reads each gold document and sets what was read against its gold facts."""
    scorer = load_scorer(SHARED / "eval")
    extractor = Extractor.load(load_registry())
    return [scored for gold_set in sets for scored in _score_set(scorer, extractor, gold_set)]


def _score_set(scorer: Any, extractor: Extractor, gold_set: GoldSet) -> Iterator[Scored]:
    for path in scorer.gold_files([gold_set.facts]):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = gold_set.documents / gold["doc"]
        graph = _graph_of(scorer, extractor, document)
        text = scorer.read_text(gold_set.documents, gold["doc"])
        right, found = _methods(scorer, graph, gold, text)
        yield Scored(gold["lang"], scorer.score_document(graph, gold, text), right, found, gold_set.unseen)


def _graph_of(scorer: Any, extractor: Extractor, document: Path) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "graph.nq"
        write_nquads(to_quads(extractor.read(document), DEFAULT_BASE), target)
        return scorer.load_graph(target)


def _methods(scorer: Any, graph: Any, gold: dict[str, Any], text: str) -> tuple[Counter[str], Counter[str]]:
    """How often each method stands behind what is right and behind all that counts; what the gold calls optional does not."""
    documents = {d for d in graph.of_class("Document") if gold["doc"] in graph.texts(d, scorer.JK + "fileName")}
    view = scorer.DocumentView(graph, documents, text)
    wanted, facts = scorer.read_gold(gold, text), view.facts()
    matching = scorer.Matching(wanted, facts)
    nodes = {scorer.name_of(node): node for node in view.evidence}
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()

    def count(methods: Iterable[str], is_right: bool) -> None:
        for method in set(methods):
            found[method] += 1
            right[method] += is_right

    for name in _THINGS:
        things = getattr(facts, name)
        for place, is_right in _verdicts(getattr(wanted, name), things, getattr(matching, name)):
            count(_methods_of(scorer, view, nodes[things[place].key]), is_right)
    for kind in ("instruments", "actors"):
        golden, places = list(scorer.mentions(getattr(wanted, kind))), list(scorer.mentions(getattr(facts, kind)))
        for place, is_right in _verdicts(golden, places, scorer.pair_spans(golden, places)):
            count(_methods_of(scorer, view, nodes[places[place].key], places[place].spans[0]), is_right)
    mandates = [node for node in view.of_class("Mandate") for _ in view.expand(node)]
    pairs = scorer.pair(wanted.mandates, facts.mandates, lambda g, f: matching.mandate_score(g, f, strict=True))
    for place, is_right in _verdicts(wanted.mandates, facts.mandates, pairs):
        count(_methods_of(scorer, view, mandates[place]), is_right)
    links = view.of_class("InstrumentLink")
    pairs = scorer.pair(wanted.links, facts.links, matching.link_score)
    for place, is_right in _verdicts(wanted.links, facts.links, pairs):
        count(_methods_of(scorer, view, links[place]), is_right)
    return right, found


def _verdicts(gold: list[Any], found: list[Any], pairs: dict[int, int]) -> Iterator[tuple[int, bool]]:
    """The place of each prediction that counts, and whether it is right."""
    absorbed = {f for g, f in pairs.items() if gold[g].optional}
    right = {f for g, f in pairs.items() if not gold[g].optional}
    yield from ((place, place in right) for place in range(len(found)) if place not in absorbed)


def _methods_of(scorer: Any, view: Any, node: Any, span: tuple[int, int] | None = None) -> Iterator[str]:
    for evidence in view.evidence[node]:
        if span is None or view.span(evidence) == span:
            yield from view.graph.texts(evidence, _METHOD)
