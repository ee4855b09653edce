"""A small library of made-up documents and what they say, with hostile names among them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from graph.build import BuildOptions, build
from graph.findings.catalogue import findings_step
from ontology.iri import DEFAULT_BASE, document_body_key, document_key, fact_key, numbered_act_key
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
)

HOSTILE = '<script>alert("x")</script>"\' onmouseover=alert(1) {{ 7*7 }}'
TEXTS = {
    "ky.txt": (
        "Көпүрөлөр жөнүндө токтом\n\n1. Көпүрө министрлиги көпүрөлөрдү жыл сайын карап чыгат.\n"
        f"2. {HOSTILE} макулдугу менен көпүрө оңдолот.\nКаражат: 007,50 млн сом, 2024-жыл.\n"
    ),
    "kk.txt": "Көпірлер туралы бұйрық\n\n1\tКөпірді жөндеу\tКөпір министрлігі (келісім бойынша)\tтоқсан сайын\n",
    "ru.txt": "Приказ о мостах\n\nМинистерство мостов осматривает мосты.\n",
    "en.txt": "Order on bridges\n\nThe Ministry of Bridges inspects the bridges.\n",
}


def place(text: str, words: str, method: str = "test/rule") -> Evidence:
    start = text.index(words)
    return Evidence(start, start + len(words), method, 0.9)


def extraction(name: str, sha256: str, text: str) -> Extraction:
    language = name.removesuffix(".txt")
    key = document_key(sha256)
    document = Document(key, name, sha256, text, language, "other")
    if language == "ky":
        return _kyrgyz(document)
    words = {"kk": "Көпір министрлігі", "ru": "Министерство мостов", "en": "Ministry of Bridges"}[language]
    body = Body("body/kg/bridges", "state", "KG", (Label(words, language),), (place(text, words),))
    measure = Measure(fact_key(key, "measure", words), Label(f"{words}: 1", language), (place(text, words),), number="1")
    role = "by_agreement" if language == "kk" else "executor"
    mandate = Mandate(fact_key(key, "mandate", words), body.key, role, measure.key, None, (place(text, words),))
    topic = TopicAssignment(fact_key(key, "topic", words), measure.key, "road-safety", (place(text, words, f"topic:{language}"),))
    return Extraction(document, bodies=(body,), measures=(measure,), mandates=(mandate,), topics=(topic,))


def _kyrgyz(document: Document) -> Extraction:
    text, key = document.text, document.key
    act = Instrument(
        numbered_act_key("KG", "resolution", "2024-03-05", "7/а"),
        "resolution",
        "KG",
        (Label("Көпүрөлөр жөнүндө токтом", "ky"),),
        (place(text, "Көпүрөлөр жөнүндө токтом"),),
        number="7/а",
        date="2024-03-05",
    )
    old = Instrument(
        "act/kg/bridges-old",
        "programme",
        "KG",
        (Label(HOSTILE, "ky"),),
        (place(text, HOSTILE),),
        period_start=2018,
        period_end=2022,
    )
    ministry = Body(
        "body/kg/bridges",
        "state",
        "KG",
        (Label("Көпүрө министрлиги", "ky"),),
        (place(text, "Көпүрө министрлиги"),),
        aliases=(Label("КМ", "ky"),),
    )
    hostile = Body(
        document_body_key(key, HOSTILE), "state", "KG", (Label(HOSTILE, "ky"),), (place(text, HOSTILE),), parent=ministry.key
    )
    sentence = "Көпүрө министрлиги көпүрөлөрдү жыл сайын карап чыгат"
    task = Task(
        fact_key(key, "task", "1"), Label("көпүрөлөрдү карап чыгуу", "ky"), (place(text, "көпүрөлөрдү жыл сайын"),), "1", act.key
    )
    money = Allocation(
        fact_key(key, "allocation", "1"),
        Decimal("7.50"),
        "007,50",
        (place(text, "007,50 млн сом"),),
        1_000_000,
        "KGS",
        2024,
        "republican",
    )
    measure = Measure(
        fact_key(key, "measure", "2"),
        Label(f"көпүрөнү оңдоо {HOSTILE}", "ky"),
        (place(text, "көпүрө оңдолот"),),
        number="2",
        part_of=task.key,
        deadline="жыл сайын",
        due_by=("2024-12-25",),
        secret=True,
        funding=(money,),
    )
    indicator = Indicator(
        fact_key(key, "indicator", "1"),
        Label("бүтүн көпүрөлөрдүн үлүшү", "ky"),
        (place(text, "көпүрөлөрдү"),),
        "target",
        part_of=task.key,
        unit="%",
        values=(IndicatorValue(fact_key(key, "value", "1"), Decimal("99.5"), "99,50", 2024),),
    )
    mandates = (
        Mandate(fact_key(key, "mandate", "1"), ministry.key, "executor", task.key, act.key, (place(text, sentence),)),
        Mandate(fact_key(key, "mandate", "2"), hostile.key, "by_agreement", measure.key, act.key, (place(text, HOSTILE),)),
    )
    link = InstrumentLink(fact_key(key, "link", "1"), act.key, old.key, "succeeds", (place(text, HOSTILE),))
    alone = Measure(fact_key(key, "measure", "3"), Label(f"ээсиз иш-чара {HOSTILE}", "ky"), (place(text, "оңдолот"),), "3")
    return Extraction(
        document,
        bodies=(ministry, hostile),
        instruments=(act, old),
        links=(link,),
        tasks=(task,),
        measures=(measure, alone),
        indicators=(indicator,),
        mandates=mandates,
    )


def read(path: Path) -> Extraction:
    data = path.read_bytes()
    return extraction(path.name, hashlib.sha256(data).hexdigest(), data.decode("utf-8"))


def build_library(folder: Path, names: Iterable[str] = tuple(TEXTS)) -> Path:
    """Writes the files, builds and publishes them; returns the store."""
    papers = folder / "papers"
    papers.mkdir(exist_ok=True, parents=True)
    for name in names:
        (papers / name).write_text(TEXTS[name], encoding="utf-8")
    report = build([papers], folder / "store", read, BuildOptions(steps=(findings_step(DEFAULT_BASE),)))
    assert not report.failures
    return folder / "store"
