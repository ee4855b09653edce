"""Which act of the registry the citations of one instrument name."""

from __future__ import annotations

from extractors.acts.bare_words import bare, bare_number
from extractors.acts.clusters import WORLD, Cluster
from ontology.registered import RegisteredAct, Registry


class ActFinder:
    """The acts of the registry, found by number and date or by title. Built once."""

    def __init__(self, registry: Registry) -> None:
        self._numbered = {(a.type, a.date, bare_number(a.number)): a for a in registry.acts.values() if a.number and a.date}
        self._world = {(a.type, bare_number(a.number)): a for a in registry.acts.values() if a.number and a.jurisdiction in WORLD}
        self._titled: dict[tuple[str, str], list[RegisteredAct]] = {}
        for act in registry.acts.values():
            names = [*act.titles.values(), *(alias for aliases in act.aliases.values() for alias in aliases)]
            for name in {bare(name) for name in names}:
                self._titled.setdefault((act.type, name), []).append(act)

    def find(self, cluster: Cluster, jurisdiction: str | None) -> RegisteredAct | None:
        """The registered act that the citations name; None where none or more than one fits."""
        if cluster.number and cluster.date:
            act = self._numbered.get((cluster.type, cluster.date, bare_number(cluster.number)))
            if act is not None and jurisdiction in (None, act.jurisdiction):
                return act
        if cluster.number and jurisdiction in WORLD:
            act = self._world.get((cluster.type, bare_number(cluster.number)))
            if act is not None and act.jurisdiction == jurisdiction and (act.date or "").startswith((cluster.date or "")[:4]):
                return act
        names = {bare(t) for c in cluster.citations for t in (c.quoted, c.title) if t}
        fitting = {
            a.key: a for name in names for a in self._titled.get((cluster.type, name), []) if _fits(a, cluster, jurisdiction)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None


def _fits(act: RegisteredAct, cluster: Cluster, jurisdiction: str | None) -> bool:
    if jurisdiction is not None and act.jurisdiction != jurisdiction:
        return False
    if cluster.number and act.number and bare_number(cluster.number) != bare_number(act.number):
        return False
    if cluster.date and act.date and not act.date.startswith(cluster.date):
        return False
    return cluster.period == (None, None) or cluster.period[1] == act.period_end
