"""Is the ontology consistent, and can every class have members? HermiT, a description logic reasoner, answers.

HermiT is a Java program that comes with the optional package owlready2 (`pip install 'jarlyk[reasoning]'`). It is for the
ontology and small samples of data, not for a whole graph.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ontology.errors import JarlykError

ONTOLOGY = Path(__file__).parent / "jarlyk.ttl"
VOCABULARIES = ONTOLOGY.parent / "vocabularies"
_DATES = frozenset(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("date", "gYear", "gYearMonth"))


class ReasonerUnavailableError(JarlykError):
    """The reasoner cannot run on this machine; the message says what to install."""


class InconsistentOntologyError(JarlykError):
    """The files contradict themselves or each other; nothing sound can be drawn from them."""


def own_files() -> list[Path]:
    """The ontology and its vocabularies."""
    return [ONTOLOGY, *sorted(VOCABULARIES.glob("*.ttl"))]


def require_reasoner() -> None:
    """Checks that owlready2 and Java are there.

    Raises:
        ReasonerUnavailableError: one of them is missing.
    """
    if find_spec("owlready2") is None:
        raise ReasonerUnavailableError("owlready2 is not installed: run pip install 'jarlyk[reasoning]'")
    if shutil.which("java") is None:
        raise ReasonerUnavailableError("no 'java' on the PATH: install a Java runtime, such as default-jre-headless")


def check_consistency(paths: Iterable[Path] | None = None) -> list[str]:
    """Reads all files as one ontology and classifies it.

    Args:
        paths: Turtle files; the ontology with its vocabularies when None. All are read together.

    Returns:
        The IRIs of the unsatisfiable classes, sorted: classes that can have no member.

    Raises:
        ReasonerUnavailableError: owlready2 or Java is missing.
        InconsistentOntologyError: the files contradict each other.
    """
    require_reasoner()
    files = own_files() if paths is None else list(paths)
    with tempfile.TemporaryDirectory(prefix="jarlyk-reasoning-") as directory:
        merged = Path(directory) / "merged.nt"
        _merge(files, merged)
        return _classify(merged, [path.name for path in files])


def _merge(files: Iterable[Path], target: Path) -> None:
    """Writes one N-Triples file, as owlready2 reads no Turtle. Blank nodes of different files stay apart."""
    with target.open("wb") as output:
        for path in files:
            quads = parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
            triples = (Triple(quad.subject, quad.predicate, _readable(quad.object)) for quad in quads)
            serialize(triples, output, format=RdfFormat.N_TRIPLES)


def _readable(term: NamedNode | BlankNode | Literal | Triple) -> NamedNode | BlankNode | Literal | Triple:
    """A date becomes a string: OWL 2 has no dates and no years, and HermiT stops at one."""
    return Literal(term.value) if isinstance(term, Literal) and term.datatype.value in _DATES else term


def _classify(merged: Path, names: list[str]) -> list[str]:
    import owlready2  # an optional package: only this function needs it

    world = owlready2.World()  # of its own, so that nothing is left behind in owlready2's default world
    try:
        world.get_ontology(merged.as_uri()).load()
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        return sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)
    except owlready2.OwlReadyInconsistentOntologyError as fault:
        raise InconsistentOntologyError(f"{', '.join(names)}: a contradiction, HermiT finds no model of them") from fault
    except owlready2.OwlReadyJavaError as fault:
        raise ReasonerUnavailableError(f"HermiT stopped while it read {', '.join(names)}: {fault}") from fault
    finally:
        world.close()
