"""What the facts of a document are about → triples: a node for each topic of a fact, and direct triples beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.scope import Scope
from graph.terms import DCTERMS, JK, concept
from ontology.records import Mandate, TopicAssignment


def map_topics(scope: Scope, topics: Iterable[TopicAssignment], mandates: Iterable[Mandate]) -> None:
    """The topics of tasks, measures, indicators and functions; the mandates that concern these are on the same topics."""
    by_matter: dict[str, list[str]] = defaultdict(list)
    for assignment in topics:
        by_matter[assignment.about].append(assignment.topic)
        node, about = scope.start_fact(assignment.key, JK.TopicAssignment), scope.node(assignment.about)
        topic = concept("topic", assignment.topic)
        scope.triples.add(node, JK.about, about)
        scope.triples.add(node, JK.topic, topic)
        scope.evidence.attach(node, JK.evidence, assignment.evidence)
        scope.triples.add(about, DCTERMS.subject, topic)
    for mandate in mandates:
        subjects = (concept("topic", topic) for topic in by_matter.get(mandate.concerns, ()))
        scope.triples.add(scope.node(mandate.key), DCTERMS.subject, *subjects)
