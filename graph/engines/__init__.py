"""Engines beside the embedded one (`graph.engine`), each a `QueryEngine`: rdflib, and any SPARQL 1.1 endpoint."""
