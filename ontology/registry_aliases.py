"""Further names of bodies and acts that are registered already: rows `[[alias]]` of a user's own file."""

from __future__ import annotations

from dataclasses import replace

from ontology.registry_records import NameLists, RegisteredAct, RegisteredBody
from ontology.registry_rows import Row

ALIAS = frozenset(("body", "act", "jurisdiction", "aliases", "abbreviations", "weak_names", "short_names", "source"))


def with_body_aliases(body: RegisteredBody, row: Row) -> RegisteredBody:
    """The body with the names of the row too. A name that it bears already is a fault of the row."""
    row.only(ALIAS - {"act", "short_names"})
    short = row.name_lists("abbreviations")
    return replace(
        body,
        aliases=_more(row, "aliases", _more(row, "aliases", body.aliases, row.name_lists("aliases")), short),
        abbreviations=_more(row, "abbreviations", body.abbreviations, short),
        weak_names=_more(row, "weak_names", body.weak_names, row.name_lists("weak_names")),
        source=f"{body.source}; {row.text('source')}",
    )


def with_act_aliases(act: RegisteredAct, row: Row) -> RegisteredAct:
    """The act with the names of the row too."""
    row.only(ALIAS - {"body", "abbreviations", "weak_names"})
    return replace(
        act,
        aliases=_more(row, "aliases", act.aliases, row.name_lists("aliases")),
        short_names=_more(row, "short_names", act.short_names, row.name_lists("short_names")),
        source=f"{act.source}; {row.text('source')}",
    )


def _more(row: Row, key: str, known: NameLists, added: NameLists) -> NameLists:
    for language, names in added.items():
        for name in names:
            if name in known.get(language, ()):
                row.fault(f"{key}.{language}", "alias-taken", name=name)
    languages = (*known, *(language for language in added if language not in known))
    return {language: (*known.get(language, ()), *added.get(language, ())) for language in languages}
