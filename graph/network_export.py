"""The network of bodies and instruments as GraphML and GEXF, for Gephi, yEd, Cytoscape and the like."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import BinaryIO

import networkx as nx
from pyoxigraph import Store

from graph.engine import Engine
from graph.export import Writer
from graph.facts_loading import load_facts
from graph.projection import project

_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def flat(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with plain values only: lists of IRIs become one text, with spaces between."""
    plain = nx.MultiDiGraph()
    for node, values in network.nodes(data=True):
        plain.add_node(node, **{key: _FORBIDDEN.sub("�", str(value)) for key, value in values.items()})
    for source, target, key, values in network.edges(keys=True, data=True):
        attributes = {name: " ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
        plain.add_edge(source, target, key=key, **attributes)
    return plain


def _write_graphml(store: Store, stream: BinaryIO) -> None:
    nx.write_graphml(flat(project(load_facts(Engine(store)))), stream)


def _write_gexf(store: Store, stream: BinaryIO) -> None:
    buffer = io.BytesIO()
    nx.write_gexf(flat(project(load_facts(Engine(store)))), buffer)
    stream.write(_TODAY.sub(b"", buffer.getvalue()))  # a date would make two exports of one graph differ


NETWORK_FORMATS: Mapping[str, Writer] = {"graphml": _write_graphml, "gexf": _write_gexf}
