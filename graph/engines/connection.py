"""HTTP to an engine elsewhere: bounded in time and size, to the one address that was given and to no other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from graph.engines.errors import EngineDeadlineError, EngineError, EngineRefusedError, EngineUnreachableError
from graph.engines.login import ChallengedLogin, Login
from ontology.faults import fault

_CONNECT_S = 5.0
Form = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `cut`: its end is missing, as it is longer than was allowed."""

    status: int
    headers: httpx.Headers
    body: bytes
    cut: bool

    @property
    def text(self) -> str:
        """The body as words for a person."""
        return self.body.decode("utf-8", "replace")


class Connection:
    """Sends requests to engines. For one event loop; redirects, proxies and netrc files of the environment are left alone."""

    def __init__(self, login: Login | None = None) -> None:
        self._client = httpx.AsyncClient(
            auth=ChallengedLogin(login) if login else None,
            timeout=httpx.Timeout(None, connect=_CONNECT_S),
            follow_redirects=False,
            trust_env=False,
        )

    async def send(
        self,
        method: str,
        url: str,
        *,
        deadline_s: float,
        limit: int,
        accept: str = "*/*",
        params: Mapping[str, str] | None = None,
        form: Form | None = None,
        content: bytes | None = None,
        media: str = "",
    ) -> Reply:
        """One exchange; at most `limit` bytes of the answer are read.

        Raises:
            EngineUnreachableError: nothing answers, or the line broke.
            EngineDeadlineError: the whole of it took longer.
        """
        headers = {"Accept": accept} | ({"Content-Type": media} if media else {})
        try:
            async with (
                asyncio.timeout(deadline_s),
                self._client.stream(method, url, headers=headers, params=params, data=form, content=content) as response,
            ):
                body, cut = await _read(response, limit)
                return Reply(response.status_code, response.headers, body, cut)
        except TimeoutError:
            raise EngineDeadlineError(url, deadline_s) from None
        except httpx.HTTPError as error:
            raise EngineUnreachableError(url, str(error) or type(error).__name__) from error

    async def close(self) -> None:
        """Closes the lines."""
        await self._client.aclose()


def check_address(url: str) -> str:
    """The address of an engine as it may be used.

    Raises:
        EngineError: it is no address of HTTP, or holds an account.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound:
        raise EngineError(fault("no-engine-address"), repr(url))
    if parts.username or parts.password:
        raise EngineError(fault("login-in-address"), f"{parts.scheme}://{parts.hostname}")
    return url


def require_success(url: str, reply: Reply) -> Reply:
    """The reply, where its status is a success.

    Raises:
        EngineRefusedError: it is none.
    """
    if not httpx.codes.is_success(reply.status):
        raise EngineRefusedError(url, reply.status, reply.text)
    return reply


async def _read(response: httpx.Response, limit: int) -> tuple[bytes, bool]:
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > limit:
            return bytes(content[:limit]), True
    return bytes(content), False
