"""A small graph on which every shipped question and finding has something to say: made-up documents, through the real mapping."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox

from graph.mapping import to_quads
from graph.union import fill_default_graph
from ontology.iri import DEFAULT_BASE, concept_iri
from ontology.records import (
    Allocation,
    Body,
    Document,
    Evidence,
    Extraction,
    Function,
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

PLAN = (
    "Соттар бағдарламасы 2020 – 2022. Үкіметтің № 45 қаулысымен бекітілген, № 10 Заңға негізделген. "
    "Бұрынғы бағдарлама 2013 – 2017 жалғасады. Бюджет 2020 жылы 100,0 млн. теңге, 2021 жылы 120,0 млн. теңге.\n"
    "1-міндет. Оқытуды ұйымдастыру.\n"
    "1\tКурстар өткізу\tӘділетмині, Жоғарғы Сот (келісім бойынша)\tмлн. теңге\t10,0\t10,5\t25,0\n"
    "2\tОқулық шығару\tІІМ\n"
    "3\tСайт ашу\n"
    "2-міндет. Ғимарат салу.\n"
    "4\tЖоба жасау\tІІМ, МСМ\tмлн. теңге\t3,05\t3,05\t6\n"
    "Көрсеткіш: оқыған судьялар\t5\t7\n"
)
NOTE = (
    "№ 7 Жарлык № 10 Мыйзамды өзгөрттү. Полиция комитети ЕККУ менен кызматташат. "
    "ЕККУ долбоорду колдойт. Юстиция министрлиги отчет берет. Полиция комитети курстарды өткөрүп келет.\n"
)
SPARQL_PREFIXES = """
PREFIX jk: <https://w3id.org/jarlyk/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX : <https://w3id.org/jarlyk/id/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> BASE <https://w3id.org/jarlyk/id/>
"""
REGISTRY = """
<body/kz/justice> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Әділет министрлігі"@kk, "Министерство юстиции"@ru, "Ministry of Justice"@en ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KZ> .
<body/kz/interior> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Ішкі істер министрлігі"@kk, "Министерство внутренних дел"@ru ;
  skos:altLabel "ІІМ"@kk ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KZ> .
<body/kz/police> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Полиция комитеті"@kk ; org:subOrganizationOf <body/kz/interior> .
<body/kz/supreme-court> jk:registrySource "made up" ; a jk:Body, jk:Court ; skos:prefLabel "Жоғарғы Сот"@kk ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KZ> .
<body/kz/culture> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Мәдениет министрлігі"@kk ; skos:altLabel "МСМ"@kk .
<body/kz/old-justice> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Юстиция министрлігі"@kk .
<body/kz/justice> jk:successorOf <body/kz/old-justice> .
<event/1> a org:ChangeEvent ; jk:changeKind <https://w3id.org/jarlyk/vocabulary/change-kind/renaming> ; org:originalOrganization <body/kz/old-justice> ; org:resultingOrganization <body/kz/justice> .
<body/int/osce> jk:registrySource "made up" ; a jk:Body, jk:InternationalBody ; skos:prefLabel "ОБСЕ"@ru, "OSCE"@en .
<body/kz/foreign> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; skos:prefLabel "Сыртқы істер министрлігі"@kk ; jk:counterpartOf <body/int/osce> ;
  eli:jurisdiction <https://w3id.org/jarlyk/vocabulary/jurisdiction/KZ> .
<act/g2> skos:prefLabel "Соттар бағдарламасы"@kk, "Программа судов"@ru .
<act/g1> skos:prefLabel "Бұрынғы бағдарлама"@kk .
<act/a2> skos:prefLabel "Іс-шаралар жоспары"@kk .
<act/p45> skos:prefLabel "№ 45 қаулы"@kk .
<act/l10> skos:prefLabel "№ 10 Заң"@kk .
<act/d7> skos:prefLabel "№ 7 Жарлык"@ky .
"""
CONCEPTS = {
    "change-kind": ("renaming",),
    "role": (
        "lead",
        "executor",
        "by_agreement",
        "developer",
        "coordinator",
        "partner",
        "reporter",
        "report_recipient",
        "monitor",
    ),
    "link-type": ("approves", "based_on", "succeeds", "part_of", "amends", "implements", "repeals"),
    "deontic": ("duty", "power", "reported"),
    "jurisdiction": ("KZ", "KG"),
    "budget-source": ("republican", "total"),
    "instrument-type": ("programme", "law", "decree", "resolution", "action-plan"),
    "body-kind": ("state", "court", "international"),
    "finding-type": (
        "orphan",
        "headless",
        "no-coordinator",
        "fragmentation",
        "silent-pair",
        "sum-mismatch",
        "broken-succession",
        "version-disagreement",
    ),
    "severity": ("low", "medium", "high"),
}


TOPICS = """
<https://w3id.org/jarlyk/vocabulary/topic/curricula> a jk:Topic, skos:Concept ; skos:notation "curricula" ;
  skos:broader <https://w3id.org/jarlyk/vocabulary/topic/education> ;
  skos:prefLabel "окуу программалары"@ky, "оқу бағдарламалары"@kk, "учебные программы"@ru, "curricula"@en .
