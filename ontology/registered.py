"""Loading of the registry: `ontology/registry/*.toml`, one file a jurisdiction, read once at the start of a program."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from ontology.errors import FaultError
from ontology.faults import fault
from ontology.iri import numbered_act_key, registered_act_key, registered_body_key, registered_event_key
from ontology.parsed_toml import parsed_toml
from ontology.registry_aliases import ALIAS, with_act_aliases, with_body_aliases
from ontology.registry_checks import check_registry
from ontology.registry_events import KINDS, with_events
from ontology.registry_records import FormerName, NameLists, RegisteredAct, RegisteredBody, RegisteredEvent, Registry
from ontology.registry_rows import JURISDICTIONS, Row

__all__ = [
    "BODY_KINDS",
    "INSTRUMENT_TYPES",
    "RegisteredAct",
    "RegisteredBody",
    "RegisteredEvent",
    "Registry",
    "load_registry",
    "registry_files",
]

BODY_KINDS = ("state", "local", "international", "civil", "media", "academic", "business", "court", "group", "person")
INSTRUMENT_TYPES = (
    *("constitution", "constitutional-law", "law", "code", "decree", "resolution", "order", "decision", "programme", "strategy"),
    *("concept", "action-plan", "regulation", "treaty", "un-resolution", "address", "project", "register", "study", "other"),
)
_COMMON = ("identifier", "jurisdiction", "aliases", "source", "wikidata")
_BODY = frozenset(
    (
        *_COMMON,
        "kind",
        "names",
        "abbreviations",
        "weak_names",
        "parent",
        "valid_from",
        "valid_to",
        "counterpart_of",
        "former",
    )
)
_FORMER = frozenset(("names", "valid_from", "valid_to", "source"))
_ACT = frozenset((*_COMMON, "type", "titles", "short_names", "number", "date", "issuer", "period", "approved_by", "succeeds"))
_EVENT = frozenset(("identifier", "jurisdiction", "source", "kind", "date", "act", "before", "after"))
_FILE = frozenset(("jurisdiction", "ambiguous", "body", "act", "event", "alias"))
Skipped = frozenset[tuple[Path, str, int]]  # rows by file, table and place
_Keys = Mapping[str, str]  # from 'kg/interior-ministry' to the key


def registry_files() -> tuple[Path, ...]:
    """The registry files that ship with the program, in the order of their names."""
    return tuple(sorted((Path(__file__).parent / "registry").glob("*.toml")))


def load_registry(paths: Sequence[Path] | None = None, *, more: Sequence[Path] = (), skipped: Skipped = frozenset()) -> Registry:
    """Read registry files into one registry.

    Args:
        paths: the files; those that ship with the program when none are given.
        more: files of the user's own, read after them: bodies, acts, events, and aliases of what is registered.
        skipped: rows to leave out, by file, table and place; for the search for mistakes.

    Raises:
        DataError: a file cannot be read, or a row departs from the schema; the message names file, row, key and next step.
    """
    heads: list[Row] = []
    bodies: list[tuple[Row, str]] = []
    acts: list[tuple[Row, str]] = []
    events: list[tuple[Row, str]] = []
    aliases: list[tuple[Row, str]] = []
    for path in (*(registry_files() if paths is None else paths), *more):
        table = _parsed(path, shipped=paths is None and path not in more)
        head = Row(path, "file", 0, {"identifier": path.name, **table})
        head.only(_FILE | {"identifier"})
        own = head.one_of("jurisdiction", JURISDICTIONS)
        heads.append(head)
        read = partial(_rows, path, table, own=own, skipped=skipped)
        bodies.extend(read("body", _BODY))
        acts.extend(read("act", _ACT))
        events.extend(read("event", _EVENT))
        aliases.extend(read("alias", ALIAS))
    body_keys = _keys(bodies, lambda row, j: registered_body_key(j, row.identifier()))
    act_keys = _keys(acts, _act_key)
    _keys(events, lambda row, j: registered_event_key(j, row.identifier()))
    changes = [_event(row, j, body_keys, act_keys) for row, j in events]
    known = {b.key: b for b in (_body(row, j, body_keys) for row, j in bodies)}
    named = {a.key: a for a in (_act(row, j, body_keys, act_keys) for row, j in acts)}
    for row, j in aliases:
        if row.has("act"):
            key = _reference(row, "act", row.text("act"), j, act_keys)
            named[key] = with_act_aliases(named[key], row)
        else:
            key = _reference(row, "body", row.text("body"), j, body_keys)
            known[key] = with_body_aliases(known[key], row)
    registry = Registry(
        bodies=with_events(known, changes),
        acts=named,
        ambiguous=frozenset(name for head in heads for name in head.texts("ambiguous")),
        events={event.key: event for event in changes},
    )
    check_registry(registry)
    return registry


def _parsed(path: Path, shipped: bool) -> Mapping[str, object]:
    try:
        return parsed_toml(path) if shipped else tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FaultError(f"{path}", fault("file-unreadable", reason=error.strerror)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultError(f"{path}", fault("no-toml", reason=error)) from error


def _rows(
    path: Path, table: Mapping[str, object], name: str, allowed: frozenset[str], own: str, skipped: Skipped
) -> Iterator[tuple[Row, str]]:
    listed = table.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(values, dict) for values in listed):
        raise FaultError(f"{path}", fault("no-rows", name=name))
    for place, values in enumerate(listed, start=1):
        if (path, name, place) in skipped:
            continue
        row = Row(path, name, place, values)
        row.only(allowed)
        yield row, row.one_of("jurisdiction", JURISDICTIONS, default=own)


def _keys(rows: Sequence[tuple[Row, str]], key: Callable[[Row, str], str]) -> _Keys:
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for row, jurisdiction in rows:
        reference = f"{jurisdiction.lower()}/{row.identifier()}"
        made = key(row, jurisdiction)
        if reference in keys or made in taken:
            row.fault("identifier", "identifier-taken", reference=reference, made=made)
        keys[reference] = made
        taken.add(made)
    return keys


def _act_key(row: Row, jurisdiction: str) -> str:
    number, date = row.optional_text("number"), row.date("date")
    if number is None or date is None:
        return registered_act_key(jurisdiction, row.identifier())
    return numbered_act_key(jurisdiction, row.one_of("type", INSTRUMENT_TYPES), date, number)


def _reference(row: Row, key: str, value: str, jurisdiction: str, keys: _Keys) -> str:
    found = keys.get(value if "/" in value else f"{jurisdiction.lower()}/{value}")
    if found is None:
        row.fault(key, "not-registered", value=value)
    return found


def _references(row: Row, key: str, jurisdiction: str, keys: _Keys) -> tuple[str, ...]:
    return tuple(_reference(row, key, value, jurisdiction, keys) for value in row.texts(key))


def _optional_reference(row: Row, key: str, jurisdiction: str, keys: _Keys) -> str | None:
    value = row.optional_text(key)
    return None if value is None else _reference(row, key, value, jurisdiction, keys)


def _joined(row: Row, first: NameLists, second: NameLists) -> NameLists:
    for language in first.keys() & second.keys():
        for name in set(first[language]) & set(second[language]):
            row.fault(f"abbreviations.{language}", "alias-and-abbreviation", name=name)
    return {lang: (*first.get(lang, ()), *second.get(lang, ())) for lang in (*first, *(x for x in second if x not in first))}


def _body(row: Row, jurisdiction: str, keys: _Keys) -> RegisteredBody:
    abbreviations = row.name_lists("abbreviations")
    names = row.names("names")
    aliases = _joined(row, row.name_lists("aliases"), abbreviations)
    former = tuple(name for each in row.rows("former", _FORMER) for name in _former(each))
    start, end = _span(row)
    return RegisteredBody(
        key=registered_body_key(jurisdiction, row.identifier()),
        identifier=row.identifier(),
        kind=row.one_of("kind", BODY_KINDS),
        jurisdiction=jurisdiction,
        names=names,
        aliases=_with_former(names, aliases, former),
        abbreviations=abbreviations,
        weak_names=row.name_lists("weak_names"),
        source=row.text("source"),
        parent=_optional_reference(row, "parent", jurisdiction, keys),
        valid_from=start,
        valid_to=end,
        counterpart_of=_references(row, "counterpart_of", jurisdiction, keys),
        wikidata=row.wikidata(),
        former=former,
    )


def _span(row: Row) -> tuple[str | None, str | None]:
    start, end = row.date("valid_from"), row.date("valid_to")
    if start and end and start[: len(end)] > end:
        row.fault("valid_to", "ends-before-start", end=end, start=start)
    return start, end


def _former(row: Row) -> Iterator[FormerName]:
    start, end = _span(row)
    for language, text in row.names("names").items():
        yield FormerName(text, language, row.text("source"), start, end)


def _with_former(names: Mapping[str, str], aliases: NameLists, former: Sequence[FormerName]) -> NameLists:
    """The aliases with the former names that are not among them, so that they are found as these are."""
    found = dict(aliases)
    for name in former:
        if name.text not in (names.get(name.language), *found.get(name.language, ())):
            found[name.language] = (*found.get(name.language, ()), name.text)
    return found


def _act(row: Row, jurisdiction: str, body_keys: _Keys, act_keys: _Keys) -> RegisteredAct:
    period_start, period_end = row.period("period")
    return RegisteredAct(
        key=_act_key(row, jurisdiction),
        identifier=row.identifier(),
        type=row.one_of("type", INSTRUMENT_TYPES),
        jurisdiction=jurisdiction,
        titles=row.names("titles"),
        aliases=row.name_lists("aliases"),
        short_names=row.name_lists("short_names"),
        source=row.text("source"),
        number=row.optional_text("number"),
        date=row.date("date"),
        issuer=_optional_reference(row, "issuer", jurisdiction, body_keys),
        period_start=period_start,
        period_end=period_end,
        approved_by=_optional_reference(row, "approved_by", jurisdiction, act_keys),
        succeeds=_references(row, "succeeds", jurisdiction, act_keys),
        wikidata=row.wikidata(),
    )


def _event(row: Row, jurisdiction: str, body_keys: _Keys, act_keys: _Keys) -> RegisteredEvent:
    return RegisteredEvent(
        key=registered_event_key(jurisdiction, row.identifier()),
        identifier=row.identifier(),
        kind=row.one_of("kind", tuple(KINDS)),
        jurisdiction=jurisdiction,
        before=_references(row, "before", jurisdiction, body_keys),
        after=_references(row, "after", jurisdiction, body_keys),
        source=row.text("source"),
        date=row.date("date"),
        act=_optional_reference(row, "act", jurisdiction, act_keys),
    )
