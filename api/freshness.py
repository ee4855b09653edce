"""Entity tags: whether a client still holds the answer that it would be given (RFC 9110, sections 8.8.3 and 13.1.2).

A tag is known before the work is done: the graph of one generation never changes, so what was asked and how it is written decide
the answer. The tags are weak, as compression on the way changes the bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from api.negotiation import header_list

CACHING: Mapping[str, str] = {"Vary": "Accept", "Cache-Control": "no-cache"}  # may be kept, must be asked about


def entity_tag(*parts: object) -> str:
    """The tag of an answer that these parts decide."""
    return f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


def is_held(request: Request, tag: str) -> bool:
    """Whether If-None-Match names the tag. `*` is not taken for it: it is about any answer at all, which is not known yet."""
    listed = header_list(request.headers, "if-none-match") or ""
    return any(_opaque(item) == _opaque(tag) for item in listed.split(","))


def not_modified(headers: Mapping[str, str]) -> Response:
    """The answer to a client that holds it already; packing, which is left out, would have added to Vary."""
    return Response(status_code=304, headers={**headers, "Vary": f"{headers['Vary']}, Accept-Encoding"})


def _opaque(tag: str) -> str:
    return tag.strip().removeprefix("W/")
