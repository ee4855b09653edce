"""Mentions to records: one body with all places where the document names it, and the names that it uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.names.mentions import BodyMention
from extractors.reading import Reading
from ontology.records import Body, Evidence, Label
from ontology.registered import Registry

_SHARED_KINDS = ("local", "international")  # of a body whose departments are of its own kind
# How sure each way of finding is.
_CONFIDENCE = {
    "full": 1.0,
    "defined": 1.0,
    "signature": 0.9,
    "abbreviation": 0.95,
    "collective": 0.9,
    "group": 0.75,
    "state": 0.7,
    "candidate": 0.6,
    "foreign": 0.6,
}


def body_records(reading: Reading, mentions: Sequence[BodyMention], registry: Registry) -> dict[str, Body]:
    """The bodies that are mentioned, by key, in the order of their first mention."""
    by_key: defaultdict[str, list[BodyMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        by_key[mention.key].append(mention)
    return {key: _body(key, found, reading, registry) for key, found in by_key.items()}


def _body(key: str, found: list[BodyMention], reading: Reading, registry: Registry) -> Body:
    known = registry.bodies.get(key)
    names = _names(found, reading)
    preferred = next((label for label in names if known and label.text == known.names.get(label.language)), names[0])
    evidence = {(m.start, m.end): Evidence(m.start, m.end, f"names:{m.match.form}", _CONFIDENCE[m.match.form]) for m in found}
    first = found[0].match
    owner = registry.bodies.get(first.parent) if first.parent else None
    shared = owner is not None and owner.kind in _SHARED_KINDS and first.kind in (None, "state")
    kind = owner.kind if owner and shared else first.kind or "state"
    return Body(
        key=key,
        kind=known.kind if known else kind,
        jurisdiction=known.jurisdiction if known else owner.jurisdiction if owner else _jurisdiction(kind, first.form, reading),
        names=(preferred,),
        mentions=tuple(evidence.values()),
        aliases=tuple(label for label in names if label != preferred),
        parent=known.parent if known else first.parent,
        registered=known is not None,
    )


def _names(found: list[BodyMention], reading: Reading) -> list[Label]:
    """The names in their base forms, then the short forms as printed; longest first."""
    names = {(m.match.name, m.match.language) for m in found}
    for mention in found:
        if mention.match.form in ("defined", "abbreviation"):
            names.add((reading.text.printed(mention.start, mention.match.stem_end or mention.end), mention.match.language))
    return [Label(*name) for name in sorted(names, key=lambda name: (-len(name[0]), *name))]


def _jurisdiction(kind: str | None, form: str, reading: Reading) -> str | None:
    return "INT" if kind == "international" or form == "foreign" else reading.jurisdiction
