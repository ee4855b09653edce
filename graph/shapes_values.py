"""The constraints that look at one value alone, as SPARQL expressions that are true of a good value.

Each is total: where an operand has no such value (the length of a blank node), the expression is false, not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pyoxigraph import Literal, NamedNode

from graph.shapes import SH, Term
from ontology.errors import DataError

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ZONE = "(Z|[+-][0-9]{2}:[0-9]{2})?"
# The lexical space of the datatypes that the data uses (XML Schema part 2); dates are also tried as dates, for 30 February.
_LEXICAL = {
    "integer": r"^[+-]?[0-9]+$",
    "nonNegativeInteger": r"^[+]?[0-9]+$",
    "decimal": r"^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
    "boolean": "^(true|false|1|0)$",
    "gYear": f"^-?([1-9][0-9]{{3,}}|0[0-9]{{3}}){_ZONE}$",
    "gYearMonth": f"^-?([1-9][0-9]{{3,}}|0[0-9]{{3}})-(0[1-9]|1[0-2]){_ZONE}$",
}
_CAST = frozenset({"date", "dateTime"})
_KINDS = {
    "IRI": "isIRI({0})",
    "Literal": "isLiteral({0})",
    "BlankNode": "isBlank({0})",
    "BlankNodeOrIRI": "!isLiteral({0})",
    "BlankNodeOrLiteral": "!isIRI({0})",
    "IRIOrLiteral": "!isBlank({0})",
}
_COMPARED = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}


def value_test(name: str, operands: Sequence[Term], variable: str) -> str:
    """The expression for the constraint `sh:<name>` with its operands.

    Raises:
        DataError: no such constraint is known.
    """
    if name in _COMPARED:
        return f"COALESCE({variable} {_COMPARED[name]} {operands[0]}, false)"
    if name not in _TESTS:
        raise DataError(f"shapes: sh:{name} is not known to the compiler; teach graph/shapes_values.py, or state it otherwise")
    return f"COALESCE({_TESTS[name](operands, variable)}, false)"


def _datatype(operands: Sequence[Term], variable: str) -> str:
    datatype = operands[0]
    test = f"isLiteral({variable}) && DATATYPE({variable}) = {datatype}"
    local = datatype.value.removeprefix(_XSD) if isinstance(datatype, NamedNode) else ""
    if local in _LEXICAL:
        return f"{test} && REGEX(STR({variable}), {Literal(_LEXICAL[local])})"
    if local in _CAST:
        return f"{test} && BOUND({variable}) && {datatype}(STR({variable})) = {datatype}(STR({variable}))"
    return test


def _node_kind(operands: Sequence[Term], variable: str) -> str:
    kind = operands[0].value.removeprefix(SH) if isinstance(operands[0], NamedNode) else ""
    if kind not in _KINDS:
        raise DataError(f"shapes: {operands[0]} is no kind of node")
    return _KINDS[kind].format(variable)


def _length(operator: str) -> Callable[[Sequence[Term], str], str]:
    def test(operands: Sequence[Term], variable: str) -> str:
        return f"!isBlank({variable}) && STRLEN(STR({variable})) {operator} {operands[0]}"

    return test


def _pattern(operands: Sequence[Term], variable: str) -> str:
    arguments = ", ".join(str(operand) for operand in operands)
    return f"!isBlank({variable}) && REGEX(STR({variable}), {arguments})"


def _in(operands: Sequence[Term], variable: str) -> str:
    return " || ".join(f"sameTerm({variable}, {operand})" for operand in operands) or "false"


def _language_in(operands: Sequence[Term], variable: str) -> str:
    matches = " || ".join(f"LANGMATCHES(LANG({variable}), {operand})" for operand in operands)
    return f"isLiteral({variable}) && ({matches or 'false'})"


_TESTS: dict[str, Callable[[Sequence[Term], str], str]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minLength": _length(">="),
    "maxLength": _length("<="),
    "pattern": _pattern,
    "in": _in,
    "languageIn": _language_in,
}
