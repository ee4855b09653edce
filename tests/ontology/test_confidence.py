from __future__ import annotations

import pytest

from ontology.confidence import Measured, confidence, load_precision, parse_precision
from ontology.errors import DataError


def test_an_unmeasured_rule_keeps_the_estimate_of_its_author() -> None:
    assert confidence("no-such:rule", 0.85) == 0.85


def test_what_was_measured_often_outweighs_the_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"often": Measured(500, 1000), "seldom": Measured(2, 2), "never": Measured(0, 30)}
    monkeypatch.setattr("ontology.confidence.load_precision", lambda: table)
    assert confidence("often", 1.0) == 0.5
    assert confidence("seldom", 0.8) == 0.83
    assert confidence("never", 0.8) == 0.2


@pytest.mark.parametrize(
    "row", ['"a" = [2, 1]', '"a" = [0, 0]', '"a" = [-1, 1]', '"a" = 0.9', '"a" = [1]', '"a" = ["1", "1"]', "[nothing"]
)
def test_a_faulty_table_is_named_with_the_way_to_mend_it(row: str) -> None:
    with pytest.raises(DataError, match=r"precision\.toml.*make eval"):
        parse_precision(f"[methods]\n{row}\n")


def test_the_table_holds_rules_of_each_stage() -> None:
    stages = {method.partition(":")[0].partition("-")[0] for method in load_precision()}
    assert {"duty", "names", "table", "instrument", "link", "task"} <= stages
