"""A request's body as it comes: by Content-Length or chunked (RFC 9112 sections 6 and 7.1)."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Final

from sandbox.api.http import IDLE_SECONDS, HttpError, body_length

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.api.http import HttpRequest

_PIECE: Final = 64 * 1024
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")


class Body:
    """At most `most` bytes, in pieces. `finished`: all of it was read, so that the next request may follow."""

    def __init__(self, request: HttpRequest, reader: asyncio.StreamReader, most: int) -> None:
        self._reader = reader
        self._most = most
        self._chunked = request.headers.get("transfer-encoding", "").lower() == "chunked"
        self._length = 0 if self._chunked else body_length(request, most)
        self.finished = not self._chunked and not self._length

    async def pieces(self) -> AsyncIterator[bytes]:
        """HttpError 400 or 413; TimeoutError where nothing comes for long, IncompleteReadError where the client left."""
        if not self._chunked:
            async for piece in self._exactly(self._length):
                yield piece
            self.finished = True
            return
        total = 0
        while size := await self._chunk_size():
            total += size
            if total > self._most:
                raise HttpError(413, "too_large", f"a body has at most {self._most} bytes")
            async for piece in self._exactly(size):
                yield piece
            if await self._line() != b"\r\n":
                raise HttpError(400, "bad_request", "a chunk does not end where it says")
        while await self._line() != b"\r\n":
            pass  # trailers mean nothing here
        self.finished = True

    async def _exactly(self, size: int) -> AsyncIterator[bytes]:
        left = size
        while left:
            async with asyncio.timeout(IDLE_SECONDS):
                piece = await self._reader.read(min(left, _PIECE))
            if not piece:
                raise asyncio.IncompleteReadError(b"", left)
            left -= len(piece)
            yield piece

    async def _chunk_size(self) -> int:
        found = _CHUNK.fullmatch(await self._line())
        if found is None:
            raise HttpError(400, "bad_request", "a chunk has no size")
        return int(found[1], 16)

    async def _line(self) -> bytes:
        async with asyncio.timeout(IDLE_SECONDS):
            try:
                return await self._reader.readuntil(b"\r\n")
            except asyncio.LimitOverrunError:
                raise HttpError(400, "bad_request", "a line is too long") from None
