"""What is wrong in a registry file or a vocabulary that a person edits, with file, line and next step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.question_headers import LANGUAGES
from graph.terms import RDF, SKOS
from ontology.errors import DataError, JarlykError
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
            raise JarlykError(f"{path}: is neither a registry table (.toml) nor a vocabulary (.ttl); name one of these")
    if tables:
        names = {path.name for path in tables}
        load_registry([*(path for path in registry_files() if path.name not in names), *tables])
    for path in paths:
        if path.suffix == ".ttl":
            check_vocabulary(path)


def check_vocabulary(path: Path) -> None:
    """Reads a vocabulary. Raises DataError on the first fault, with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        triples = list(parse(text, RdfFormat.TURTLE))
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}; give a readable file") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: is no UTF-8: {error}; save it as UTF-8") from error
    except SyntaxError as error:
        raise DataError(f"{path}, line {error.lineno}: is no Turtle: {error.msg}; correct that place") from error
    for concept in [triple.subject for triple in triples if triple.predicate == RDF.type and triple.object == SKOS.Concept]:
        if not isinstance(concept, NamedNode):
            raise DataError(f"{path}: a concept has no name; write it as concept:KEY")
        said = [triple for triple in triples if triple.subject == concept]
        for predicate, key in ((SKOS.prefLabel, "skos:prefLabel"), (SKOS.definition, "skos:definition")):
            texts = [t.object.language for t in said if t.predicate == predicate and isinstance(t.object, Literal)]
            missing = [language for language in LANGUAGES if language not in texts]
            if missing:
                raise DataError(f"{_place(path, text, concept)}: has no {key} in {', '.join(missing)}; add it there")
        for predicate, key in ((SKOS.notation, "skos:notation"), (SKOS.inScheme, "skos:inScheme")):
            if not any(triple.predicate == predicate for triple in said):
                raise DataError(f"{_place(path, text, concept)}: has no {key}; add it there")


def _place(path: Path, text: str, concept: NamedNode) -> str:
    name = concept.value.rpartition("/")[2].rpartition("#")[2]
    found = re.search(rf"^\S*{re.escape(name)}>?\s+a\s", text, re.MULTILINE)
    line = f", line {text.count(chr(10), 0, found.start()) + 1}" if found else ""
    return f"{path}{line}: the concept '{name}'"
