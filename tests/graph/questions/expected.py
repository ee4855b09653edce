"""The very rows that each shipped question must give over the small graphs of the tests when it is asked for all."""

from __future__ import annotations

from typing import Any

from ontology.iri import DEFAULT_BASE

M = f"{DEFAULT_BASE}document/{'a' * 16}"
N = f"{DEFAULT_BASE}document/{'b' * 16}"
# The columns that tell the rows apart, and the rows in their order.
EXPECTED: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {
    "who-is-responsible": (
        ("kind", "number", "role", "body", "instrument", "quote"),
        [
            ("function", None, "executor", "kz/police", "d7", "Полиция комитети ЕККУ менен кызматташат"),
            ("measure", "1", "executor", "kz/justice", "a2", "Әділетмині"),
            ("measure", "1", "by_agreement", "kz/supreme-court", "a2", "Жоғарғы Сот (келісім бойынша)"),
            ("measure", "2", "executor", "kz/interior", "a2", "ІІМ"),
            ("measure", "4", "executor", "kz/interior", "a2", "ІІМ, МСМ"),
            ("measure", "4", "executor", "kz/culture", "a2", "МСМ"),
            ("indicator", None, "executor", "kz/justice", "g2", "Көрсеткіш"),
        ],
    ),
    "mandates-of-body": (
        ("body", "through", "holder", "role", "kind", "number", "instrument", "periodStart"),
        [
            ("int/osce", "itself", "int/osce", "partner", "function", None, "d7", None),
            ("kz/culture", "itself", "kz/culture", "executor", "measure", "4", "a2", "2020"),
            ("kz/interior", "itself", "kz/interior", "executor", "measure", "2", "a2", "2020"),
            ("kz/interior", "itself", "kz/interior", "executor", "measure", "4", "a2", "2020"),
            ("kz/justice", "itself", "kz/justice", "executor", "measure", "1", "a2", "2020"),
            ("kz/justice", "itself", "kz/justice", "executor", "indicator", None, "g2", "2020"),
            ("kz/old-justice", "itself", "kz/old-justice", "reporter", "function", None, "d7", None),
            ("kz/police", "itself", "kz/police", "executor", "function", None, "d7", None),
            ("kz/supreme-court", "itself", "kz/supreme-court", "by_agreement", "measure", "1", "a2", "2020"),
        ],
    ),
    "legal-basis": (
        ("instrument", "source", "link", "basis", "basisNumber", "basisDate", "amendments", "repeals"),
        [
            ("a2", "g2", "approves", "p45", "45", "2020-02-01", 0, 0),
            ("a2", "p45", "based_on", "l10", "10", "2005", 1, 0),
            ("a2", "a2", "part_of", "g2", None, None, 0, 0),
            ("g2", "g2", "approves", "p45", "45", "2020-02-01", 0, 0),
            ("g2", "p45", "based_on", "l10", "10", "2005", 1, 0),
            ("p45", "p45", "based_on", "l10", "10", "2005", 1, 0),
        ],
    ),
    "programme-succession": (
        ("programme", "approvedBy", "periodStart", "predecessor", "predecessorApprovedBy", "predecessorEnd", "gapYears"),
        [("g2", "p45", "2020", "g1", None, "2017", 2)],
    ),
    "shared-measures": (
        ("number", "bodies", "leads", "agrees", "role", "body"),
        [
            ("1", 2, 0, 1, "executor", "kz/justice"),
            ("1", 2, 0, 1, "by_agreement", "kz/supreme-court"),
            ("4", 2, 0, 0, "executor", "kz/interior"),
            ("4", 2, 0, 0, "executor", "kz/culture"),
        ],
    ),
    "by-agreement": (("body", "kind", "number", "responsible"), [("kz/supreme-court", "measure", "1", 1)]),
    "indicators-of-body": (
        ("body", "level", "year", "value", "asPrinted", "instrument"),
        [("kz/justice", "result", "2020", 5, "5", "g2"), ("kz/justice", "result", "2021", 7, "7", "g2")],
    ),
    "money-by-year": (
        ("of", "year", "budgetSource", "currency", "yearSum", "allocations", "number", "amount", "asPrinted"),
        [
            ("own", "2020", "total", "KZT", 100_000_000, 1, None, 100_000_000, "100,0"),
            ("own", "2021", "total", "KZT", 120_000_000, 1, None, 120_000_000, "120,0"),
            ("measure", "2020", "republican", "KZT", 13_050_000, 2, "1", 10_000_000, "10,0"),
            ("measure", "2020", "republican", "KZT", 13_050_000, 2, "4", 3_050_000, "3,05"),
            ("measure", "2021", "republican", "KZT", 13_550_000, 2, "1", 10_500_000, "10,5"),
            ("measure", "2021", "republican", "KZT", 13_550_000, 2, "4", 3_050_000, "3,05"),
            ("measure", "total", "republican", "KZT", 31_000_000, 2, "1", 25_000_000, "25,0"),
            ("measure", "total", "republican", "KZT", 31_000_000, 2, "4", 6_000_000, "6"),
        ],
    ),
    "international-bodies": (
        ("body", "bodyName", "role", "instrument", "counterpart", "quote"),
        [
            ("int/osce", "OSCE", "mentioned", None, "kz/foreign", "ЕККУ"),
            ("int/osce", "OSCE", "partner", "d7", "kz/foreign", "ЕККУ менен"),
        ],
    ),
}


