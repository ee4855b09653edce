"""What is wrong in a registry file or a vocabulary that a person edits, with file, line and next step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.question_headers import LANGUAGES
from graph.terms import RDF, SKOS
from ontology.errors import FaultError, JarlykError
from ontology.faults import fault
from ontology.registered import load_registry, registry_files


def check_tables(paths: Sequence[Path]) -> None:
    """Read the files as the program would: registry tables (.toml) in place of those that ship under their names; SKOS (.ttl).

    Raises:
        DataError: the first fault; the message names file, line, row and next step.
        JarlykError: a file that is neither.
    """
    tables = [path for path in paths if path.suffix == ".toml"]
    for path in paths:
        if path.suffix not in (".toml", ".ttl"):
            raise JarlykError(fault("no-table-or-vocabulary"), path)
    if tables:
        names = {path.name for path in tables}
        load_registry([*(path for path in registry_files() if path.name not in names), *tables])
    for path in paths:
        if path.suffix == ".ttl":
            check_vocabulary(path)


def check_vocabulary(path: Path) -> None:
    """Reads a vocabulary. Raises FaultError on the first fault, with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        triples = list(parse(text, RdfFormat.TURTLE))
    except OSError as error:
        raise FaultError(f"{path}", fault("file-unreadable", reason=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise FaultError(f"{path}", fault("no-utf8", reason=error)) from error
    except SyntaxError as error:
        raise FaultError(f"{path}, line {error.lineno}", fault("no-turtle", reason=error.msg)) from error
    for concept in [triple.subject for triple in triples if triple.predicate == RDF.type and triple.object == SKOS.Concept]:
        if not isinstance(concept, NamedNode):
            raise FaultError(f"{path}", fault("concept-nameless"))
        said = [triple for triple in triples if triple.subject == concept]
        for predicate, key in ((SKOS.prefLabel, "skos:prefLabel"), (SKOS.definition, "skos:definition")):
            texts = [t.object.language for t in said if t.predicate == predicate and isinstance(t.object, Literal)]
            missing = [language for language in LANGUAGES if language not in texts]
            if missing:
                told = fault("concept-languages", concept=_name(concept), key=key, languages=", ".join(missing))
                raise FaultError(_place(path, text, concept), told)
        for predicate, key in ((SKOS.notation, "skos:notation"), (SKOS.inScheme, "skos:inScheme")):
            if not any(triple.predicate == predicate for triple in said):
                raise FaultError(_place(path, text, concept), fault("concept-lacks", concept=_name(concept), key=key))


def _place(path: Path, text: str, concept: NamedNode) -> str:
    found = re.search(rf"^\S*{re.escape(_name(concept))}>?\s+a\s", text, re.MULTILINE)
    line = f", line {text.count(chr(10), 0, found.start()) + 1}" if found else ""
    return f"{path}{line}"


def _name(concept: NamedNode) -> str:
    return concept.value.rpartition("/")[2].rpartition("#")[2]
