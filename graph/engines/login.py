"""The account at an engine: from the environment or a file, never from an address or an argument, which others can read."""

from __future__ import annotations

import ipaddress
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from graph.engines.errors import EngineError
from ontology.faults import fault

_LONG = 1 << 16  # bytes of a body
_NAME, _FILE = "JARLYK_ENGINE_LOGIN", "JARLYK_ENGINE_LOGIN_FILE"


@dataclass(frozen=True, slots=True)
class Login:
    """An account; the password is not shown where the record is."""

    user: str
    password: str = field(repr=False)


def read_login(environ: Mapping[str, str]) -> Login | None:
    """The account of JARLYK_ENGINE_LOGIN, else of the file that JARLYK_ENGINE_LOGIN_FILE names; both are `user:password`.

    Raises:
        EngineError: it is not of this form, or the file cannot be read.
    """
    name = _NAME if environ.get(_NAME) else _FILE
    given = environ.get(name)
    if not given:
        return None
    try:
        text = given if name == _NAME else Path(given).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(fault("login-unreadable", reason=error), f"{_FILE}={given}") from error
    user, colon, password = text.strip().partition(":")
    if not user or not colon:
        raise EngineError(fault("login-form"), name)
    return Login(user, password)


class ChallengedLogin(httpx.Auth):
    """Sends the account where the engine asks for it, as it asks: as a digest, or plainly over TLS or to this machine."""

    def __init__(self, login: Login) -> None:
        self._digest = httpx.DigestAuth(login.user, login.password)
        self._basic = httpx.BasicAuth(login.user, login.password)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, and once more with the account where it was turned away for want of it.

        A long one goes after an empty one: servers may close the line on a body that they will not take.
        """
        long = int(request.headers.get("Content-Length", 0)) > _LONG
        asked = httpx.Request(request.method, request.url, headers={"Content-Length": "0"}) if long else request
        response = yield asked
        signed = self._signed(request, asked, response)
        if signed is not None or long:
            yield signed or request

    def _signed(self, request: httpx.Request, asked: httpx.Request, response: httpx.Response) -> httpx.Request | None:
        """The request with the account as the answer to the one before demands; None where it must not be sent."""
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return None
        schemes = {value.split(" ")[0].lower() for value in response.headers.get_list("www-authenticate")}
        if "digest" in schemes:
            learning = self._digest.auth_flow(asked)
            next(learning)
            learning.send(response)
            return next(self._digest.auth_flow(request))
        if "basic" in schemes and _is_private(request.url):
            return next(self._basic.auth_flow(request))
        return None


def _is_private(url: httpx.URL) -> bool:
    """Whether a password may be sent there as it is."""
    if url.scheme == "https" or url.host == "localhost":
        return True
    try:
        return ipaddress.ip_address(url.host).is_loopback
    except ValueError:
        return False
