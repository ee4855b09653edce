"""Checks of the files that people edit: registry rows and word tables in TOML, vocabularies and facts in RDF."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from api.problems import Problem, problem_of
from api.table_check import check_vocabulary
from api.translation import LANGUAGES, Words
from extractors.word_checks import STAGES, check_words
from graph.rdf_places import RdfPlaces
from graph.rdf_sources import rdf_quads
from graph.registry_mapping import registry_quads, vocabulary_quads
from graph.sources import RDF_ENDINGS, Source
from graph.validation import run_checks, shipped_checks
from graph.violation import Place
from ontology import terms
from ontology.errors import DataError, DocumentError, FaultError
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry, registry_files
from ontology.registry_mistakes import find_mistakes
from ontology.toml_lines import parse_line, row_line

_REGISTRY_KEYS = frozenset(("jurisdiction", "body", "act", "event", "alias", "ambiguous"))
_PARSED_LINE = re.compile(r"line (\d+)")
_ROW = re.compile(r"\[\[?([\w.-]+)\]\]? ?(\d*)")
_KEY = re.compile(r"'([\w.-]+)'")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def source_problems(paths: Sequence[Path], words: Words) -> list[Problem]:
    """All problems of the files at the paths; folders are walked for files that can be checked."""
    files = [file for path in paths for file in _files(path)]
    registry = [file for file in files if file.suffix == ".toml" and _is_registry(file)]
    tables = [file for file in files if file.suffix == ".toml" and file not in registry]
    rdf = [file for file in files if file.suffix.lower() in RDF_ENDINGS]
    others = [file for file in files if file not in (*registry, *tables, *rdf)]
    found = [*_registry_problems(registry, words), *_rdf_problems(rdf, registry, words)]
    found += [problem for file in tables for problem in _table_problems(file, words)]
    found += [_told("file", words("validate.unknown-file"), words("validate.step.unknown-file"), Place(str(f))) for f in others]
    return sorted(found, key=lambda problem: problem.order)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and (file.suffix == ".toml" or file.suffix.lower() in RDF_ENDINGS):
            yield file


def _told(rule: str, message: str, step: str, place: Place, node: str = "") -> Problem:
    return Problem(rule, "error", message, step, place, node)


def _is_registry(file: Path) -> bool:
    """Whether a TOML file has rows of the registry; one that is no TOML counts by its folder."""
    try:
        return not _REGISTRY_KEYS.isdisjoint(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return file.parent.name not in LANGUAGES


def _registry_problems(files: Sequence[Path], words: Words) -> Iterator[Problem]:
    shipped = {file.resolve() for file in registry_files()}
    own = [file for file in files if file.resolve() not in shipped]
    if not own and not files:
        return
    for mistake in find_mistakes(own, words.language):
        row = f"{mistake.row}, {mistake.key}" if mistake.row else ""
        step = mistake.remedy or words("validate.step.toml")
        yield _told("registry", mistake.wrong, step, Place(str(mistake.path), line=mistake.line), row)


def _table_problems(file: Path, words: Words) -> Iterator[Problem]:
    if file.parent.name not in LANGUAGES or file.stem not in STAGES:
        yield _told("file", words("validate.unknown-table"), words("validate.step.unknown-file"), Place(str(file)))
        return
    try:
        text = file.read_text(encoding="utf-8")
        check_words(text, file.parent.name, file.stem)
    except OSError as error:
        yield _unreadable(file, error, words)
    except (UnicodeDecodeError, DataError) as error:
        message = str(error).partition(".toml: ")[2] or str(error).partition(".toml ")[2] or str(error)
        line = None if isinstance(error, UnicodeDecodeError) else _table_line(text, str(error))
        yield _told("phrases", message, words("validate.step.phrases"), Place(str(file), line=line))


def _table_line(text: str, message: str) -> int | None:
    """The line that a message about a word table speaks of: of its row, and of the key where it names one that is there."""
    line = parse_line(message)
    if line is not None:
        return line
    tail = message.partition(".toml")[2]
    row, key = _ROW.search(tail), _KEY.search(tail)
    table, place = (row[1], int(row[2] or 1)) if row else ("", 0)
    return row_line(text, ((table, place),) if place else (), key[1] if key else "")


def _unreadable(file: Path, error: OSError, words: Words) -> Problem:
    return _told("file", words("validate.unreadable", reason=error.strerror), words("validate.step.unreadable"), Place(str(file)))


def _rdf_problems(files: Sequence[Path], registry: Sequence[Path], words: Words) -> Iterator[Problem]:
    """The shapes over the RDF files together, beside the vocabularies and the registry that a build would put there."""
    if not files:
        return
    store, subjects = Store(), set()
    places = RdfPlaces(files)
    for file in files:
        try:
            quads = list(rdf_quads(Source(file, hashlib.sha256(file.read_bytes()).hexdigest(), (file.name,)), DEFAULT_BASE))
        except OSError as error:
            yield _unreadable(file, error, words)
            continue
        except DocumentError as error:
            found = _PARSED_LINE.search(str(error))
            place = Place(str(file), line=int(found[1]) if found else None)
            yield _told("rdf", str(error).removeprefix(f"{file}: "), words("validate.step.rdf"), place)
            continue
        subjects |= {quad.subject for quad in quads}
        store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
        yield from _unknown_terms(quads, RdfPlaces([file]), file, words)
        yield from _vocabulary_problems(file, words)
    _add_curated(store, registry)
    for violation in run_checks(store, shipped_checks()):
        if violation.focus in subjects:
            yield problem_of(places.placed(violation), words)


def _vocabulary_problems(file: Path, words: Words) -> Iterator[Problem]:
    """The first fault of the concepts of a Turtle file: each has names, a definition, a key and a scheme."""
    if file.suffix != ".ttl":
        return
    try:
        check_vocabulary(file)
    except FaultError as error:
        line = _PARSED_LINE.search(str(error).removeprefix(str(file)).partition(":")[0])
        wrong, step = error.fault.wrong(words.language), error.fault.remedy(words.language)
        yield _told("vocabulary", wrong, step, Place(str(file), line=int(line[1]) if line else None))


def _add_curated(store: Store, registry: Sequence[Path]) -> None:
    """What a build puts beside the files: vocabularies, and the registry with the user's own rows where they are sound."""
    shipped = {file.resolve() for file in registry_files()}
    try:
        known = load_registry(more=[file for file in registry if file.resolve() not in shipped])
    except DataError:  # told already
        known = load_registry()
    for quads in (vocabulary_quads(), registry_quads(known)):
        store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _unknown_terms(quads: Sequence[Quad], places: RdfPlaces, file: Path, words: Words) -> Iterator[Problem]:
    """Properties and classes of our namespace that the ontology does not have: a slip of the pen, mostly."""
    ours = {value for name, value in vars(terms.JK).items() if isinstance(value, str) and not name.startswith("_")}
    for quad in quads:
        term = quad.object if quad.predicate.value == _TYPE else quad.predicate
        if isinstance(term, NamedNode) and term.value.startswith(terms.JK.BASE) and term.value not in ours:
            subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
            place = places.find(subject, quad.predicate.value) or Place(str(file))
            yield _told("term", words("validate.unknown-term", term=term.value), words("validate.step.term"), place, subject)
