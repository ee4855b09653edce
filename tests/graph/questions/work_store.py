"""A second small graph: the plan and the note of `plan_store.py`, and a paper on who watches, coordinates, reports, by when, in secret."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from typing import Any

from graph.graphs import KEPT, ORDER, graph_name
from graph.kept_tables import kept_tables
from graph.reading_order import reading_order
from graph.union import replace_graph
from ontology.iri import DEFAULT_BASE
from ontology.records import Extraction, Function, Measure, Task

_PLAN: dict[str, Any] = run_path(str(Path(__file__).with_name("plan_store.py")))

WORK = (
    "Көпүрөлөр концепциясы 2022 – 2026. Көпүрөлөрдү куруу. Курулуш министрлиги көпүрөлөрдү куруу ишин координациялайт. "
    "Мониторингди Курулуш министрлиги жүргүзөт. ЖК жыл сайын отчет алат.\n"
    "1\tДолбоор даярдоо\tЖол министрлиги\t2023-жылдын 1-июлу\tКаржы талап кылынбайт\n"
    "2\tКупуя иш\n"
)
REGISTRY = """
<body/kg/building> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Курулуш министрлиги"@ky, "Министерство строительства"@ru ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KG> ; jk:validFrom "2021-02-03"^^xsd:date .
<body/kg/roads> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Жол министрлиги"@ky ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KG> ; jk:validFrom "2010-01-01"^^xsd:date ; jk:validTo "2024-05-01"^^xsd:date .
<body/kg/transport> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Транспорт министрлиги"@ky ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KG> ; jk:validFrom "2024-05-01"^^xsd:date .
<body/kg/transport> jk:successorOf <body/kg/roads> ; org:resultedFrom <event/2> .
<event/2> a org:ChangeEvent ; jk:changeKind <https://w3id.org/jarlyk/vocabulary/change-kind/renaming> ; dcterms:date "2024-05-01"^^xsd:date ; org:originalOrganization <body/kg/roads> ; org:resultingOrganization <body/kg/transport> .
<body/kg/council> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Жогорку Кеңеш"@ky ; skos:altLabel "ЖК"@ky ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KG> .
<body/kg/council> skos:altLabel "Жогорку Совет"@ky ; skosxl:altLabel <body/kg/council/name/1> .
<body/kg/council/name/1> a skosxl:Label ; skosxl:literalForm "Жогорку Совет"@ky ; jk:validTo "1994"^^xsd:gYear .
<body/kz/chamber> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Жоғарғы Кеңес"@kk ; skos:altLabel "ЖК"@kk ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KZ> .
<act/c3> skos:prefLabel "Көпүрөлөр концепциясы"@ky .
"""


def work() -> Extraction:
    """A Kyrgyz concept: a coordinator who also watches, a yearly report, a measure due on a day, a classified one."""
    p = _PLAN["Pages"]("work.txt", "c", WORK, "ky")
    task, duty = p.fact("task/1"), p.fact("function/report")
    first, hidden = p.fact("measure/1"), p.fact("measure/2")
    return Extraction(
        p.document,
        bodies=(
            p.body("kg/building", "Курулуш министрлиги"),
            p.body("kg/roads", "Жол министрлиги"),
            p.body("kg/council", "ЖК"),
        ),
        instruments=(p.act("c3", "programme", "Көпүрөлөр концепциясы 2022 – 2026", period_start=2022, period_end=2026),),
        tasks=(Task(task, p.label("Көпүрөлөрдү куруу"), p.at("Көпүрөлөрдү куруу"), "1", "act/c3"),),
        functions=(Function(duty, p.label("отчет алат"), p.at("отчет алат"), "act/c3"),),
        measures=(
            Measure(
                first,
                p.label("Долбоор даярдоо"),
                p.at("Долбоор даярдоо"),
                "1",
                part_of=task,
                deadline="2023-жылдын 1-июлу",
                due_by=("2023-07-01",),
                funding_note="Каржы талап кылынбайт",
            ),
            Measure(hidden, p.label("Купуя иш"), p.at("Купуя иш"), "2", part_of=task, secret=True),
        ),
        mandates=(
            p.mandate("kg/building", "coordinator", task, "ишин координациялайт", "c3"),
            p.mandate("kg/building", "executor", task, "көпүрөлөрдү куруу ишин", "c3"),
            p.mandate("kg/building", "monitor", "act/c3", "Мониторингди Курулуш министрлиги жүргүзөт", "c3"),
            p.mandate("kg/roads", "executor", first, "Жол министрлиги", "c3"),
            p.mandate("kg/roads", "partner", task, "Жол министрлиги", "c3"),
            p.mandate("kg/council", "report_recipient", duty, "ЖК жыл сайын отчет алат", "c3"),
            p.mandate("kg/building", "reporter", duty, "отчет алат", "c3"),
        ),
        topics=(p.topic(first, "curricula", "Долбоор"),),
    )


def work_engine(numbered: bool = True) -> Any:
    """An engine over the three documents with both registries; `numbered`: with the reading order and tables, as a build writes them."""
    documents = (_PLAN["plan"](), _PLAN["note"](), work())
    store = _PLAN["plan_store"](documents, _PLAN["REGISTRY"] + REGISTRY)
    if numbered:
        replace_graph(store, graph_name(DEFAULT_BASE, ORDER), list(reading_order(store, DEFAULT_BASE)))
        replace_graph(store, graph_name(DEFAULT_BASE, KEPT), list(kept_tables(store, DEFAULT_BASE)))
    return _PLAN["StoreEngine"](store)
