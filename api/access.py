"""Who may do what: the scope of the token that a request brings (RFC 6750)."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request

from api.errors import RequestError
from api.state import service_of
from api.tokens import Token

_REALM = 'Bearer realm="jarlyk"'


class AccessError(RequestError):
    """A request that brings no good token, or one without the scope."""

    def __init__(self, status: HTTPStatus, key: str, challenge: str = "", **values: object) -> None:
        super().__init__(f"{key} {values}", status, (f"told.{key}", values))
        if challenge:
            self.headers["WWW-Authenticate"] = challenge


def require(request: Request, scope: str) -> Token:
    """The token of a request for an action.

    Raises:
        AccessError: actions are off here (403), there is no good token (401), or it has another scope (403).
    """
    if not service_of(request).settings.actions:
        raise AccessError(HTTPStatus.FORBIDDEN, "actions-off")
    return authorise(request, scope)


def authorise(request: Request, scope: str) -> Token:
    """The token of a request, which must have this scope.

    Raises:
        AccessError: there is no good token (401), or it has another scope (403).
    """
    kind, _, presented = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not presented:
        raise AccessError(HTTPStatus.UNAUTHORIZED, "no-token", _REALM, scope=scope)
    token = service_of(request).tokens.find(presented.strip())
    if token is None:
        raise AccessError(HTTPStatus.UNAUTHORIZED, "bad-token", f'{_REALM}, error="invalid_token"')
    if scope not in token.scopes:
        challenge = f'{_REALM}, error="insufficient_scope", scope="{scope}"'
        raise AccessError(HTTPStatus.FORBIDDEN, "no-scope", challenge, scope=scope)
    return token
