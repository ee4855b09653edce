"""Answers packed with brotli or gzip for those who take it, piece by piece as they are sent."""

from __future__ import annotations

import functools
import zlib
from http import HTTPStatus
from typing import Protocol

import anyio.to_thread
import brotli
from starlette.datastructures import MutableHeaders
from starlette.types import Scope

from api.negotiation import packing_for, raw_list

_WORTH_PACKING = 1_000  # bytes; what is shorter fits one packet anyway
_GZIP_LEVEL = 5  # of zlib's 1 to 9: within a few per cent of the best size for a third of its time
_BROTLI_QUALITY = 4  # of 0 to 11: smaller than gzip at the same time; from 5 on it takes twice as long
_LONG = 32 * 1024  # bytes; more is packed in a thread, so that others are answered meanwhile
_PACKED_ALREADY = ("image/png", "image/x-icon", "image/jpeg", "image/webp", "font/", "application/zip", "application/gzip")


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
    """How one answer is packed. It then has no length in its head, so that one that breaks off lacks the last chunk."""

    __slots__ = ("_packer", "_scope")

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._packer: _Packer | None = None

    async def begin(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes, more: bool) -> bytes:
        """Decides by the first piece and the headers, which are changed; gives the piece as it is to be sent."""
        if not more and len(body) < _WORTH_PACKING and self._scope["method"] != "HEAD":
            return body
        told = MutableHeaders(raw=headers)
        length = int(told.get("content-length", len(body)))
        if length >= _WORTH_PACKING and status == HTTPStatus.OK:
            self._settle(told)
        if self._packer is None:
            return body
        whole = not more and length == len(body)
        body = await self.packed(body, not more)
        if whole:
            told["content-length"] = str(len(body))
        return body

    async def packed(self, piece: bytes, last: bool) -> bytes:
        """A piece as it is to be sent."""
        packer = self._packer
        if packer is None:
            return piece
        work = functools.partial(_pack, packer, piece, last)
        return await anyio.to_thread.run_sync(work) if len(piece) > _LONG else work()

    def _settle(self, headers: MutableHeaders) -> None:
        media = headers.get("content-type", "")
        if "content-encoding" in headers or media.startswith(_PACKED_ALREADY):
            return
        headers.add_vary_header("Accept-Encoding")
        asked = self._scope["headers"]
        wish = packing_for(raw_list(asked, b"accept-encoding") or "")
        if wish is not None and raw_list(asked, b"range") is None:  # places are counted in what is not packed
            headers["content-encoding"] = wish
            del headers["content-length"]
            self._packer = _PACKERS[wish]()


def _pack(packer: _Packer, piece: bytes, last: bool) -> bytes:
    packed = packer.pack(piece)
    return packed + packer.finish() if last else packed
