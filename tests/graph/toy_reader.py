"""A reader of made-up documents for the tests of the build: no language, just lines of the form `kind: words`.

Run as a program it builds a store and dies at a named stage: `toy_reader.py STORE STAGE FILE...`.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from decimal import Decimal
from pathlib import Path

from ontology.errors import DocumentError
from ontology.iri import document_key, fact_key
from ontology.records import (
    Allocation,
    Body,
    Document,
    Evidence,
    Extraction,
    Indicator,
    IndicatorValue,
    Instrument,
    InstrumentLink,
    Label,
    Mandate,
    Measure,
    Task,
    TopicAssignment,
    Unresolved,
)

BODY, ACT = "body/kz/toy-ministry", "act/kz/law/2020-01-02/1"


def extract(name: str, raw: bytes) -> Extraction:
    """A small plan: one body, one act, one task, one measure with money and a topic, one indicator; the whole text is each one's evidence."""
    text = raw.decode("utf-8")
    sha256 = hashlib.sha256(raw).hexdigest()
    key = document_key(sha256)
    place = (Evidence(0, len(text.rstrip()), "toy"),)
    money = Allocation(fact_key(key, "allocation", "1"), Decimal("25.30"), "25,30", place, scale=1000, currency="KZT", year=2024)
    task = Task(fact_key(key, "task", "1"), Label("міндет", "kk"), place, number="1", part_of=ACT)
    measure = Measure(
        fact_key(key, "measure", "1"),
        Label(text.split("\n")[0], "kk"),
        place,
        "1",
        part_of=task.key,
        secret=True,
        funding=(money,),
    )
    value = IndicatorValue(fact_key(key, "value", "1"), Decimal(7), "007", 2025)
    return Extraction(
        Document(key, name, sha256, text, "kk", "programme"),
        bodies=(Body(BODY, "state", "KZ", (Label("Министрлік", "kk"),), place, registered=True),),
        instruments=(
            Instrument(ACT, "law", "KZ", (Label(f"Заң {name}", "kk"),), place, number="1", date="2020-01-02", issuer=BODY),
        ),
        links=(InstrumentLink(fact_key(key, "link", "1"), ACT, BODY, "creates", place),),
        tasks=(task,),
        measures=(measure,),
        indicators=(Indicator(fact_key(key, "indicator", "1"), Label("үлес", "kk"), place, "target", values=(value,)),),
        mandates=(Mandate(fact_key(key, "mandate", "1"), BODY, "lead", measure.key, ACT, place),),
        topics=(TopicAssignment(fact_key(key, "topic", "1"), measure.key, "schools", place),),
        unresolved=(Unresolved("body", "Қызмет", "no such name is known", place[0]),),
    )


def read(path: Path) -> Extraction:
    """Reads a file; an empty one, or one that is no UTF-8, is a DocumentError."""
    try:
        raw = path.read_bytes()
        if not raw.strip():
            raise DocumentError(f"{path}: is empty; give a file with text")
        return extract(path.name, raw)
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path}: is no UTF-8 at byte {error.start}; save it as UTF-8") from error


def main(store: str, deadly: str, *files: str) -> None:
    """Builds, and kills itself with no chance to clean up when the stage is reached."""
    from graph.build import BuildOptions, build

    def progress(stage: str, done: int, total: int) -> None:
        if stage.startswith(deadly):
            os.kill(os.getpid(), signal.SIGKILL)

    build([Path(file) for file in files], Path(store), read, BuildOptions(progress=progress))


if __name__ == "__main__":
    main(*sys.argv[1:])