# The same over the graph that also holds the paper on watching, coordinating, reporting, terms and secrets.
EXPECTED_OF_WORK: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {
    "amendments": (("instrument", "link", "amending", "amendingNumber"), [("l10", "amends", "d7", "7")]),
    "bodies-at-date": (
        ("body", "validFrom", "validTo", "dated", "successor", "changeKind", "changeDate"),
        [
            ("kg/building", "2021-02-03", "unknown", "begun", None, None, None),
            ("kg/council", "unknown", "unknown", "unknown", None, None, None),
            ("kg/roads", "2010-01-01", "2024-05-01", "both", "kg/transport", "renaming", "2024-05-01"),
            ("kg/transport", "2024-05-01", "unknown", "begun", None, None, None),
            ("kz/chamber", "unknown", "unknown", "unknown", None, None, None),
            *(
                (body, "unknown", "unknown", "unknown", None, None, None)
                for body in ("kz/foreign", "kz/interior", "kz/justice", "kz/supreme-court")
            ),
        ],
    ),
    "cited-not-held": (
        ("instrument", "type", "mentions", "documents", "file"),
        [
            ("l10", "law", 2, 2, "note.txt"),
            ("l10", "law", 2, 2, "plan.txt"),
            ("g1", "programme", 1, 1, "plan.txt"),
            ("p45", "resolution", 1, 1, "plan.txt"),
        ],
    ),
    "co-responsibility": (
        ("body", "other", "shared", "number", "role", "otherRole"),
        [
            ("kz/culture", "kz/interior", 1, "4", "executor", "executor"),
            ("kz/justice", "kz/supreme-court", 1, "1", "executor", "by_agreement"),
        ],
    ),
    "competent-at-date": (
        ("kind", "number", "role", "holder", "how", "body", "dated", "instrument", "term"),
        [
            ("function", None, "executor", "kz/police", "printed", "kz/police", "unknown", "d7", "unknown"),
            ("measure", "1", "executor", "kz/justice", "printed", "kz/justice", "unknown", "a2", "both"),
            ("measure", "1", "by_agreement", "kz/supreme-court", "printed", "kz/supreme-court", "unknown", "a2", "both"),
            ("measure", "2", "executor", "kz/interior", "printed", "kz/interior", "unknown", "a2", "both"),
            ("measure", "4", "executor", "kz/interior", "printed", "kz/interior", "unknown", "a2", "both"),
            ("measure", "4", "executor", "kz/culture", "printed", "kz/culture", "unknown", "a2", "both"),
            ("indicator", None, "executor", "kz/justice", "printed", "kz/justice", "unknown", "g2", "both"),
            ("task", "1", "executor", "kg/building", "printed", "kg/building", "begun", "c3", "both"),
            ("measure", "1", "executor", "kg/roads", "printed", "kg/roads", "both", "c3", "both"),
        ],
    ),
    "country-comparison": (
        ("topicName", "jurisdiction", "body", "role", "text"),
        [
            ("curricula", "KG", "kg/roads", "executor", "Долбоор даярдоо"),
            ("curricula", "KZ", "kz/interior", "executor", "Оқулық шығару"),
            ("curricula", "KZ", "kz/justice", "executor", "Курстар өткізу"),
            ("curricula", "KZ", "kz/supreme-court", "by_agreement", "Курстар өткізу"),
        ],
    ),
    "mandate-overlap": (
        ("topicName", "sharedTopics", "body", "role", "other", "otherRole", "quote", "otherQuote"),
        [
            (topic, 2, "kz/interior", "executor", other, role, "ІІМ", words)
            for topic in ("curricula", "training")
            for other, role, words in (
                ("kz/justice", "executor", "Әділетмині"),
                ("kz/supreme-court", "by_agreement", "Жоғарғы Сот (келісім бойынша)"),
            )
        ],
    ),
    "no-shared-measure": (
        ("topicName", "body", "duties", "text", "other", "otherDuties", "otherText", "quote", "otherQuote"),
        [
            (topic, "kz/interior", 1, "Оқулық шығару", other, 1, "Курстар өткізу", "ІІМ", words)
            for topic in ("curricula", "training")
            for other, words in (("kz/justice", "Әділетмині"), ("kz/supreme-court", "Жоғарғы Сот (келісім бойынша)"))
        ],
    ),
    "coordinators": (("body", "kind", "number", "role", "whom"), [("kg/building", "task", "1", "partner", "kg/roads")]),
    "due-dates": (("dueBy", "number", "role", "body"), [("2023-07-01", "1", "executor", "kg/roads")]),
    "monitors": (("body", "kind", "concerns", "carriesOut"), [("kg/building", "instrument", "c3", 1)]),
    "orphan-measures": (
        ("kind", "number", "secret", "instrument"),
        [("measure", "3", False, "g2"), ("measure", "2", True, "c3")],
    ),
    "reporting-lines": (
        ("reporter", "role", "recipient", "text"),
        [
            ("kz/old-justice", "reporter", None, "кызматташат"),
            ("kg/building", "reporter", "kg/council", "отчет алат"),
        ],
    ),
    "same-name": (("name", "bodies", "body"), [("ЖК", 2, "kg/council"), ("ЖК", 2, "kz/chamber")]),
    "secret-measures": (("number", "taskText", "secrets", "measures"), [("2", "Көпүрөлөрдү куруу", 1, 2)]),
    "stale-holders": (
        ("holder", "validTo", "stale", "successor", "role", "number"),
        [
            ("kg/roads", "2024-05-01", "before-end", "kg/transport", "executor", "1"),
            ("kg/roads", "2024-05-01", "before-end", "kg/transport", "partner", "1"),
        ],
    ),
    "unfunded-measures": (
        ("number", "says", "fundingNote", "instrument"),
        [
            ("2", "silent", None, "g2"),
            ("3", "silent", None, "g2"),
            ("1", "none-needed", "Каржы талап кылынбайт", "c3"),
            ("2", "silent", None, "c3"),
        ],
    ),
}
