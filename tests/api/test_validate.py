"""`jarlyk validate`: reports for people and programs, and mistakes of edited files with their lines."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, Graph, Literal
from rdflib.compare import isomorphic
from rdflib.namespace import SH

from tests.api.conftest import publish

Command = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
BAD_TTL = """@prefix jk: <https://w3id.org/jarlyk/ns#> .
# a comment . with "quotes"
<https://example.org/m> a jk:Mandate ;
    jk:holder <https://example.org/b> ;
    jk:holdr <https://example.org/d> .

<https://example.org/t> a jk:Task ; jk:text \"\"\"two
lines\"\"\"@kk .
<https://example.org/u> a jk:Task .
"""
BAD_TOML = """jurisdiction = "KG"

[[body]]
identifier = "example-ministry-2030"
kind = "ministry"
names.ky = "Үлгү министрлиги"
source = "made up"

[[body]]
identifier = "example-agency-2030"
kind = "state"
names.ru = "Агентство  примеров"
source = \"\"\"
identifier = "not a key"
\"\"\"

[[alias]]
body = "example-ministry-2030"
aliases.ky = ["Үлгү"]
source = "made up"

[[act]]
identifier = "example-law"
type = "law"
titles.ru = "О примерах"
date = "2030-13-01"
source = "made up"
"""


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _snippets() -> dict[str, str]:
    """What CONTRIBUTING.md shows, by the file that it is written to."""
    found: dict[str, str] = {}
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"^```\w+ file=(\S+)\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        found[name] = found.get(name, "") + "\n" + text
    return found


def test_what_contributing_shows_is_valid(jarlyk: Command, tmp_path: Path) -> None:
    snippets = _snippets()
    assert {Path(name).suffix for name in snippets} == {".toml", ".ttl"}
    assert all(len(rows.strip().splitlines()) <= 30 for rows in snippets.values())
    for name, text in snippets.items():
        shown = ROOT / name
        before = shown.read_text(encoding="utf-8") if shown.exists() else ""
        _write(tmp_path / Path(*Path(name).parts[-2:]), before + text)
    assert jarlyk("validate", tmp_path) == (0, "0 errors, 0 warnings\n", "")


def test_a_body_an_alias_and_an_act_of_ones_own_are_read_in_documents(jarlyk: Command, tmp_path: Path) -> None:
    own = _write(tmp_path / "own.toml", _snippets()["own.toml"])
    text = "Министерство примеров Кыргызской Республики и милицейское ведомство примера исполняют Закон «О примерах».\n"
    document = _write(tmp_path / "a.txt", text)
    assert jarlyk("build", document, "--registry", own, "--store", tmp_path / "s")[0] == 0
    exported = tmp_path / "a.nq"
    assert jarlyk("export", "--store", tmp_path / "s", "--format", "nquads", "--output", exported)[0] == 0
    mentions = [line for line in exported.read_text(encoding="utf-8").splitlines() if "ns#mention>" in line]
    for key in ("body/kg/example-ministry-2030", "body/kg/interior-ministry>"):
        assert any(key in line for line in mentions), key


def test_mistakes_of_a_registry_file_are_told_with_their_lines(jarlyk: Command, tmp_path: Path) -> None:
    own = _write(tmp_path / "own.toml", BAD_TOML)
    code, out, _ = jarlyk("validate", own, "--format", "json")
    found = {(p["place"]["line"], p["rule"], p["node"]) for p in json.loads(out)["problems"]}
    assert code == 1
    assert found == {
        (5, "registry", "example-ministry-2030, kind"),
        (12, "registry", "example-agency-2030, names"),
        (26, "registry", "example-law, date"),
    }


def test_a_file_that_is_no_toml_is_told_with_its_line(jarlyk: Command, tmp_path: Path) -> None:
    own = _write(tmp_path / "own.toml", 'jurisdiction = "KG"\n[[body]\n')
    code, out, _ = jarlyk("validate", own, "--format", "json")
    assert (code, json.loads(out)["problems"][0]["place"]["line"]) == (1, 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("confidence = 0.8", 'confidence = "high"', "confidence"),
        ('id = "en', 'idd = "en', "id"),
        ("[^;:]+)'", "[^;:]+'", "pattern"),
    ],
)
def test_a_mistake_in_a_phrase_is_told_with_its_line(jarlyk: Command, tmp_path: Path, old: str, new: str, said: str) -> None:
    name = "extractors/languages/en/mandates.toml"
    before = (ROOT / name).read_text(encoding="utf-8")
    added = _snippets()[name]
    assert old in added
    table = _write(tmp_path / "en" / "mandates.toml", before + added.replace(old, new))
    code, out, _ = jarlyk("validate", table, "--format", "json")
    problem = json.loads(out)["problems"][0]
    assert code == 1
    assert problem["rule"] == "phrases"
    assert said in problem["message"]
    assert problem["place"]["line"] > len(before.splitlines())


def test_facts_in_turtle_are_told_with_their_lines_in_four_languages(jarlyk: Command, tmp_path: Path) -> None:
    bad = _write(tmp_path / "bad.ttl", BAD_TTL)
    outs = {}
    for language in ("ky", "kk", "ru", "en"):
        code, out, _ = jarlyk("validate", bad, "--format", "json", "--language", language)
        assert code == 1
        outs[language] = json.loads(out)["problems"]
    assert len({problems[0]["message"] for problems in outs.values()}) == 4
    lines = {(p["rule"], p["place"]["line"]) for p in outs["en"]}
    assert {("Mandate-role/minCount", 3), ("Mandate-holder/class", 4), ("term", 5), ("Fact-evidence/minCount", 7)} <= lines
    assert ("Duty-text/minCount", 9) in lines
    assert ("Duty-text/minCount", 7) not in lines


def test_turtle_that_cannot_be_parsed_is_told_with_its_line(jarlyk: Command, tmp_path: Path) -> None:
    bad = _write(tmp_path / "bad.ttl", "@prefix : <https://example.org/> .\n:a :b\n :c :d .\n")
    code, out, _ = jarlyk("validate", bad, "--format", "json")
    assert (code, json.loads(out)["problems"][0]["place"]["line"]) == (1, 3)


def test_sarif_names_file_line_and_rule(jarlyk: Command, tmp_path: Path) -> None:
    bad = _write(tmp_path / "bad.ttl", BAD_TTL)
    report = tmp_path / "report.sarif"
    assert jarlyk("validate", bad, "--format", "sarif", "--output", report)[:2] == (1, "")
    log = json.loads(report.read_text(encoding="utf-8"))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("bad.ttl")
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 0


def test_wrong_use_is_two(jarlyk: Command, tmp_path: Path) -> None:
    assert jarlyk("validate", tmp_path / "none.toml")[0] == 2
    bad = _write(tmp_path / "bad.ttl", BAD_TTL)
    assert jarlyk("validate", bad, "--format", "turtle")[0] == 2


def test_a_document_is_not_what_validate_checks(jarlyk: Command, tmp_path: Path) -> None:
    code, out, _ = jarlyk("validate", _write(tmp_path / "a.txt", "Закон"))
    assert code == 1
    assert "jarlyk build" in out


def test_a_build_that_breaks_a_shape_tells_file_and_line(jarlyk: Command, tmp_path: Path) -> None:
    code, _, err = jarlyk("build", _write(tmp_path / "bad.ttl", BAD_TTL), "--store", tmp_path / "s")
    assert code == 1
    assert "bad.ttl, line 3" in err


def test_the_report_of_the_graph_is_one_of_shacl(jarlyk: Command, tmp_path: Path) -> None:
    """In both forms the same, with messages in four languages, and as the standard wants a report."""
    graph = ox.NamedNode("https://example.org/g")
    triples = ox.parse(BAD_TTL.encode(), ox.RdfFormat.TURTLE)
    publish(tmp_path / "s", 1, [ox.Quad(*triple.triple, graph) for triple in triples])
    written = {}
    for form, name in (("turtle", "turtle"), ("jsonld", "json-ld")):
        path = tmp_path / form
        jarlyk("validate", "--store", tmp_path / "s", "--format", form, "--warnings", "--output", path)
        written[form] = _parsed(path, name)
    report = written["turtle"]
    assert isomorphic(report, written["jsonld"])
    results = set(report.subjects(RDF.type, SH.ValidationResult))
    assert len(results) >= 6
    assert (None, SH.conforms, Literal(False)) in report
    assert set(report.objects(None, SH.result)) == results
    for result in results:
        assert {m.language for m in report.objects(result, SH.resultMessage)} == {"ky", "kk", "ru", "en"}
        for needed in (SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent):
            assert report.value(result, needed) is not None
    conforms, _, text = pyshacl.validate(report, shacl_graph=_report_shape(), inference="none")
    assert conforms, text


def _parsed(path: Path, form: str) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # RDFLib's reader of JSON-LD uses what RDFLib deprecates
        return Graph().parse(data=path.read_text(encoding="utf-8"), format=form)


def _report_shape() -> Graph:
    """What SHACL, section 3.6.2, wants of a result."""
    return Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> .
        :result a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
            sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
                [ sh:path sh:resultPath ; sh:maxCount 1 ] , [ sh:path sh:value ; sh:maxCount 1 ] ,
                [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( sh:Violation sh:Warning sh:Info ) ] ,
                [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
        :report a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
            sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ] .""",
        format="turtle",
    )
