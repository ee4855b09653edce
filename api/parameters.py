"""The parameters of a request for data, each read strictly: what cannot be read is told by name, with what would do."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from pyoxigraph import NamedNode
from starlette.requests import Request

from api.errors import RequestError
from api.paging import Window, whole_number
from api.translation import LANGUAGES, preferred_language

_PAGE_MOST = 10_000


class ParameterError(RequestError):
    """A parameter with a value that cannot be read. `wanted` is the key of the words that say what would do."""

    def __init__(self, name: str, value: str, wanted: str, **values: object) -> None:
        told = (f"told.{wanted}", {"name": name, "value": value[:100], **values})
        super().__init__(f"{name}={value[:100]}", HTTPStatus.BAD_REQUEST, told)


def language_of(request: Request) -> str:
    """The language of names and texts: `lang=`, else what the client prefers, else English.

    Raises:
        ParameterError: none of ours.
    """
    given = request.query_params.get("lang")
    return choice_of(request, "lang", LANGUAGES) if given else preferred_language(request.headers.get("accept-language"))


def choice_of(request: Request, name: str, choices: Sequence[str]) -> str:
    """One of the choices; empty where the parameter is not given.

    Raises:
        ParameterError: something else.
    """
    value = request.query_params.get(name, "")
    if value and value not in choices:
        raise ParameterError(name, value, "choice", choices=", ".join(choices))
    return value


def number_of(request: Request, name: str, default: int, most: int) -> int:
    """A whole number from 1 to `most`.

    Raises:
        ParameterError: something else.
    """
    value = request.query_params.get(name)
    if value is None:
        return default
    number = whole_number(value)
    if number is None or not 1 <= number <= most:
        raise ParameterError(name, value, "number", most=most)
    return number


def iri_of(request: Request, name: str) -> str:
    """An absolute IRI, which must be given.

    Raises:
        ParameterError: missing, or no IRI.
    """
    value = request.query_params.get(name, "").strip()
    try:
        return NamedNode(value).value
    except ValueError:
        raise ParameterError(name, value, "iri") from None


def window_of(request: Request, size: int, most: int) -> Window:
    """The part of a list that is asked for by `page` and `size`.

    Raises:
        ParameterError: no such numbers.
    """
    return Window(number_of(request, "page", 1, _PAGE_MOST), number_of(request, "size", size, most))
