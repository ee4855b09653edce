"""Addresses that name a format, the words of schema.org in pages, and what crawlers are told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import SDO

from ontology.iri import DEFAULT_BASE
from tests.api.library import HOSTILE

_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
_BODY = "/id/body/kg/bridges"
_ACT = "/id/act/kg/resolution/2024-03-05/7-%D0%B0"


@pytest.mark.parametrize(
    ("suffix", "media"),
    [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("jsonld", "application/ld+json"), ("rdf", "application/rdf+xml")],
)
@pytest.mark.parametrize("path", [_BODY, _ACT])
def test_a_suffix_names_the_format_whatever_the_client_accepts(reader: httpx.Client, path: str, suffix: str, media: str) -> None:
    response = reader.get(f"{path}.{suffix}", headers={"Accept": "text/html"})
    assert response.status_code == 303
    data = reader.get(response.headers["location"])
    assert data.headers["content-type"].startswith(media)
    subjects = {quad.subject for quad in parse(data.content, format=_FORMATS[suffix])}
    assert NamedNode(DEFAULT_BASE + unquote(path.removeprefix("/id/"))) in subjects


def test_the_suffix_of_the_page_leads_to_the_page(reader: httpx.Client) -> None:
    response = reader.get(f"{_BODY}.html", headers={"Accept": "text/turtle", "Accept-Language": "kk"})
    assert (response.status_code, response.headers["location"]) == (303, "/kk/id/body/kg/bridges")


def described(reader: httpx.Client, path: str) -> dict[str, object]:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', reader.get(path).text, re.DOTALL)
    found: dict[str, object] = json.loads(block)
    return found


def test_the_page_of_an_act_carries_it_as_legislation(reader: httpx.Client) -> None:
    act = described(reader, f"/ru{_ACT}")
    assert act["@context"] == "https://schema.org" and act["@type"] == "Legislation"
    assert act["@id"] == DEFAULT_BASE + unquote(_ACT.removeprefix("/id/")) and str(act["url"]).endswith(f"/ru{_ACT}")
    assert act["legislationDate"] == "2024-03-05" and act["legislationIdentifier"] == "7/а"
    assert act["legislationType"] and act["legislationJurisdiction"]


def test_the_page_of_a_body_carries_it_as_an_organisation(reader: httpx.Client) -> None:
    body = described(reader, f"/en{_BODY}")
    assert body["@type"] == "GovernmentOrganization" and body["name"]


def test_every_type_and_property_is_one_of_schema_org(reader: httpx.Client) -> None:
    listed = reader.get("/en/bodies").text + reader.get("/en/instruments").text
    for path in sorted(set(re.findall(r'href="(/en/id/[^"]+)"', listed))):
        for name in _words_of(described(reader, path)):
            assert SDO[name]  # a closed namespace: what is no word of it is an error


def _words_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["@type"]] if "@type" in value else [])
        yield from (name for name in value if not name.startswith("@"))
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from _words_of(part)


@pytest.mark.parametrize("path", [f"/en{_BODY}", "/en/ontology", "/ru/vocabulary/role", "DOCUMENT"])
def test_a_page_names_its_own_address_and_its_data(reader: httpx.Client, path: str) -> None:
    if path == "DOCUMENT":
        path = "/ky/document/" + reader.get("/api/documents").json()["documents"][0]["iri"].rpartition("/")[2]
    page = reader.get(path).text
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', page) == [str(reader.base_url).rstrip("/") + path]
    assert "canonical" not in reader.get(f"{path}?other=1").text
    found = dict(re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', page))
    assert set(found) == {"text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"}
    for media, address in found.items():
        assert reader.get(address).raise_for_status().headers["content-type"].startswith(media)


def test_a_hostile_name_stays_inside_its_data(reader: httpx.Client) -> None:
    listed = reader.get("/en/bodies").text + reader.get("/en/instruments").text
    paths = sorted(set(re.findall(r'href="(/en/id/[^"]+)"', listed)))
    texts = [reader.get(path).text for path in paths]
    assert any(
        HOSTILE.split(">")[0] in json.dumps(described(reader, path), ensure_ascii=False).replace('\\"', '"') for path in paths
    )
    assert not any("<script>alert" in text for text in texts)


def test_other_pages_carry_no_such_data(reader: httpx.Client) -> None:
    page = reader.get("/en/measures").text
    (measure, *_) = re.findall(r'href="(/en/(?:id|entity)[^"]+)"', page)
    assert 'ld+json">' not in reader.get(measure).text.replace('type="application/ld+json" href', "")


def test_sitemaps_list_pages_that_are_there(reader: httpx.Client) -> None:
    index = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    (first,) = (str(element.text) for element in index.iterfind("s:sitemap/s:loc", _NAMES))
    pages = ElementTree.fromstring(reader.get(urlsplit(first).path).content)
    addresses = [str(element.text) for element in pages.iterfind("s:url/s:loc", _NAMES)]
    assert len(addresses) == len(set(addresses)) and len(addresses) % 4 == 0
    assert any(address.endswith("/ky/id/body/kg/bridges") for address in addresses)
    parts = [urlsplit(address) for address in addresses]
    assert {reader.get(f"{part.path}?{part.query}" if part.query else part.path).status_code for part in parts} == {200}
    others = pages.findall("s:url[1]/x:link", _NAMES)
    assert [link.get("hreflang") for link in others] == ["ky", "kk", "ru", "en"]


def test_a_sitemap_that_is_not_there_is_not_found(reader: httpx.Client) -> None:
    assert [reader.get(f"/sitemap/{number}.xml").status_code for number in (0, 2, 99999, 10**30)] == [404] * 4


def test_a_crawler_that_holds_the_sitemap_is_told_so(reader: httpx.Client) -> None:
    first = reader.get("/sitemap/1.xml")
    assert reader.get("/sitemap/1.xml", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_crawlers_are_kept_from_what_costs_work(reader: httpx.Client) -> None:
    rules = reader.get("/robots.txt").text.splitlines()
    assert "Disallow: /sparql" in rules and any(re.fullmatch(r"Sitemap: http://.+/sitemap\.xml", line) for line in rules)
