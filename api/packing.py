"""Answers packed with brotli or gzip for those who take it, piece by piece as they are sent."""

from __future__ import annotations

import functools
import zlib
from http import HTTPStatus
from typing import Protocol

import anyio.to_thread
import brotli
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.negotiation import packing_for, raw_list

_WORTH_PACKING = 1_000  # bytes; what is shorter fits one packet anyway
_GZIP_LEVEL = 5  # of zlib's 1 to 9: within a few per cent of the best size for a third of its time
_BROTLI_QUALITY = 4  # of 0 to 11: smaller than gzip at the same time; from 5 on it takes twice as long
_LONG = 32 * 1024  # bytes; more is packed in a thread, so that others are answered meanwhile
_PACKED_ALREADY = ("image/png", "image/jpeg", "image/webp", "font/", "application/zip", "application/gzip")


class _Packer(Protocol):
    def pack(self, piece: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


class _Gzip:
    def __init__(self) -> None:
        self._packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)

    def pack(self, piece: bytes) -> bytes:
        return self._packer.compress(piece)

    def finish(self) -> bytes:
        return self._packer.flush()


class _Brotli:
    def __init__(self) -> None:
        self._packer = brotli.Compressor(mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)

    def pack(self, piece: bytes) -> bytes:
        return bytes(self._packer.process(piece))

    def finish(self) -> bytes:
        return bytes(self._packer.finish())


_PACKERS: dict[str, type[_Gzip] | type[_Brotli]] = {"br": _Brotli, "gzip": _Gzip}


class Packing:
    """ASGI middleware. What is packed has no length in its head, so an answer that breaks off lacks the last chunk."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and packs the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wish = packing_for(raw_list(scope["headers"], b"accept-encoding") or "")
        if wish and raw_list(scope["headers"], b"range") is not None:  # places are counted in what is not packed
            wish = None
        await self._app(scope, receive, _Packed(wish, scope["method"], send).send)


class _Packed:
    """One answer on its way."""

    def __init__(self, wish: str | None, method: str, send: Send) -> None:
        self._wish, self._method, self._send = wish, method, send
        self._start: Message | None = None
        self._packer: _Packer | None = None

    async def send(self, message: Message) -> None:
        """Passes a message on: the head waits for the first piece, whose length decides."""
        if message["type"] == "http.response.start":
            self._start = message
        elif self._start is not None:
            await self._begin(self._start, message)
        elif self._packer is not None and message["type"] == "http.response.body":
            await self._send({**message, "body": await self._packed(message)})
        else:
            await self._send(message)

    async def _begin(self, start: Message, message: Message) -> None:
        self._start = None
        body, more = message.get("body", b""), message.get("more_body", False)
        if more or len(body) >= _WORTH_PACKING or self._method == "HEAD":
            headers = MutableHeaders(raw=start["headers"])
            length = int(headers.get("content-length", len(body)))
            if length >= _WORTH_PACKING and start["status"] == HTTPStatus.OK:
                self._settle(headers)
            if self._packer is not None:
                whole = not more and length == len(body)
                body = await self._packed(message)
                message = {**message, "body": body}
                if whole:
                    headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send(message)

    def _settle(self, headers: MutableHeaders) -> None:
        media = headers.get("content-type", "")
        if "content-encoding" in headers or media.startswith(_PACKED_ALREADY):
            return
        headers.add_vary_header("Accept-Encoding")
        if self._wish is not None:
            headers["content-encoding"] = self._wish
            del headers["content-length"]
            self._packer = _PACKERS[self._wish]()

    async def _packed(self, message: Message) -> bytes:
        piece, last = message.get("body", b""), not message.get("more_body")
        packer = self._packer
        if packer is None:
            return bytes(piece)
        work = functools.partial(_pack, packer, piece, last)
        return await anyio.to_thread.run_sync(work) if len(piece) > _LONG else work()


def _pack(packer: _Packer, piece: bytes, last: bool) -> bytes:
    packed = packer.pack(piece)
    return packed + packer.finish() if last else packed