<https://w3id.org/jarlyk/vocabulary/topic/staff-training> a jk:Topic, skos:Concept ; skos:notation "staff-training" ;
  skos:prefLabel "окутуу"@ky, "оқыту"@kk, "обучение"@ru, "training"@en .
<https://w3id.org/jarlyk/vocabulary/topic/education> a jk:Topic, skos:Concept ; skos:notation "education" ;
  skos:prefLabel "билим берүү"@ky, "білім беру"@kk, "образование"@ru, "education"@en .
"""


class Pages:
    """Writes the records of one document: every evidence is found by its words."""

    def __init__(self, file: str, digit: str, text: str, language: str) -> None:
        self.key = f"document/{digit * 16}"
        self.document = Document(self.key, file, digit * 64, text, language, "programme")
        self.language = language

    def at(self, words: str, method: str = "test") -> tuple[Evidence, ...]:
        start = self.document.text.index(words)
        return (Evidence(start, start + len(words), method),)

    def label(self, text: str) -> Label:
        return Label(text, self.language)

    def fact(self, name: str) -> str:
        return f"{self.key}/{name}"

    def body(self, key: str, name: str, kind: str = "state") -> Body:
        return Body(f"body/{key}", kind, None, (self.label(name),), self.at(name), registered=True)

    def act(self, key: str, kind: str, words: str, **more: object) -> Instrument:
        return Instrument(f"act/{key}", kind, "KZ", (self.label(words),), self.at(words), **more)  # type: ignore[arg-type]

    def link(self, source: str, kind: str, target: str, words: str) -> InstrumentLink:
        return InstrumentLink(self.fact(f"link/{source}-{kind}-{target}"), f"act/{source}", f"act/{target}", kind, self.at(words))

    def mandate(self, holder: str, role: str, concerns: str, words: str, by: str | None) -> Mandate:
        key = self.fact(f"mandate/{holder.replace('/', '-')}-{role}-{concerns.removeprefix(self.key + '/').replace('/', '-')}")
        return Mandate(key, f"body/{holder}", role, concerns, by and f"act/{by}", self.at(words))

    def topic(self, about: str, topic: str, words: str) -> TopicAssignment:
        return TopicAssignment(self.fact(f"topic/{about.rsplit('/', 1)[-1]}-{topic}"), about, topic, self.at(words))

    def money(self, name: str, words: str, year: int | None, source: str) -> Allocation:
        amount = Decimal(words.replace(",", "."))
        return Allocation(self.fact(f"money/{name}"), amount, words, self.at(words), 1_000_000, "KZT", year, source)


def plan() -> Extraction:
    """A Kazakh programme with four measures: one agreed, one alone, one orphan, one of two executors without a lead."""
    p = Pages("plan.txt", "a", PLAN, "kk")
    t1, t2 = p.fact("task/1"), p.fact("task/2")
    m = [p.fact(f"measure/{n}") for n in range(5)]
    money = (
        p.money("1-2020", "10,0", 2020, "republican"),
        p.money("1-2021", "10,5", 2021, "republican"),
        p.money("1-all", "25,0", None, "republican"),
    )
    small = tuple(
        Allocation(
            p.fact(f"money/4-{n}"), Decimal(a), a.replace(".", ","), p.at("3,05\t3,05\t6\n"), 1_000_000, "KZT", y, "republican"
        )
        for n, (a, y) in enumerate([("3.05", 2020), ("3.05", 2021), ("6", None)])
    )
    budget = (p.money("g2-2020", "100,0", 2020, "total"), p.money("g2-2021", "120,0", 2021, "total"))
    values = tuple(IndicatorValue(p.fact(f"value/{y}"), Decimal(v), v, y) for y, v in ((2020, "5"), (2021, "7")))
    return Extraction(
        p.document,
        bodies=(
            p.body("kz/justice", "Әділетмині"),
            p.body("kz/interior", "ІІМ"),
            p.body("kz/supreme-court", "Жоғарғы Сот", "court"),
            p.body("kz/culture", "МСМ"),
        ),
        instruments=(
            p.act("g2", "programme", "Соттар бағдарламасы 2020 – 2022", period_start=2020, period_end=2022, funding=budget),
            p.act("g1", "programme", "Бұрынғы бағдарлама 2013 – 2017", period_start=2013, period_end=2017),
            p.act("a2", "action-plan", "1-міндет", period_start=2020, period_end=2022),
            p.act("p45", "resolution", "№ 45 қаулысымен", number="45", date="2020-02-01"),
            p.act("l10", "law", "№ 10 Заңға", number="10", date="2005"),
        ),
        links=(
            p.link("p45", "approves", "g2", "Үкіметтің № 45 қаулысымен бекітілген"),
            p.link("p45", "based_on", "l10", "№ 10 Заңға негізделген"),
            p.link("g2", "succeeds", "g1", "Бұрынғы бағдарлама 2013 – 2017 жалғасады"),
            p.link("a2", "part_of", "g2", "1-міндет"),
        ),
        tasks=(
            Task(t1, p.label("Оқытуды ұйымдастыру"), p.at("Оқытуды ұйымдастыру"), "1", "act/g2"),
            Task(t2, p.label("Ғимарат салу"), p.at("Ғимарат салу"), "2", "act/g2"),
        ),
        measures=(
            Measure(m[1], p.label("Курстар өткізу"), p.at("Курстар өткізу"), "1", part_of=t1, unit="млн. теңге", funding=money),
            Measure(m[2], p.label("Оқулық шығару"), p.at("Оқулық шығару"), "2", part_of=t1),
            Measure(m[3], p.label("Сайт ашу"), p.at("Сайт ашу"), "3", part_of=t1),
            Measure(m[4], p.label("Жоба жасау"), p.at("Жоба жасау"), "4", part_of=t2, unit="млн. теңге", funding=small),
        ),
        indicators=(
            Indicator(
                p.fact("indicator/1"), p.label("оқыған судьялар"), p.at("оқыған судьялар"), "result", part_of=t1, values=values
            ),
        ),
        mandates=(
            p.mandate("kz/justice", "executor", m[1], "Әділетмині", "a2"),
            p.mandate("kz/supreme-court", "by_agreement", m[1], "Жоғарғы Сот (келісім бойынша)", "a2"),
            p.mandate("kz/interior", "executor", m[2], "ІІМ", "a2"),
            p.mandate("kz/interior", "executor", m[4], "ІІМ, МСМ", "a2"),
            p.mandate("kz/culture", "executor", m[4], "МСМ", "a2"),
            p.mandate("kz/justice", "executor", p.fact("indicator/1"), "Көрсеткіш", "g2"),
        ),
        topics=(
            p.topic(m[1], "curricula", "Курстар"),
            p.topic(m[1], "staff-training", "Курстар өткізу"),
            p.topic(m[2], "curricula", "Оқулық"),
            p.topic(m[2], "staff-training", "Оқулық шығару"),
        ),
    )


def note() -> Extraction:
    """A Kyrgyz note: a decree that amends the law, an international body that is a partner once and named twice."""
    p = Pages("note.txt", "b", NOTE, "ky")
    duty, told = p.fact("function/1"), p.fact("function/2")
    courses = p.mandate("kz/police", "executor", told, "Полиция комитети курстарды өткөрүп келет", None)
    return Extraction(
        p.document,
        bodies=(
            p.body("int/osce", "ЕККУ", "international"),
            p.body("kz/police", "Полиция комитети"),
            p.body("kz/old-justice", "Юстиция министрлиги"),
        ),
        instruments=(
            p.act("d7", "decree", "№ 7 Жарлык", number="7"),
            p.act("l10", "law", "№ 10 Мыйзамды", number="10", date="2005"),
        ),
        links=(p.link("d7", "amends", "l10", "№ 7 Жарлык № 10 Мыйзамды өзгөрттү"),),
        functions=(
            Function(duty, p.label("кызматташат"), p.at("кызматташат"), "act/d7"),
            Function(told, p.label("курстарды өткөрүп келет"), p.at("курстарды өткөрүп келет"), "act/d7"),
        ),
        mandates=(
            p.mandate("kz/police", "executor", duty, "Полиция комитети ЕККУ менен кызматташат", "d7"),
            p.mandate("int/osce", "partner", duty, "ЕККУ менен", "d7"),
            p.mandate("kz/old-justice", "reporter", duty, "Юстиция министрлиги отчет берет", "d7"),
            replace(courses, deontic="reported"),
        ),
    )


def plan_store(extractions: Iterable[Extraction] | None = None, registry: str = REGISTRY) -> ox.Store:
    """The documents (or those given) with a registry and the concepts, each in its own named graph."""
    store = ox.Store()
    for extraction in extractions or (plan(), note()):
        store.extend(to_quads(extraction))
    store.update(f"{SPARQL_PREFIXES} INSERT DATA {{ GRAPH <{DEFAULT_BASE}graph/registry> {{ {registry} }} }}")
    for scheme, notations in CONCEPTS.items():
        for notation in notations:
            triple = f"<{concept_iri(scheme, notation)}> a skos:Concept ; skos:notation '{notation}' ; skos:prefLabel '{notation}'@en ."
            store.update(f"{SPARQL_PREFIXES} INSERT DATA {{ GRAPH <{DEFAULT_BASE}graph/vocabulary> {{ {triple} }} }}")
    store.update(f"{SPARQL_PREFIXES} INSERT DATA {{ GRAPH <{DEFAULT_BASE}graph/vocabulary> {{ {TOPICS} }} }}")
    fill_default_graph(store)
    return store


class StoreEngine:
    """SELECT over the default graph of a store, which holds the union of all others."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def select(self, query: str) -> list[ox.QuerySolution]:
        solutions = self.store.query(query)
        assert isinstance(solutions, ox.QuerySolutions)
        return list(solutions)
