"""Asks the OWL API and HermiT, both inside the jar that owlready2 brings, about ontologies: a program of its own.

A Java machine inside the tests' own process would give it threads, and other tests fork. So the tests start this program once for
many files: `python owlapi.py QUESTION PATH ...` prints one line of JSON for each file. QUESTION is 'profiles' (which axioms lie
outside OWL 2 DL and OWL 2 RL) or 'consistency'. Files: N-Triples.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def _classpath() -> str:
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        raise SystemExit("owlready2 is not installed: run make setup-dev")
    return str(Path(spec.origin).parent / "hermit" / "HermiT.jar")


def _violations(profile: Any, ontology: Any) -> list[dict[str, str]]:
    """Kind of violation and the axiom, in the words of the OWL API."""
    found = profile.checkOntology(ontology).getViolations()
    rows = [{"kind": str(v.getClass().getSimpleName()), "axiom": str(v.getAxiom())} for v in found]
    return sorted(rows, key=lambda row: (row["kind"], row["axiom"]))


def main(question: str, paths: list[str]) -> None:
    """Answers for each file."""
    import jpype
    import jpype.imports

    jpype.startJVM(classpath=[_classpath()], convertStrings=True)
    from java.io import File
    from org.semanticweb.HermiT import Reasoner
    from org.semanticweb.owlapi.apibinding import OWLManager
    from org.semanticweb.owlapi.profiles import OWL2DLProfile, OWL2RLProfile

    for path in paths:
        ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(File(path))
        if question == "profiles":
            answer: object = {name: _violations(p(), ontology) for name, p in (("DL", OWL2DLProfile), ("RL", OWL2RLProfile))}
        else:
            answer = bool(Reasoner(ontology).isConsistent())
        sys.stdout.write(json.dumps({"path": path, "answer": answer}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
