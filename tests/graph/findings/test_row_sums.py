"""Sums that other rows split, and a plan's total row against its measures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.pipeline import Extractor
from graph.engine import Engine
from graph.findings.catalogue import find_all, list_findings
from graph.findings.row_sums import Amount, plan_sums, split_sums
from graph.graphs import FINDINGS, graph_name
from graph.mapping import to_quads
from graph.registry_mapping import vocabulary_quads
from graph.union import replace_graph
from ontology.iri import DEFAULT_BASE, digest
from ontology.registered import load_registry

PLAN = """План мероприятий по безопасности дорог в Республике Казахстан на 2024–2025 годы

| № | Мероприятия | Срок исполнения | Ответственные исполнители | 2024 год, млн. тенге | 2025 год, млн. тенге | Всего |
|---|---|---|---|---|---|---|
| 1 | Обновить дорожные знаки | постоянно | Министерство внутренних дел Республики Казахстан | 5,0 | 7,0 | 12,0 |
| | Акмолинская область | | | 2,0 | 3,0 | 5,0 |
| | г. Алматы | | | {almaty} | 4,0 | 7,0 |
| 2 | Нанять маляров | 2025 год | Министерство внутренних дел Республики Казахстан | 1,0 | 1,0 | 2,0 |
| | Итого | | | 6,0 | {total} | 14,0 |
"""


def amount(value: str, year: str = "2024", iri: str = "") -> Amount:
    return Amount(year, iri or f"{value}-{year}", Decimal(value), 1, Decimal(1))


def test_a_sum_is_split_by_rows_of_one_kind() -> None:
    rows = {
        ("m", "", "KZT", "", "", "", ""): {amount("5")},
        ("m", "", "KZT", "", "North", "", ""): {amount("2")},
        ("m", "", "KZT", "", "South", "", ""): {amount("3")},
        ("m", "", "KZT", "", "", "", "body"): {amount("4")},  # one row of another kind splits nothing
        ("m", "", "USD", "", "East", "", ""): {amount("9")},  # other money
    }
    (found,) = split_sums(rows)
    assert (found.whole, found.parts, found.split) == (amount("5"), (amount("2"), amount("3")), "place")


def test_sources_split_the_total_of_all_sources() -> None:
    rows = {
        ("i", "total", "KZT", "", "", "", ""): {amount("5")},
        ("i", "republican", "KZT", "", "", "", ""): {amount("2")},
        ("i", "local", "KZT", "", "", "", ""): {amount("3")},
    }
    (found,) = split_sums(rows)
    assert (found.whole, found.split) == (amount("5"), "source")


def test_a_total_of_one_source_counts_the_measures_of_that_source() -> None:
    rows = {
        ("p", "local", "KZT", "", "", "", ""): {amount("3", iri="t")},
        ("m", "local", "KZT", "", "", "", ""): {amount("3")},
        ("n", "republican", "KZT", "", "", "", ""): {amount("7")},
        ("m", "local", "KZT", "", "North", "", ""): {amount("1")},
    }
    (found,) = plan_sums(rows, {"m": "p", "n": "p"}, {"t"})
    assert found.parts == (amount("3"),)
    assert list(plan_sums(rows, {"m": "p", "n": "p"}, set())) == []


@pytest.mark.parametrize(
    ("almaty", "total", "said"),
    [
        ("3,0", "8,0", []),
        ("2,0", "8,0", ["(year: 2024): the rows that split the sum add up to 4", "(row: г. Алматы): the years add up to 6"]),
        ("3,0", "9,0", [": the years add up to 15", "(year: 2025): the rows that split the sum add up to 8"]),
    ],
)
def test_each_printed_sum_is_checked(almaty: str, total: str, said: list[str]) -> None:
    text = PLAN.format(almaty=almaty, total=total)
    extraction = Extractor.load(load_registry()).extract("plan.txt", digest(text) * 6, text)
    engine = Engine.of_quads({*vocabulary_quads(DEFAULT_BASE), *to_quads(extraction)})
    replace_graph(engine.store, graph_name(DEFAULT_BASE, FINDINGS), list(find_all(engine, DEFAULT_BASE)))
    found = [finding.explanation for finding in list_findings(engine, "sum-mismatch")]
    assert len(found) == len(said)
    assert all(any(words in explanation for explanation in found) for words in said), found
